import { useCenter } from '../../kit/center-context.ts';
import { useFormat } from '../../kit/format-context.tsx';
import { PriorityMark } from '../../kit/marks.tsx';
import type { WorkOrder } from '../../state/records/work-order.ts';
import { Link } from '../link.tsx';
import { ORDER_SYMBOLS, OrderDue, OrderState } from './order-marks.tsx';
import styles from './orders.module.css';
import { subjectWords } from './subject-words.ts';

export interface OrderListProps {
  readonly orders: readonly WorkOrder[];
  /** The one that is open beside the list. */
  readonly chosen?: string | null;
  addressOf(id: string): string;
}

/** Orders, each a way to it that a thumb meets. */
export function OrderList({ orders, chosen = null, addressOf }: OrderListProps) {
  const center = useCenter();
  const format = useFormat();
  return (
    <ul className={styles.list} data-testid="orders">
      {orders.map((order) => (
        <li key={order.id} data-order={order.id} data-overdue={order.overdue}>
          <Link href={addressOf(order.id)} className={styles.row} aria-current={order.id === chosen}>
            <PriorityMark priority={order.priority} symbol={ORDER_SYMBOLS[order.kind]} />
            <b>{order.title}</b>
            <OrderState state={order.state} />
            <small>{subjectWords(center, order) || order.alarm}</small>
            <small className={styles.who}>
              {order.owner?.displayName ?? format.text('order.nobody')} <OrderDue order={order} />
            </small>
          </Link>
        </li>
      ))}
    </ul>
  );
}
