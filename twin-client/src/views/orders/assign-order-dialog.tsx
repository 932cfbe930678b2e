import { useState } from 'react';
import { useCenter } from '../../kit/center-context.ts';
import { useFormat } from '../../kit/format-context.tsx';
import type { OrderActBody } from '../../state/ports/work-orders.ts';
import type { WorkOrderDetail } from '../../state/records/work-order.ts';
import { ActDialog } from '../desk/alarm-work/dialog-parts.tsx';
import { DueField, type DueIn, dueAtOf } from './due-field.tsx';
import { OwnerField } from './owner-field.tsx';

/** Says who does an order and from now until when. */
export function AssignOrderDialog({
  order,
  busy,
  onClose,
  onAssign,
}: {
  order: WorkOrderDetail;
  busy: boolean;
  onClose(): void;
  onAssign(body: OrderActBody): void;
}) {
  const { clock } = useCenter();
  const format = useFormat();
  const [owner, setOwner] = useState(order.owner?.id ?? '');
  // The time that was set stays until another one is chosen.
  const [dueIn, setDueIn] = useState<DueIn | null>(null);
  return (
    <ActDialog
      title={format.text('order.assignTitle', { id: order.id })}
      confirm={format.text('order.act.assign')}
      disabled={busy}
      problem={null}
      onClose={onClose}
      onSubmit={() => onAssign({ owner: owner || null, ...(dueIn !== null && { dueAt: dueAtOf(dueIn, clock.now()) }) })}
    >
      <OwnerField value={owner} onChange={setOwner} />
      <DueField value={dueIn ?? ''} onChange={setDueIn} />
    </ActDialog>
  );
}
