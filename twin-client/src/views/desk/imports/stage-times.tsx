import type { ImportJob } from 'twin-core';
import { useFormat } from '../../../kit/format-context.tsx';
import styles from './imports.module.css';

/** How long each stage of an import took that is over. */
export function StageTimes({ stages }: Pick<ImportJob, 'stages'>) {
  const format = useFormat();
  if (stages.length < 2) return null;
  return (
    <ol
      className={styles.times}
      aria-label={format.text('imports.times')}
      data-testid="import-stages"
      data-stages={stages.map(({ stage }) => stage).join(' ')}
    >
      {stages.slice(0, -1).map(({ stage, at }, index) => (
        <li key={stage}>
          {format.text(`imports.stage.${stage}`)} <b>{format.seconds((stages[index + 1]?.at ?? at) - at)}</b>
        </li>
      ))}
    </ol>
  );
}
