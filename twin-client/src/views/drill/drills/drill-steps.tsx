import { useFormat } from '../../../kit/format-context.tsx';
import type { DrillDetail, DrillStep } from '../../../state/records/drill.ts';
import styles from './drill-panel.module.css';
import { minutes } from './minutes.ts';

const MARKS: Readonly<Record<DrillStep['result'], string>> = { inTime: '✓', late: '✓', missed: '✗', notDue: '○' };

/** What is expected, with ticks: for the leader alone. */
export function DrillSteps({ drill, steps }: { drill: DrillDetail; steps: readonly DrillStep[] }) {
  const format = useFormat();
  const { told, injects, score, roles } = drill;
  return (
    <section className={styles.part} aria-label={format.text('drill.steps')}>
      <h3>{format.text('drill.steps')}</h3>
      <p className={styles.calm}>
        {format.text('drill.injects', { told, count: injects ?? told })}
        {score?.percent != null && <b>{format.text('drill.score', { percent: score.percent })}</b>}
      </p>
      <ol className={styles.steps} data-testid="drill-steps">
        {steps.map(({ step, text, role, result, doneAt, dueAt, by, byOther }) => {
          const who = roles.find(({ id }) => id === role);
          return (
            <li key={step} data-result={result}>
              <i aria-hidden="true">{MARKS[result]}</i>
              <span>
                {format.label(text)} <small>{who && format.label(who.label)}</small>
              </span>
              <small>
                {format.text(`drill.result.${result}`)}{' '}
                {doneAt !== null
                  ? `${minutes(doneAt)} ${by?.name ?? ''}`
                  : dueAt !== null && format.text('drill.due', { time: minutes(dueAt) })}
                {byOther && ` · ${format.text('drill.byOther')}`}
              </small>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
