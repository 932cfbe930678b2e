import type { Commands } from './effect.ts';

const ARMING: Commands = {
  arm: () => ({ name: 'arming' }),
  disarm: () => ({ name: 'arming', fixes: { armed: false } }),
};

/** Zones are disarmed until they are armed; a siren falls quiet by itself, so that a lost command does not leave it howling. */
export const perimeterCommands: Readonly<Record<string, Commands>> = {
  'pulse-fence-zone': ARMING,
  'infrared-beam': ARMING,
  'perimeter-analytics': ARMING,
  'video-analytics': ARMING,
  'siren-strobe': {
    on: () => ({ name: 'sound', fixes: { on: true }, forMs: 3 * 60_000 }),
    off: () => ({ name: 'sound' }),
  },
};
