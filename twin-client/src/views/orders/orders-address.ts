/** Which orders the list shows. */
export const SHOWN = ['standing', 'mine', 'overdue', 'all'] as const;
export type Shown = (typeof SHOWN)[number];

/** What an address of the page says: the list and an order of it, or the rounds and a walk. */
export interface OrdersAddress {
  readonly tab: 'orders' | 'rounds';
  readonly show: Shown;
  /** Only those of a device. */
  readonly device: string | null;
  readonly order: string | null;
  readonly walk: string | null;
}

/** Reads a query such as `?order=W000042` or `?tab=rounds&walk=…`. What it does not know is left out. */
export function readOrdersAddress(query: string): OrdersAddress {
  const params = new URLSearchParams(query);
  const walk = params.get('walk');
  return {
    tab: walk !== null || params.get('tab') === 'rounds' ? 'rounds' : 'orders',
    show: SHOWN.find((one) => one === params.get('show')) ?? 'standing',
    device: params.get('device'),
    order: params.get('order'),
    walk,
  };
}

/** The inverse of readOrdersAddress. */
export function writeOrdersAddress({ tab, show, device, order, walk }: OrdersAddress): string {
  const params = new URLSearchParams();
  if (tab === 'rounds') params.set('tab', tab);
  else {
    if (show !== 'standing') params.set('show', show);
    if (device !== null) params.set('device', device);
    if (order !== null) params.set('order', order);
  }
  if (walk !== null) params.set('walk', walk);
  const text = params.toString();
  return text ? `/orders?${text}` : '/orders';
}
