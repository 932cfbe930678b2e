import type { Commands } from './effect.ts';

const HOLD_S = 30;
/** A lift that nobody released goes back into service. */
const RECALL_MS = 15 * 60_000;
const STANDING = { direction: 'stopped', speedMps: 0, doorState: 'open' } as const;

const LIFT: Commands = {
  toGround: ({ shown }) =>
    shown.mode === 'outOfService'
      ? 'the lift is out of service'
      : {
          name: 'recall',
          fixes: { ...STANDING, floor: 1, personInside: false, mode: 'toGround' },
          forMs: RECALL_MS,
          rank: 2,
        },
  holdDoor: ({ args, shown }) =>
    shown.speedMps !== 0
      ? 'the lift is moving'
      : {
          name: 'hold',
          fixes: { ...STANDING, floor: shown.floor ?? 1, mode: 'doorHeld' },
          forMs: 1000 * Number(args.forS ?? HOLD_S),
          rank: 1,
        },
  release: () => ({ name: 'release', ends: ['recall', 'hold'] }),
};

/** Lifts go to the ground and stay there with open doors, or hold their door where they are. */
export const elevatorCommands: Readonly<Record<string, Commands>> = { elevator: LIFT, 'fire-lift': LIFT };
