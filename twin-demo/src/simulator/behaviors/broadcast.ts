import { BROADCAST_LEVELS } from 'twin-core';
import type { Behavior } from '../behavior.ts';
import { between } from '../noise.ts';

/** Loudspeakers, quiet until they are told to play; their host shows the highest of what they play. */
export const broadcastBehaviors: Readonly<Record<string, Behavior>> = {
  'broadcast-terminal': {
    reportEveryMs: 35_000,
    notices: { volumePct: 1 },
    announces: [{ property: 'playing', to: 'silent', event: 'broadcast.ended', tells: [] }],
    show: ({ salt }) => ({
      playing: 'silent',
      volumePct: 5 * Math.round(between(salt, 1, 11, 15)),
      fault: false,
    }),
  },
  'broadcast-host': {
    reportEveryMs: 20_000,
    notices: { terminalsPlaying: 1 },
    reads: 'linkedBy',
    show: (_subject, _moment, terminals) => {
      const playing = terminals.map((terminal) => terminal.playing).filter((level) => level !== 'silent');
      const highest = [...BROADCAST_LEVELS].reverse().find((level) => playing.includes(level));
      return { playing: highest ?? 'silent', terminalsPlaying: playing.length, fault: false };
    },
  },
};
