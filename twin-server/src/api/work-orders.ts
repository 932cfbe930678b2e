import { WorkOrderKind, WorkOrderPriority, WorkOrderState } from 'twin-core';
import { z } from 'zod';
import { WorkOrders } from '../work-orders/work-orders.ts';
import { WorkPhotos } from '../work-orders/work-photos.ts';
import { bodyFault } from './camera-input.ts';
import type { ApiDeps } from './deps.ts';
import { type Caller, type Endpoint, endpoint } from './endpoint.ts';
import { code, decodeCursor, instant, listOf, page, pageOf, text } from './input.ts';
import { workerOf } from './order-workers.ts';
import { Problem } from './problem.ts';
import {
  numberOf,
  OrderId,
  orderId,
  viewDetail,
  viewOrders,
  WorkOrderDetail,
  WorkOrderView,
} from './work-order-view.ts';

const STANDING = ['open', 'inProgress', 'done'] as const;
const flag = z.enum(['true', 'false']).transform((word) => word === 'true');

const OrdersQuery = z.strictObject({
  state: z
    .enum([...WorkOrderState.options, 'standing'])
    .optional()
    .describe('standing: open, in progress or done, not yet closed'),
  mine: flag.optional().describe('true: only those that the caller does'),
  overdue: flag.optional().describe('true: only those whose time is over'),
  alarm: code.optional(),
  device: code.optional(),
  ...page(100),
});

export const orderTitle = text(120).refine((value) => value.trim() !== '', { error: 'expected a title' });
const NewOrder = z
  .strictObject({
    title: orderTitle,
    kind: WorkOrderKind,
    priority: WorkOrderPriority.default(3),
    alarm: code.nullable().default(null).describe('id of the alarm it is about, open or closed'),
    device: code.nullable().default(null).describe('code of the device; that of the alarm where not given'),
    place: text(100).min(1).nullable().default(null).describe('where, in words'),
    owner: text(64).min(1).nullable().default(null).describe('account id or name of who is to do it'),
    dueAt: instant.nullable().default(null),
  })
  .refine(({ alarm, device, place }) => alarm ?? device ?? place, {
    error: 'expected an alarm, a device or a place',
    path: ['place'],
  });

/** Work orders: what is to be done about an alarm, a device or a place, by whom and until when (8.2.1). */
export function workOrderEndpoints(deps: ApiDeps): Endpoint[] {
  const { pool, site, registry, access, dataDir, now = Date.now } = deps;
  const orders = new WorkOrders(pool, site);
  const photos = new WorkPhotos(pool, site, dataDir);
  return [
    endpoint({
      method: 'get',
      path: '/work-orders',
      tag: 'work orders',
      summary: 'Work orders, the newest first',
      right: 'order.view',
      query: OrdersQuery,
      answer: { status: 200, description: 'A page of orders', schema: listOf(WorkOrderView) },
      problems: ['unavailable'],
      handle: async ({ query, caller }) => {
        const { state, limit, cursor } = query;
        const found = await orders.search({
          states: state === undefined ? null : state === 'standing' ? STANDING : [state],
          owner: query.mine ? caller.principal!.id : null,
          alarm: query.alarm ?? null,
          device: query.device ?? null,
          overdueAt: query.overdue ? now() : null,
          before: cursor === undefined ? null : decodeCursor(cursor, z.tuple([z.number()]))[0],
          limit: limit + 1,
        });
        const { items, next } = pageOf(found, limit, ({ number }) => [number]);
        return { items: await viewOrders(deps, items), next };
      },
    }),
    endpoint({
      method: 'post',
      path: '/work-orders',
      tag: 'work orders',
      summary: 'Open a work order; giving it to somebody else or a time asks for the right to manage orders',
      right: 'order.work',
      body: NewOrder,
      answer: { status: 201, description: 'The order', schema: WorkOrderDetail },
      problems: ['unavailable'],
      handle: async ({ body, caller, setHeader }) => {
        const owner = body.owner === null ? null : await workerOf(deps, body.owner);
        if (owner !== null && owner !== caller.principal!.id) checkManages(caller);
        if (body.dueAt !== null && body.dueAt <= now()) throw bodyFault('dueAt', 'expected a time to come');
        const device = await subjectDevice(body.alarm, body.device);
        const order = { ...body, title: body.title.trim(), device, owner };
        const number = await orders.open(order, caller.principal!.id, now());
        const id = orderId(number);
        await access.audit.append(caller, { action: 'order.open', subject: id, result: 'done' });
        setHeader('Location', `/api/v1/work-orders/${id}`);
        return detail(number);
      },
    }),
    endpoint({
      method: 'get',
      path: '/work-orders/{id}',
      tag: 'work orders',
      summary: 'A work order with its log and photos',
      right: 'order.view',
      params: z.object({ id: OrderId }),
      answer: { status: 200, description: 'The order', schema: WorkOrderDetail },
      problems: ['not-found', 'unavailable'],
      handle: ({ params }) => detail(numberOf(params.id)),
    }),
  ];

  async function detail(number: number): Promise<z.infer<typeof WorkOrderDetail>> {
    const order = await orders.get(number);
    if (!order) throw new Problem('not-found', `no work order ${orderId(number)}`);
    return viewDetail(deps, order, await orders.log(number), await photos.of(number));
  }

  function checkManages({ principal }: Caller): void {
    const decision = deps.decide(principal, 'order.manage', { site });
    if (!decision.allowed) throw new Problem('not-allowed', decision.reason);
  }

  /** The device that an order is about. Throws Problem for what is not known here. */
  async function subjectDevice(alarm: string | null, device: string | null): Promise<string | null> {
    if (device !== null && !registry.device(device)) throw bodyFault('device', `there is no device ${device}`);
    if (alarm === null) return device;
    const { rows } = await pool.query<{ device: string }>(
      "SELECT body->>'device' AS device FROM alarm WHERE site = $1 AND id = $2",
      [site, alarm],
    );
    if (!rows[0]) throw bodyFault('alarm', `there is no alarm ${alarm}`);
    return device ?? rows[0].device;
  }
}
