import { lampAt } from '../behaviors/street-lamp.ts';
import type { Commands, Effect, Order } from './effect.ts';

/** By hand for a while, or until it is given back to the schedule; a circuit takes its lamps with it and shows what they then do. */
function dim({ subject, args, shown }: Order, dimPct: number, below: boolean): Effect {
  const light = below ? {} : lampAt(subject, dimPct, Number(shown.voltageV));
  return {
    name: 'light',
    fixes: { ...light, on: dimPct > 0, dimPct, controlMode: 'manual' },
    forMs: args.forS === undefined ? undefined : 1000 * Number(args.forS),
    below,
  };
}

const switching = (below: boolean): Commands => ({
  on: (order) => dim(order, 100, below),
  off: (order) => dim(order, 0, below),
  dim: (order) => dim(order, Number(order.args.dimPct), below),
  auto: () => ({ name: 'light', below }),
});

/** Lamps one by one, and by circuit. */
export const lampCommands: Readonly<Record<string, Commands>> = {
  'street-lamp': switching(false),
  'lamp-group': switching(true),
};
