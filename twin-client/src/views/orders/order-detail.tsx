import { useCenter, useNow } from '../../kit/center-context.ts';
import { useFormat } from '../../kit/format-context.tsx';
import { PriorityMark } from '../../kit/marks.tsx';
import { LoadingNotice, ProblemNotice } from '../../kit/notice.tsx';
import { may } from '../../state/records/session.ts';
import type { WorkOrderDetail } from '../../state/records/work-order.ts';
import { Link } from '../link.tsx';
import { OrderActs } from './order-acts.tsx';
import { OrderLog } from './order-log.tsx';
import { ORDER_SYMBOLS, OrderDue, OrderState } from './order-marks.tsx';
import styles from './orders.module.css';
import { subjectWords } from './subject-words.ts';
import { useRenewed } from './use-renewed.ts';

/** One order: what and where, what can be done now, its photos and its log. */
export function OrderDetail({ id, back, onChanged }: { id: string; back: string; onChanged(): void }) {
  const { api } = useCenter();
  const format = useFormat();
  const loaded = useRenewed(id, (signal) => api.workOrders.get(id, signal));
  const order = loaded.last;
  const changed = () => {
    loaded.retry();
    onChanged();
  };
  return (
    <article className={styles.detail} data-testid="order" data-order={id}>
      <Link href={back} className={styles.back}>
        ‹ {format.text('order.back')}
      </Link>
      {!order && loaded.state === 'loading' && <LoadingNotice text={format.text('shell.loading')} />}
      {!order && loaded.state === 'failed' && <ProblemNotice cause={loaded.cause} onRetry={loaded.retry} />}
      {order && (
        <>
          <Head order={order} />
          <OrderActs order={order} onChanged={changed} />
          <Pictures order={order} />
          <section className={styles.part} aria-label={format.text('order.log')}>
            <h3>{format.text('order.log')}</h3>
            <OrderLog log={order.log} />
          </section>
        </>
      )}
    </article>
  );
}

function Head({ order }: { order: WorkOrderDetail }) {
  const center = useCenter();
  const format = useFormat();
  const now = useNow();
  const opened = format.moment(order.openedAt, now);
  return (
    <header className={styles.head}>
      <PriorityMark priority={order.priority} symbol={ORDER_SYMBOLS[order.kind]} />
      <h2>{order.title}</h2>
      <p className={styles.where}>{subjectWords(center, order)}</p>
      <p className={styles.facts}>
        <OrderState state={order.state} />
        <span data-testid="order-owner-name">{order.owner?.displayName ?? format.text('order.nobody')}</span>
        <OrderDue order={order} />
      </p>
      <p className={styles.quiet}>
        {[
          order.id,
          format.text(`order.kind.${order.kind}`),
          format.text('order.openedBy', { name: order.openedBy?.displayName ?? '', time: opened }),
        ].join(' · ')}
      </p>
      <p className={styles.ways}>
        {order.device !== null && (
          <Link href={`/desk?device=${encodeURIComponent(order.device)}&view=map`}>
            {format.text('order.toDevice')}
          </Link>
        )}
        {order.alarm !== null && (
          <Link href={`/desk?alarm=${encodeURIComponent(order.alarm)}&view=map`}>
            {format.text('order.toAlarm', { id: order.alarm })}
          </Link>
        )}
      </p>
    </header>
  );
}

function Pictures({ order: { pictures } }: { order: WorkOrderDetail }) {
  const { session } = useCenter();
  const format = useFormat();
  const now = useNow();
  if (pictures.length === 0) return null;
  return (
    <section className={styles.part} aria-label={format.text('order.photos')}>
      <h3>{format.text('order.photos')}</h3>
      {!may(session, 'order.work') && <p>{format.text('order.photosHidden', { count: pictures.length })}</p>}
      {may(session, 'order.work') && (
        <ul className={styles.photos} data-testid="order-photos">
          {pictures.map(({ id, address, by, at }) => {
            const words = [by?.displayName, format.moment(at, now)].filter(Boolean).join(' ');
            return (
              <li key={id}>
                <a href={address} target="_blank" rel="noreferrer">
                  <img src={address} alt={format.text('order.photoOf', { who: words })} loading="lazy" />
                </a>
                <small>{words}</small>
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}
