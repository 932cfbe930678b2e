import { isOrderPending, type WorkOrderKind, type WorkOrderState } from 'twin-core';
import { useNow } from '../../kit/center-context.ts';
import { useFormat } from '../../kit/format-context.tsx';
import type { WorkOrder } from '../../state/records/work-order.ts';
import styles from './orders.module.css';

/** What an order asks for, as a symbol in a 24 × 24 box: a wrench, a lens, a sheet. */
export const ORDER_SYMBOLS: Readonly<Record<WorkOrderKind, string>> = {
  repair:
    'M21 6.600a5.600 5.600 0 0 1-7.500 5.900l-7 7a2 2 0 0 1-2.900-2.900l7-7A5.600 5.600 0 0 1 17.400 3l-3.300 3.300.9 2.700 2.700.9z',
  inspection:
    'M10.500 3a7.500 7.500 0 1 0 4.600 13.400L20 21.300l1.400-1.400-4.900-4.800A7.500 7.500 0 0 0 10.500 3zm0 2a5.500 5.500 0 1 1 0 11 5.500 5.500 0 0 1 0-11z',
  other: 'M6 2h9l4 4v16H5V2zm1 2v16h10V7h-3V4zm2 6h6v1.600H9zm0 4h6v1.600H9z',
};

/** How far an order has come. */
const REACHED: Readonly<Record<WorkOrderState, number>> = { open: 1, inProgress: 2, done: 3, closed: 4, cancelled: 0 };
const STAGES = [1, 2, 3, 4] as const;

/** The state of an order as a word and as a way of four steps. */
export function OrderState({ state }: { state: WorkOrderState }) {
  const format = useFormat();
  return (
    <span className={styles.state} data-testid="order-state" data-state={state}>
      {state !== 'cancelled' && (
        <span className={styles.stages} aria-hidden="true">
          {STAGES.map((stage) => (
            <i key={stage} data-reached={stage <= REACHED[state]} />
          ))}
        </span>
      )}
      {format.text(`order.state.${state}`)}
    </span>
  );
}

/** Until when it is to be done, or by how much that is over; nothing where it is done or may take any time. */
export function OrderDue({ order: { dueAt, state } }: { order: Pick<WorkOrder, 'dueAt' | 'state'> }) {
  const format = useFormat();
  const now = useNow();
  if (dueAt === null || !isOrderPending(state)) return null;
  if (dueAt < now)
    return <span className={styles.late}>{format.text('order.late', { time: format.duration(now - dueAt) })}</span>;
  return <span>{format.text('order.due', { time: format.moment(dueAt, now) })}</span>;
}
