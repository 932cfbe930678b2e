import { Button } from '../../../kit/button.tsx';
import { useCenter, useNow } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { ProblemNotice } from '../../../kit/notice.tsx';
import { Panel } from '../../../kit/panel.tsx';
import { problemText } from '../../../kit/problem-text.ts';
import { useToast } from '../../../kit/toast.tsx';
import { useLoaded } from '../../../kit/use-loaded.ts';
import type { BroadcastSession } from '../../../state/records/broadcast.ts';
import styles from './broadcast.module.css';
import { usePlaceName } from './place-names.ts';
import { byLevel, type SoundNames, soundWords, whoWords } from './sound-words.ts';

/** How often what is played is read anew: sessions begin and end without anybody at this screen. */
const REFRESH_MS = 3_000;

/** What is played now, the highest level first, with where, on how many loudspeakers, and by whom. */
export function NowPlaying({ names, version, onChanged }: { names: SoundNames; version: number; onChanged(): void }) {
  const { api } = useCenter();
  const format = useFormat();
  const now = useNow();
  const period = Math.floor(now / REFRESH_MS);
  const { last, ...loaded } = useLoaded(`${version} ${period}`, (signal) => api.broadcast.sessions(signal));
  return (
    <Panel
      title={format.text('broadcast.now')}
      aside={last && last.length > 0 ? format.text('broadcast.nowAside') : undefined}
    >
      {loaded.state === 'failed' && <ProblemNotice cause={loaded.cause} onRetry={loaded.retry} />}
      <ul className={styles.playing} data-testid="now-playing">
        {last?.length === 0 && <small>{format.text('broadcast.silent')}</small>}
        {byLevel(last ?? []).map((session) => (
          <PlayingLine key={session.id} session={session} names={names} now={now} onChanged={onChanged} />
        ))}
      </ul>
    </Panel>
  );
}

function PlayingLine({
  session,
  names,
  now,
  onChanged,
}: {
  session: BroadcastSession;
  names: SoundNames;
  now: number;
  onChanged(): void;
}) {
  const { api, handlers } = useCenter();
  const format = useFormat();
  const tell = useToast();
  const placeName = usePlaceName();
  const { id, level, sound, places, loudspeakers, sounding, startedAt } = session;
  const stop = () =>
    api.broadcast.stop(id).then(onChanged, (cause: unknown) => tell(problemText(format, cause), 'problem'));
  return (
    <li data-session={id} data-level={level} data-sounding={sounding}>
      <span className={`${styles.level} ${styles[level]}`}>{format.text(`level.${level}`)}</span>
      <p>{soundWords(format, names, sound)}</p>
      <Button data-testid="broadcast-stop" onClick={() => void stop()}>
        {format.text('broadcast.stop')}
      </Button>
      <span />
      <small>
        {[
          places.map(placeName).join(format.text('settings.listed')),
          format.text('broadcast.sounding', { sounding, count: loudspeakers }),
          whoWords(format, session, handlers),
          format.text('broadcast.since', { time: format.moment(startedAt, now) }),
        ]
          .filter(Boolean)
          .join(' \u00b7 ')}
      </small>
    </li>
  );
}
