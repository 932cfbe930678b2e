import { useFormat } from '../../kit/format-context.tsx';
import { type OperationsReport, STAGES } from '../../state/records/operations.ts';
import { amountText, millisecondsText } from './amounts.ts';
import styles from './operations.module.css';
import { quantileOf, since, totalOf } from './samples.ts';

/** The table is about this much time up to now. */
const SPAN_MS = 5 * 60_000;

/** Where the time goes: p50, p99 and mean of each stage over the last minutes. */
export function StageTable({ samples }: { samples: readonly OperationsReport[] }) {
  const format = useFormat();
  const now = samples.at(-1)!;
  const before = samples.find(({ time, startedAt }) => now.time - time <= SPAN_MS && startedAt === now.startedAt);
  const spanS = before && before !== now ? (now.time - before.time) / 1000 : (now.time - now.startedAt) / 1000;
  const never = format.text('operations.never');
  const ms = (value: number | null) => (value === null ? never : millisecondsText(format, value));
  return (
    <table className={styles.stages} data-testid="stages">
      <thead>
        <tr>
          <th scope="col">{format.text('operations.stage')}</th>
          <th scope="col">{format.text('operations.median')}</th>
          <th scope="col">{format.text('operations.slowest')}</th>
          <th scope="col">{format.text('operations.mean')}</th>
          <th scope="col">{format.text('operations.perSecond')}</th>
        </tr>
      </thead>
      <tbody>
        {STAGES.map((stage) => {
          const seen = since(now.stages[stage], before && before !== now ? before.stages[stage] : null);
          const total = totalOf(seen);
          return (
            <tr key={stage} data-stage={stage}>
              <th scope="row">{format.text(`operations.stage.${stage}`)}</th>
              <td>{ms(quantileOf(seen, 0.5))}</td>
              <td>{ms(quantileOf(seen, 0.99))}</td>
              <td>{ms(total?.mean ?? null)}</td>
              <td>{total ? amountText(format, total.count / spanS) : never}</td>
            </tr>
          );
        })}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{format.text('operations.batch')}</th>
          {[0.5, 0.99].map((q) => (
            <td key={q}>{count(quantileOf(batch(), q))}</td>
          ))}
          <td>{count(totalOf(batch())?.mean ?? null)}</td>
          <td />
        </tr>
      </tfoot>
    </table>
  );

  function batch() {
    return since(now.batch, before && before !== now ? before.batch : null);
  }

  function count(value: number | null): string {
    return value === null ? never : amountText(format, value);
  }
}
