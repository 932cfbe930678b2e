import { useNow } from '../../kit/center-context.ts';
import { useFormat } from '../../kit/format-context.tsx';
import type { WorkOrderEntry } from '../../state/records/work-order.ts';
import styles from './orders.module.css';

/** What was done with an order, in order: who, when, and what was said. */
export function OrderLog({ log }: { log: readonly WorkOrderEntry[] }) {
  const format = useFormat();
  const now = useNow();
  return (
    <ol className={styles.log} data-testid="order-log">
      {log.map(({ step, by, at, comment, owner, dueAt, photo }) => (
        <li key={`${at} ${step} ${photo}`} data-step={step}>
          <time dateTime={new Date(at).toISOString()}>{format.moment(at, now)}</time>
          <div>
            <span>
              {[
                format.text(`order.step.${step}`),
                by?.displayName,
                owner && step !== 'take' && format.text('order.to', { name: owner.displayName }),
                dueAt !== null && format.text('order.due', { time: format.moment(dueAt, now) }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
            {comment !== null && <blockquote>{comment}</blockquote>}
          </div>
        </li>
      ))}
    </ol>
  );
}
