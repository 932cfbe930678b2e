import { isOrderOverdue, WorkOrderKind, WorkOrderPriority, WorkOrderState, WorkOrderStep } from 'twin-core';
import { z } from 'zod';
import type { WorkOrder, WorkOrderEntry } from '../work-orders/work-orders.ts';
import type { WorkPhoto } from '../work-orders/work-photos.ts';
import type { ApiDeps } from './deps.ts';
import { text } from './input.ts';
import { API_ROOT } from './mount.ts';

const time = z.number().describe('epoch ms');

/** Somebody with an account, as orders tell of them; null where the account is gone. */
export const Named = z
  .object({ id: z.string().describe('account id'), account: z.string(), displayName: z.string() })
  .nullable();
type Named = z.infer<typeof Named>;

export const WorkOrderView = z.object({
  id: z.string(),
  title: z.string(),
  kind: WorkOrderKind,
  priority: WorkOrderPriority,
  alarm: z.string().nullable().describe('id of the alarm it is about'),
  device: z.string().nullable().describe('code of the device it is about'),
  place: z.string().nullable().describe('where, in words'),
  owner: Named.describe('who does it'),
  dueAt: time.nullable(),
  overdue: z.boolean(),
  state: WorkOrderState,
  openedBy: Named,
  openedAt: time,
  version: z.int().describe('sent back with a change'),
  photos: z.int(),
});

const PhotoView = z.object({ id: z.uuid(), address: z.string(), by: Named, at: time });

export const WorkOrderDetail = WorkOrderView.extend({
  log: z.array(
    z.object({
      step: WorkOrderStep,
      by: Named,
      at: time,
      comment: z.string().nullable(),
      owner: Named.describe('opened, assign: who it was given to'),
      dueAt: time.nullable(),
      photo: z.string().nullable().describe('id'),
    }),
  ),
  pictures: z.array(PhotoView),
});

/** The address of a photo. */
export const photoAddress = (id: string) => `${API_ROOT}/work-photos/${id}`;

/** Ids of orders are numbers behind a letter, as people say them: W000042. */
export const orderId = (number: number) => `W${String(number).padStart(6, '0')}`;

/** The id of an order in a path. */
export const OrderId = text(16).regex(/^W\d{6,15}$/, 'expected the id of an order, such as W000042');

/** The number behind an id. */
export const numberOf = (id: string) => Number(id.slice(1));

/** Looks up people by account id, all at once. */
export async function naming({ access }: Pick<ApiDeps, 'access'>, ids: Iterable<string | null>) {
  const names = await access.accounts.namesOf([...ids].filter((id) => id !== null));
  return (id: string | null): Named => {
    const found = id === null ? undefined : names.get(id);
    return found ? { id: id!, ...found } : null;
  };
}

/** Orders as given out. */
export async function viewOrders(
  deps: ApiDeps,
  orders: readonly WorkOrder[],
): Promise<z.infer<typeof WorkOrderView>[]> {
  const named = await naming(
    deps,
    orders.flatMap(({ owner, openedBy }) => [owner, openedBy]),
  );
  return orders.map((order) => viewOrder(deps, order, named));
}

/** An order with its log and photos. */
export async function viewDetail(
  deps: ApiDeps,
  order: WorkOrder,
  log: readonly WorkOrderEntry[],
  photos: readonly WorkPhoto[],
): Promise<z.infer<typeof WorkOrderDetail>> {
  const named = await naming(deps, [
    order.owner,
    order.openedBy,
    ...log.flatMap(({ by, owner }) => [by, owner]),
    ...photos.map(({ takenBy }) => takenBy),
  ]);
  return {
    ...viewOrder(deps, order, named),
    log: log.map((entry) => ({ ...entry, by: named(entry.by), owner: named(entry.owner) })),
    pictures: photos.map(({ id, takenBy, takenAt }) => ({
      id,
      address: photoAddress(id),
      by: named(takenBy),
      at: takenAt,
    })),
  };
}

function viewOrder(
  { now = Date.now }: ApiDeps,
  { number, owner, openedBy, ...order }: WorkOrder,
  named: (id: string | null) => Named,
): z.infer<typeof WorkOrderView> {
  return {
    id: orderId(number),
    ...order,
    owner: named(owner),
    openedBy: named(openedBy),
    overdue: isOrderOverdue(order, now()),
  };
}
