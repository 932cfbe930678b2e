import { useState } from 'react';
import { WorkOrderKind, type WorkOrderPriority } from 'twin-core';
import { useCenter } from '../../kit/center-context.ts';
import { Choice } from '../../kit/choice.tsx';
import { useFormat } from '../../kit/format-context.tsx';
import { TextField } from '../../kit/text-field.tsx';
import { useToast } from '../../kit/toast.tsx';
import { useAttempt } from '../../kit/use-attempt.ts';
import { may } from '../../state/records/session.ts';
import type { WorkOrderDetail } from '../../state/records/work-order.ts';
import { ActDialog } from '../desk/alarm-work/dialog-parts.tsx';
import { DueField, type DueIn, dueAtOf } from './due-field.tsx';
import { OwnerField } from './owner-field.tsx';

const TITLE_LIMIT = 120;
const PLACE_LIMIT = 100;
const PRIORITIES = ['1', '2', '3', '4'] as const;
/** Hours in which an order of a priority is usually done. */
const USUAL_DUE: Readonly<Record<WorkOrderPriority, DueIn>> = { 1: '2', 2: '24', 3: '72', 4: '168' };

export interface NewOrderDialogProps {
  /** What it is about; with neither, a place is asked for. */
  readonly alarm: string | null;
  readonly device: string | null;
  readonly title: string;
  readonly priority: WorkOrderPriority;
  onClose(): void;
  onOpened(order: WorkOrderDetail): void;
}

/** Opens a work order. */
export function NewOrderDialog({
  alarm,
  device,
  title: proposed,
  priority: first,
  onClose,
  onOpened,
}: NewOrderDialogProps) {
  const { api, session, clock } = useCenter();
  const format = useFormat();
  const tell = useToast();
  const [title, setTitle] = useState(proposed.slice(0, TITLE_LIMIT));
  const [place, setPlace] = useState('');
  const [kind, setKind] = useState<WorkOrderKind>('repair');
  const [priority, setPriority] = useState<WorkOrderPriority>(first);
  const [owner, setOwner] = useState('');
  const [dueIn, setDueIn] = useState<DueIn>(USUAL_DUE[first]);
  const { problem, pending, attempt } = useAttempt();
  const needsPlace = alarm === null && device === null;
  const open = () => {
    const order = {
      title: title.trim(),
      kind,
      priority,
      alarm,
      device,
      place: place.trim() || null,
      owner: owner || null,
      dueAt: dueAtOf(dueIn, clock.now()),
    };
    return attempt(
      () => api.workOrders.open(order),
      (opened) => {
        tell(format.text('order.opened', { id: opened.id }));
        onOpened(opened);
        onClose();
      },
    );
  };
  return (
    <ActDialog
      title={format.text('order.new')}
      confirm={format.text('order.open')}
      disabled={pending || title.trim() === '' || (needsPlace && place.trim() === '')}
      problem={problem}
      onClose={onClose}
      onSubmit={() => void open()}
    >
      <TextField
        label={format.text('order.title')}
        value={title}
        maxLength={TITLE_LIMIT}
        onChange={({ target }) => setTitle(target.value)}
        required
        data-testid="order-title"
      />
      <TextField
        label={format.text(needsPlace ? 'order.place' : 'order.placeMore')}
        value={place}
        maxLength={PLACE_LIMIT}
        onChange={({ target }) => setPlace(target.value)}
        data-testid="order-place"
      />
      <Choice
        label={format.text('order.kind')}
        value={kind}
        options={WorkOrderKind.options.map((value) => ({ value, label: format.text(`order.kind.${value}`) }))}
        onChoose={(value) => setKind(value)}
      />
      <Choice
        label={format.text('order.priority')}
        value={String(priority)}
        options={PRIORITIES.map((value) => ({ value, label: format.text(`priority.${value}`) }))}
        onChoose={(value) => {
          const chosen = Number(value) as WorkOrderPriority;
          setPriority(chosen);
          setDueIn(USUAL_DUE[chosen]);
        }}
      />
      {may(session, 'order.manage') && <OwnerField value={owner} onChange={setOwner} />}
      <DueField value={dueIn} onChange={setDueIn} />
    </ActDialog>
  );
}
