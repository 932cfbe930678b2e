import { z } from 'zod';

/** What a work order asks for. */
export const WorkOrderKind = z.enum(['repair', 'inspection', 'other']);
export type WorkOrderKind = z.infer<typeof WorkOrderKind>;

/** Where a work order stands: from open over in progress and done to closed, or cancelled. */
export const WorkOrderState = z.enum(['open', 'inProgress', 'done', 'closed', 'cancelled']);
export type WorkOrderState = z.infer<typeof WorkOrderState>;

const ACTS = ['assign', 'take', 'comment', 'photo', 'done', 'reopen', 'close', 'cancel'] as const;

/** What can be done with a work order. */
export type WorkOrderAct = (typeof ACTS)[number];

/** What its log tells: that it was opened, and what was done with it. */
export const WorkOrderStep = z.enum(['opened', ...ACTS]);
export type WorkOrderStep = z.infer<typeof WorkOrderStep>;

/** How urgent an order is: 1 cannot wait, as of alarms. */
export const WorkOrderPriority = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]);
export type WorkOrderPriority = z.infer<typeof WorkOrderPriority>;

/** Photos of one order at most. */
export const MOST_ORDER_PHOTOS = 10;
/** Bytes of one photo at most. */
export const MOST_PHOTO_BYTES = 8 * 1024 * 1024;

/** States in which an act is possible, and the state that follows where it is another. */
const RULES: Readonly<
  Record<WorkOrderAct, { readonly from: readonly WorkOrderState[]; readonly to?: WorkOrderState }>
> = {
  assign: { from: ['open', 'inProgress'] },
  take: { from: ['open', 'inProgress'], to: 'inProgress' },
  comment: { from: ['open', 'inProgress', 'done'] },
  photo: { from: ['open', 'inProgress', 'done'] },
  done: { from: ['inProgress'], to: 'done' },
  reopen: { from: ['done'], to: 'inProgress' },
  close: { from: ['done'], to: 'closed' },
  cancel: { from: ['open', 'inProgress'], to: 'cancelled' },
};

/** The state of an order after an act; null where it is not possible in this state. */
export function orderAfter(state: WorkOrderState, act: WorkOrderAct): WorkOrderState | null {
  const { from, to } = RULES[act];
  return from.includes(state) ? (to ?? state) : null;
}

/** Whether somebody still has to do what an order asks for. */
export function isOrderPending(state: WorkOrderState): boolean {
  return state === 'open' || state === 'inProgress';
}

/** Whether an order is late: its time is over (epoch ms) and it is not done. */
export function isOrderOverdue(
  { state, dueAt }: { readonly state: WorkOrderState; readonly dueAt: number | null },
  now: number,
): boolean {
  return dueAt !== null && dueAt < now && isOrderPending(state);
}
