import { useState } from 'react';
import { Button } from '../../kit/button.tsx';
import { useCenter } from '../../kit/center-context.ts';
import { Choice } from '../../kit/choice.tsx';
import { useFormat } from '../../kit/format-context.tsx';
import { EmptyNotice, LoadingNotice, ProblemNotice } from '../../kit/notice.tsx';
import type { OrderQuery } from '../../state/ports/work-orders.ts';
import { may } from '../../state/records/session.ts';
import { NewOrderDialog } from './new-order-dialog.tsx';
import { OrderDetail } from './order-detail.tsx';
import { OrderList } from './order-list.tsx';
import { sortOrders } from './order-sorting.ts';
import styles from './orders.module.css';
import { type OrdersAddress, SHOWN, type Shown, writeOrdersAddress } from './orders-address.ts';
import { subjectWords } from './subject-words.ts';
import { useRenewed } from './use-renewed.ts';

const QUERIES: Readonly<Record<Shown, OrderQuery>> = {
  standing: { state: 'standing' },
  mine: { state: 'standing', mine: true },
  overdue: { overdue: true },
  all: {},
};

/** The list of orders, and beside it (on a phone in its place) the one that is open. */
export function OrdersView({ address, onGo }: { address: OrdersAddress; onGo(change: Partial<OrdersAddress>): void }) {
  const center = useCenter();
  const { api, session } = center;
  const format = useFormat();
  const [adding, setAdding] = useState(false);
  const { show, device, order } = address;
  const loaded = useRenewed(`${show} ${device}`, (signal) =>
    api.workOrders.list({ ...QUERIES[show], device: device ?? undefined }, signal),
  );
  const orders = loaded.state === 'ready' ? loaded.value : loaded.last;
  return (
    <div className={styles.columns}>
      <section className={styles.side} aria-label={format.text('orders.tab.orders')}>
        <div className={styles.tools}>
          <Choice
            label={format.text('orders.show')}
            value={show}
            options={SHOWN.map((value) => ({ value, label: format.text(`orders.show.${value}`) }))}
            onChoose={(value) => onGo({ show: value, order: null })}
          />
          {may(session, 'order.work') && (
            <Button look="action" onClick={() => setAdding(true)} data-testid="order-new">
              {format.text('order.new')}
            </Button>
          )}
        </div>
        {device !== null && (
          <p className={styles.only}>
            <span>{subjectWords(center, { device, place: null })}</span>
            <Button look="quiet" onClick={() => onGo({ device: null })}>
              {format.text('orders.everywhere')}
            </Button>
          </p>
        )}
        {loaded.state === 'failed' && <ProblemNotice cause={loaded.cause} onRetry={loaded.retry} />}
        {!orders && loaded.state === 'loading' && <LoadingNotice text={format.text('shell.loading')} />}
        {orders?.length === 0 && (
          <EmptyNotice title={format.text(`orders.none.${show}`)}>{format.text('orders.noneHint')}</EmptyNotice>
        )}
        {orders && orders.length > 0 && (
          <OrderList
            orders={sortOrders(orders)}
            chosen={order}
            addressOf={(id) => writeOrdersAddress({ ...address, order: id })}
          />
        )}
      </section>
      {order === null ? (
        <div className={styles.nothing}>{format.text('orders.choose')}</div>
      ) : (
        <OrderDetail
          key={order}
          id={order}
          back={writeOrdersAddress({ ...address, order: null })}
          onChanged={loaded.retry}
        />
      )}
      {adding && (
        <NewOrderDialog
          alarm={null}
          device={device}
          title=""
          priority={3}
          onClose={() => setAdding(false)}
          onOpened={({ id }) => {
            loaded.retry();
            onGo({ order: id });
          }}
        />
      )}
    </div>
  );
}
