import { isOrderPending } from 'twin-core';
import type { WorkOrder } from '../../state/records/work-order.ts';

/** Orders as somebody works through them: what is late, then what is urgent, then what is due first; what is done comes last, the newest first. */
export function sortOrders(orders: readonly WorkOrder[]): WorkOrder[] {
  const due = ({ dueAt }: WorkOrder) => dueAt ?? Number.POSITIVE_INFINITY;
  return [...orders].sort((a, b) => {
    const pending = Number(isOrderPending(b.state)) - Number(isOrderPending(a.state));
    if (pending !== 0) return pending;
    if (!isOrderPending(a.state)) return b.openedAt - a.openedAt;
    return (
      Number(b.overdue) - Number(a.overdue) ||
      a.priority - b.priority ||
      // Two that may take any time differ by nothing.
      (due(a) === due(b) ? b.openedAt - a.openedAt : due(a) - due(b))
    );
  });
}
