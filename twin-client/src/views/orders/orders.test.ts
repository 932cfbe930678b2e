import { expect, test } from 'vitest';
import type { WorkOrder } from '../../state/records/work-order.ts';
import { sortOrders } from './order-sorting.ts';
import { readOrdersAddress, writeOrdersAddress } from './orders-address.ts';

const order = (id: string, given: Partial<WorkOrder>): WorkOrder => ({
  id,
  title: id,
  kind: 'repair',
  priority: 3,
  alarm: null,
  device: 'D',
  place: null,
  owner: null,
  dueAt: null,
  overdue: false,
  state: 'open',
  openedBy: null,
  openedAt: 0,
  version: 1,
  photos: 0,
  ...given,
});

test('8.2.1 the list begins with what is late, then what is urgent, then what is due first; what is done comes last', () => {
  const sorted = sortOrders([
    order('done', { state: 'done', priority: 1 }),
    order('any time', {}),
    order('newer', { openedAt: 1 }),
    order('tomorrow', { dueAt: 20 }),
    order('today', { dueAt: 10, state: 'inProgress' }),
    order('urgent', { priority: 1 }),
    order('late', { overdue: true, dueAt: 1, priority: 4 }),
    order('closed later', { state: 'closed', openedAt: 5 }),
  ]);
  expect(sorted.map(({ id }) => id)).toEqual([
    'late',
    'urgent',
    'today',
    'tomorrow',
    'newer',
    'any time',
    'closed later',
    'done',
  ]);
});

test.each([
  '/orders',
  '/orders?order=W000042',
  '/orders?show=mine&device=FA-05-17-03',
  '/orders?tab=rounds',
  '/orders?tab=rounds&walk=8d2f',
])('8.2.1 %s opens what it names', (address) => {
  expect(writeOrdersAddress(readOrdersAddress(address.slice('/orders'.length)))).toBe(address);
});
