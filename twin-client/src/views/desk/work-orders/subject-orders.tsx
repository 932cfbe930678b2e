import { useState } from 'react';
import type { WorkOrderPriority } from 'twin-core';
import { Button } from '../../../kit/button.tsx';
import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { may } from '../../../state/records/session.ts';
import { Link } from '../../link.tsx';
import { NewOrderDialog } from '../../orders/new-order-dialog.tsx';
import { OrderDue, OrderState } from '../../orders/order-marks.tsx';
import { sortOrders } from '../../orders/order-sorting.ts';
import { useRenewed } from '../../orders/use-renewed.ts';
import styles from './subject-orders.module.css';

/** Orders that are listed of one thing; the page of orders has the others. */
const LISTED = 5;

export interface SubjectOrdersProps {
  readonly alarm: string | null;
  readonly device: string;
  /** What a new order says is to be done, until somebody says otherwise. */
  readonly title: string;
  readonly priority: WorkOrderPriority;
  /** No new one: the alarm is closed. */
  readonly isOver?: boolean;
}

/** The work orders of an alarm or a device with their states, and the way to a new one. */
export function SubjectOrders({ alarm, device, title, priority, isOver = false }: SubjectOrdersProps) {
  const { api, session } = useCenter();
  const format = useFormat();
  const [opening, setOpening] = useState(false);
  const about = alarm === null ? { device } : { alarm };
  const loaded = useRenewed(`${alarm} ${device}`, (signal) => api.workOrders.list(about, signal));
  const orders = sortOrders(loaded.last ?? []);
  const mayOpen = !isOver && may(session, 'order.work');
  if (orders.length === 0 && !mayOpen) return null;
  return (
    <div className={styles.orders} data-testid="subject-orders">
      {orders.length > 0 && (
        <ul aria-label={format.text('order.ofSubject')}>
          {orders.slice(0, LISTED).map((order) => (
            <li key={order.id} data-order={order.id}>
              <Link href={`/orders?order=${order.id}`}>{order.title}</Link>
              <OrderState state={order.state} />
              <small>
                {[order.id, order.owner?.displayName ?? format.text('order.nobody')].join(' · ')}{' '}
                <OrderDue order={order} />
              </small>
            </li>
          ))}
        </ul>
      )}
      <div className={styles.foot}>
        {mayOpen && (
          <Button onClick={() => setOpening(true)} data-testid="give-order">
            {format.text('order.give')}
          </Button>
        )}
        {orders.length > 0 && (
          <Link href={`/orders?show=all&device=${encodeURIComponent(device)}`}>{format.text('order.allOfDevice')}</Link>
        )}
      </div>
      {opening && (
        <NewOrderDialog
          alarm={alarm}
          device={device}
          title={title}
          priority={priority}
          onClose={() => setOpening(false)}
          onOpened={loaded.retry}
        />
      )}
    </div>
  );
}
