import { BROADCAST_LEVELS } from 'twin-core';
import type { Commands, Effect, Order } from './effect.ts';

const LEVELS: readonly string[] = BROADCAST_LEVELS;

/** A spoken character, and the least that a text takes, milliseconds. */
const CHARACTER_MS = 220;
const SHORTEST_MS = 6_000;
/** A recording, milliseconds. */
const PROGRAMME_MS = 4 * 60_000;
/** How often a text is said at each level. */
const TIMES: Readonly<Record<string, number>> = { programme: 1, prompt: 2, emergency: 6, accident: 12 };
const RESTART_MS = 8_000;
const UPGRADE_MS = 15_000;

/** What plays at a level is heard unless a higher one plays; it goes on when that has ended, and after a restart. */
function play({ args }: Order): Effect | string {
  const level = String(args.level);
  const { programme, text } = args;
  if (programme === undefined && text === undefined) return 'play: a programme or a text is needed';
  const forMs =
    text === undefined ? PROGRAMME_MS : Math.max(SHORTEST_MS, String(text).length * CHARACTER_MS) * (TIMES[level] ?? 1);
  return {
    name: level,
    fixes: { playing: level },
    forMs,
    rank: 1 + LEVELS.indexOf(level),
    tells: [{ type: 'broadcast.started', data: { level, programme: programme ?? null, text: text ?? null } }],
  };
}

const MAINTENANCE: Commands = {
  diagnose: ({ shown }) => ({
    name: 'diagnose',
    tells: [
      { type: 'broadcast.diagnosed', data: { amplifier: shown.fault ? 'fault' : 'ok', network: 'ok' }, afterMs: 1_500 },
    ],
  }),
  restart: () => ({ name: 'restart', hushMs: RESTART_MS }),
  upgrade: ({ args }) => ({
    name: 'upgrade',
    hushMs: UPGRADE_MS,
    tells: [{ type: 'broadcast.upgraded', data: { version: args.version }, afterMs: UPGRADE_MS + 1_000 }],
  }),
};

/** Loudspeakers and their host. */
export const broadcastCommands: Readonly<Record<string, Commands>> = {
  'broadcast-terminal': {
    play,
    stop: () => ({ name: 'stop', ends: LEVELS }),
    setVolume: ({ args }) => ({ name: 'volume', fixes: { volumePct: Number(args.volumePct) } }),
    ...MAINTENANCE,
  },
  'broadcast-host': MAINTENANCE,
};
