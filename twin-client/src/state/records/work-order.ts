import { WorkOrderKind, WorkOrderPriority, WorkOrderState, WorkOrderStep } from 'twin-core';
import { z } from 'zod';

/** Somebody with an account; null where it is gone, or nobody. */
export const Named = z.object({ id: z.string(), account: z.string(), displayName: z.string() }).nullable();
export type Named = z.infer<typeof Named>;

/** A work order as lists have it. Times are epoch ms. */
export const WorkOrder = z.object({
  id: z.string(),
  title: z.string(),
  kind: WorkOrderKind,
  priority: WorkOrderPriority,
  alarm: z.string().nullable(),
  device: z.string().nullable(),
  place: z.string().nullable(),
  owner: Named,
  dueAt: z.number().nullable(),
  overdue: z.boolean(),
  state: WorkOrderState,
  openedBy: Named,
  openedAt: z.number(),
  /** Sent back with a change. */
  version: z.number(),
  photos: z.number(),
});
export type WorkOrder = z.infer<typeof WorkOrder>;

/** GET /api/v1/work-orders, the newest first. */
export const WorkOrdersReply = z.object({ items: z.array(WorkOrder), next: z.string().nullable() });

/** GET /api/v1/work-orders/{id}: with its log and photos. */
export const WorkOrderDetail = WorkOrder.extend({
  log: z.array(
    z.object({
      step: WorkOrderStep,
      by: Named,
      at: z.number(),
      comment: z.string().nullable(),
      owner: Named,
      dueAt: z.number().nullable(),
      photo: z.string().nullable(),
    }),
  ),
  pictures: z.array(z.object({ id: z.string(), address: z.string(), by: Named, at: z.number() })),
});
export type WorkOrderDetail = z.infer<typeof WorkOrderDetail>;
export type WorkOrderEntry = WorkOrderDetail['log'][number];
