/** Which orders the list shows. */
export const SHOWN = ['standing', 'mine', 'overdue', 'all'] as const;
export type Shown = (typeof SHOWN)[number];

export const TABS = ['orders', 'rounds', 'systems'] as const;
export type Tab = (typeof TABS)[number];

/** What an address of the page says: the list and an order of it, the rounds and a walk, or inspections of the systems. */
export interface OrdersAddress {
  readonly tab: Tab;
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
    tab: walk !== null ? 'rounds' : (TABS.find((one) => one === params.get('tab')) ?? 'orders'),
    show: SHOWN.find((one) => one === params.get('show')) ?? 'standing',
    device: params.get('device'),
    order: params.get('order'),
    walk,
  };
}

/** The inverse of readOrdersAddress. */
export function writeOrdersAddress({ tab, show, device, order, walk }: OrdersAddress): string {
  const params = new URLSearchParams();
  if (tab !== 'orders') params.set('tab', tab);
  else {
    if (show !== 'standing') params.set('show', show);
    if (device !== null) params.set('device', device);
    if (order !== null) params.set('order', order);
  }
  if (walk !== null) params.set('walk', walk);
  const text = params.toString();
  return text ? `/orders?${text}` : '/orders';
}
