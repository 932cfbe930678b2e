import { useState } from 'react';
import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { LoadingNotice, ProblemNotice } from '../../../kit/notice.tsx';
import { useLoaded } from '../../../kit/use-loaded.ts';
import styles from '../settings.module.css';
import { BroadcastHistory } from './broadcast-history.tsx';
import { NowPlaying } from './now-playing.tsx';
import { RecordingsPanel } from './recordings-panel.tsx';
import { ScheduleForm } from './schedule-form.tsx';
import { ScheduleTable } from './schedule-table.tsx';
import { SpeakForm } from './speak-form.tsx';

/** What loudspeakers play now and by the clock, and a text spoken into zones at once. */
export function BroadcastView() {
  const { api } = useCenter();
  const format = useFormat();
  const [version, setVersion] = useState(0);
  /** Id of the schedule that is changed, '' for a new one; null for none. */
  const [edited, setEdited] = useState<string | null>(null);
  const { last, ...loaded } = useLoaded(`broadcast ${version}`, async (signal) => {
    const [places, words, schedules, recordings] = await Promise.all([
      api.broadcast.places(signal),
      api.broadcast.words(signal),
      api.broadcast.schedules(signal),
      api.broadcast.recordings(signal),
    ]);
    return { places, words, schedules, recordings };
  });
  if (!last && loaded.state === 'failed') return <ProblemNotice centered cause={loaded.cause} onRetry={loaded.retry} />;
  if (!last) return <LoadingNotice centered text={format.text('shell.loading')} />;
  const changed = () => setVersion(version + 1);
  const schedule = last.schedules.find(({ id }) => id === edited) ?? null;
  return (
    <div className={styles.columns}>
      <div className={styles.column}>
        <NowPlaying names={last} version={version} onChanged={changed} />
        <ScheduleTable schedules={last.schedules} names={last} chosen={edited} onChoose={setEdited} />
        <RecordingsPanel recordings={last.recordings} onChanged={changed} />
        <BroadcastHistory names={last} version={version} />
      </div>
      <div className={styles.column}>
        {(edited === '' || schedule) && (
          <ScheduleForm
            key={`${edited} ${schedule?.version}`}
            schedule={schedule}
            taken={last.schedules.map(({ id }) => id)}
            names={last}
            places={last.places}
            onChanged={changed}
            onClose={() => setEdited(null)}
          />
        )}
        <SpeakForm places={last.places} words={last.words} onSpoken={changed} />
      </div>
    </div>
  );
}
