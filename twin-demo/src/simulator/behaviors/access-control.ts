import type { Behavior, Moment } from '../behavior.ts';
import { dailyHump } from '../local-time.ts';
import { hash32, unit } from '../noise.ts';
import type { Subject } from '../subject.ts';

/** Whether somebody passes just now: at most one in `everyMs`, for `forMs`, as often as the hour brings. */
export function passing({ salt }: Subject, { timeMs, hour }: Moment, everyMs: number, forMs: number): boolean {
  const phased = timeMs + unit(salt, 11) * everyMs;
  const slot = Math.floor(phased / everyMs);
  const busy = 0.03 + 0.5 * dailyHump(hour, 7.8, 1.2) + 0.25 * dailyHump(hour, 12, 1.5) + 0.5 * dailyHump(hour, 18, 2);
  return phased - slot * everyMs < forMs && unit(hash32(`${salt}/pass/${slot}`), 0) < busy;
}

/** Doors that people go through. */
export const accessControlBehaviors: Readonly<Record<string, Behavior>> = {
  'access-controller': {
    reportEveryMs: 35_000,
    show: (subject, moment) => {
      const open = passing(subject, moment, 60_000, 6_000);
      return {
        doorState: open ? 'open' : 'closed',
        lockState: open ? 'unlocked' : 'locked',
        tamper: false,
        batteryPct: 100,
      };
    },
  },
};
