import type { Commands } from './effect.ts';

const OPEN_S = 5;
/** A barrier that nobody lowers falls when the car has passed. */
const BARRIER_MS = 60_000;

/** Doors and barriers: they close by themselves. */
export const accessCommands: Readonly<Record<string, Commands>> = {
  'access-controller': {
    open: ({ args }) => ({
      name: 'open',
      fixes: { doorState: 'open', lockState: 'unlocked' },
      forMs: 1000 * Number(args.forS ?? OPEN_S),
      tells: [{ type: 'access.opened', data: { openWay: 'remote' } }],
    }),
    close: () => ({ name: 'open', fixes: { doorState: 'closed', lockState: 'locked' }, forMs: 1_000 }),
  },
  'barrier-gate': {
    open: ({ shown }) =>
      shown.fault === true
        ? 'the barrier is out of order'
        : { name: 'arm', fixes: { position: 'open' }, forMs: BARRIER_MS },
    close: ({ shown }) =>
      shown.fault === true
        ? 'the barrier is out of order'
        : { name: 'arm', fixes: { position: 'closed' }, forMs: 1_000 },
  },
};
