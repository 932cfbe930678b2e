import { useState } from 'react';
import { Button } from '../../../kit/button.tsx';
import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { fromField, toField } from '../../../kit/instant-field.ts';
import { LoadingNotice, ProblemNotice } from '../../../kit/notice.tsx';
import { Panel } from '../../../kit/panel.tsx';
import { problemText } from '../../../kit/problem-text.ts';
import { TextField } from '../../../kit/text-field.tsx';
import { useToast } from '../../../kit/toast.tsx';
import { useLoaded } from '../../../kit/use-loaded.ts';
import { navigate } from '../../router.ts';
import styles from '../drill-page.module.css';
import { PastAlarms } from '../past-alarms.tsx';
import { beforeAlarm, useBeginReplay } from './use-begin-replay.ts';

/** Begins a replay at an instant or before an alarm of the past; lists those that are open. */
export function ReplaysView() {
  const { site, clock } = useCenter();
  const format = useFormat();
  const begin = useBeginReplay();
  const [typed, setTyped] = useState(() => toField(clock.now() - 600_000, site.timeZone, 'medium'));
  const at = fromField(typed, site.timeZone);
  return (
    <>
      <Panel title={format.text('replays.begin')}>
        <form
          className={styles.tools}
          onSubmit={(event) => {
            event.preventDefault();
            if (at !== null) void begin(at, {});
          }}
        >
          <TextField
            label={format.text('replays.from')}
            type="datetime-local"
            step={1}
            value={typed}
            data-testid="replays-from"
            onChange={({ target }) => setTyped(target.value)}
          />
          <Button type="submit" look="action" disabled={at === null} data-testid="replays-begin">
            {format.text('replays.begin')}
          </Button>
        </form>
      </Panel>
      <OpenReplays />
      <BeforeAlarms />
    </>
  );
}

function OpenReplays() {
  const { api, clock } = useCenter();
  const format = useFormat();
  const tell = useToast();
  const [ended, setEnded] = useState(0);
  const loaded = useLoaded(`replays ${ended}`, (signal) => api.past.replays(signal));
  const end = (id: string) =>
    void api.past
      .end(id)
      .catch((cause: unknown) => tell(problemText(format, cause), 'problem'))
      .finally(() => setEnded(ended + 1));
  return (
    <Panel title={format.text('replays.running')} from="alarmLog">
      {loaded.state === 'loading' && <LoadingNotice text={format.text('shell.loading')} />}
      {loaded.state === 'failed' && <ProblemNotice cause={loaded.cause} onRetry={loaded.retry} />}
      {loaded.state === 'ready' && loaded.value.length === 0 && (
        <p className={styles.calm}>{format.text('replays.none')}</p>
      )}
      {loaded.state === 'ready' && loaded.value.length > 0 && (
        <ul className={styles.rows} data-testid="replays-open">
          {loaded.value.map(({ id, at, speed, by, since }) => (
            <li key={id}>
              <b>
                {format.date(at)} {format.clock(at)}
              </b>
              <span>
                {speed}× · {format.text('replays.by', { name: by, time: format.moment(since, clock.now()) })}
              </span>
              <Button data-testid={`open-${id}`} onClick={() => navigate(`/drill?course=${id}`)}>
                {format.text('replays.open')}
              </Button>
              <Button look="quiet" onClick={() => end(id)}>
                {format.text('replays.end')}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function BeforeAlarms() {
  const format = useFormat();
  const begin = useBeginReplay();
  return (
    <PastAlarms
      title={format.text('pastAlarms.title')}
      action={({ id, raisedAt }) => (
        <Button data-testid={`replay-${id}`} onClick={() => void begin(...beforeAlarm(raisedAt))}>
          {format.text('replays.before')}
        </Button>
      )}
    />
  );
}
