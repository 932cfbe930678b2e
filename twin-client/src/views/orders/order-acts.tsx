import { useState } from 'react';
import { orderAfter, type WorkOrderAct } from 'twin-core';
import { Button } from '../../kit/button.tsx';
import { useCenter } from '../../kit/center-context.ts';
import { useFormat } from '../../kit/format-context.tsx';
import { TextArea } from '../../kit/text-field.tsx';
import type { OrderActBody } from '../../state/ports/work-orders.ts';
import { may } from '../../state/records/session.ts';
import type { WorkOrderDetail } from '../../state/records/work-order.ts';
import { AssignOrderDialog } from './assign-order-dialog.tsx';
import { OrderNoteDialog } from './order-note-dialog.tsx';
import styles from './orders.module.css';
import { PhotoButton } from './photo-button.tsx';
import { useOrderAct } from './use-order-act.ts';

const COMMENT_LIMIT = 1000;
type Act = Exclude<WorkOrderAct, 'photo'>;

/** What can be done with an order now, the next step foremost: take it over, say what was done with a photo of it, done. */
export function OrderActs({ order, onChanged }: { order: WorkOrderDetail; onChanged(): void }) {
  const { api, session } = useCenter();
  const format = useFormat();
  const { busy, run } = useOrderAct(onChanged);
  const [comment, setComment] = useState('');
  const [asking, setAsking] = useState<'assign' | 'reopen' | 'cancel' | null>(null);
  const isMine = order.owner?.account === session.account;
  const works = may(session, 'order.work');
  const manages = may(session, 'order.manage');
  const can = (act: WorkOrderAct) => orderAfter(order.state, act) !== null;
  const act = (name: Act, body: OrderActBody = {}) =>
    run(() => api.workOrders.act(order.id, name, { version: order.version, ...body }));
  const said = comment.trim();
  const words = said === '' ? {} : { comment: said };
  const button = (name: Act, look: 'action' | 'plain', onClick: () => void) => (
    <Button className={styles.big} look={look} disabled={busy} onClick={onClick} data-testid={`order-${name}`}>
      {format.text(`order.act.${name}`)}
    </Button>
  );
  /** Sends what was written with it, and has the field empty for the next. */
  const withWords = (doing: Promise<boolean>) => void doing.then((isDone) => isDone && setComment(''));
  const atWork = order.state === 'inProgress' && isMine;
  if (!can('comment') || !(works || manages)) return null;
  return (
    <div className={styles.acts}>
      {works && (atWork || order.state === 'done') && (
        <TextArea
          label={format.text(atWork ? 'order.whatWasDone' : 'order.remark')}
          value={comment}
          maxLength={COMMENT_LIMIT}
          onChange={({ target }) => setComment(target.value)}
          data-testid="order-comment-text"
        />
      )}
      {works && (
        <div className={styles.buttons}>
          {can('take') && !atWork && button('take', 'action', () => void act('take'))}
          {(atWork || order.state === 'done') && (
            <PhotoButton
              label={format.text('order.act.photo')}
              disabled={busy}
              onPhoto={(photo) => void run(() => api.workOrders.addPhoto(order.id, photo))}
            />
          )}
          {said !== '' &&
            button('comment', 'plain', () =>
              withWords(run(() => api.workOrders.act(order.id, 'comment', { comment: said }))),
            )}
          {atWork && button('done', 'action', () => withWords(act('done', words)))}
          {manages && can('close') && button('close', 'action', () => withWords(act('close', words)))}
        </div>
      )}
      {manages && (
        <div className={styles.rare}>
          {(['assign', 'reopen', 'cancel'] as const).filter(can).map((name) => (
            <Button key={name} look="quiet" onClick={() => setAsking(name)} data-testid={`order-${name}`}>
              {format.text(`order.act.${name}`)}
            </Button>
          ))}
        </div>
      )}
      {asking === 'assign' && (
        <AssignOrderDialog
          order={order}
          busy={busy}
          onClose={() => setAsking(null)}
          onAssign={(body) => void act('assign', body).then(() => setAsking(null))}
        />
      )}
      {(asking === 'reopen' || asking === 'cancel') && (
        <OrderNoteDialog
          title={`${format.text(`order.act.${asking}`)} ${order.id}`}
          confirm={format.text(`order.act.${asking}`)}
          busy={busy}
          onClose={() => setAsking(null)}
          onSaid={(why) => void act(asking, { comment: why }).then((isDone) => isDone && setAsking(null))}
        />
      )}
    </div>
  );
}
