import type { WorkOrdersPort } from '../../state/ports/work-orders.ts';
import { HandlersReply } from '../../state/records/handler.ts';
import { WorkOrderDetail, WorkOrdersReply } from '../../state/records/work-order.ts';
import { ask } from '../http.ts';
import type { Address } from './address.ts';

/** One page of orders: more stand open at no estate. */
const LISTED = 200;

/** Work orders (8.2.1). */
export function workOrdersPort(at: Address): WorkOrdersPort {
  const path = (id: string, act = '') => at(`/work-orders/${encodeURIComponent(id)}${act}`);
  const flag = (asked: boolean | undefined) => (asked ? 'true' : undefined);
  return {
    async list({ state, mine, overdue, alarm, device }, signal) {
      const query = { state, mine: flag(mine), overdue: flag(overdue), alarm, device, limit: LISTED };
      return (await ask(at('/work-orders', query), WorkOrdersReply, { signal })).items;
    },
    get: (id, signal) => ask(path(id), WorkOrderDetail, { signal }),
    open: (order) => ask(at('/work-orders'), WorkOrderDetail, { method: 'POST', body: order }),
    act: (id, act, body) => ask(path(id, `/${act}`), WorkOrderDetail, { method: 'POST', body }),
    addPhoto: (id, photo) => ask(path(id, '/photos'), WorkOrderDetail, { method: 'POST', body: photo }),
    async workers(signal) {
      const { items } = await ask(at('/order-workers'), HandlersReply, { signal });
      return new Map(items.map(({ id, displayName }) => [id, displayName]));
    },
  };
}
