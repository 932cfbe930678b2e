import type { Behavior, Moment } from '../behavior.ts';
import { dailyHump } from '../local-time.ts';
import { hash32, unit } from '../noise.ts';
import type { Subject } from '../subject.ts';

/** A lift begins at most one journey in this time, milliseconds: long enough from the ground to the 33rd storey. */
const JOURNEY_MS = 70_000;
const DOOR_MS = 6_000;
const STOREY_M = 2.95;
const SPEED_MPS = 2;

/** Share of the possible journeys that are made: out in the morning, home in the evening, few by night. */
const demand = (hour: number) =>
  0.05 + 0.65 * dailyHump(hour, 7.8, 1.3) + 0.35 * dailyHump(hour, 12.3, 1.2) + 0.75 * dailyHump(hour, 18.3, 2.2);

/** The floor that a journey begins at: where the last one ended, the ground when nobody rode. */
function floorAt({ salt, storeys }: Subject, journey: number, hour: number): number {
  const draw = hash32(`${salt}/${journey}`);
  if (unit(draw, 0) > demand(hour) || unit(draw, 1) < 0.5) return 1;
  return 1 + Math.floor(unit(draw, 2) * storeys);
}

/** Where a lift is: doors open at one floor, a ride, doors open at the next. */
function ride(subject: Subject, { timeMs, hour }: Moment) {
  const phased = timeMs + unit(subject.salt, 3) * JOURNEY_MS;
  const journey = Math.floor(phased / JOURNEY_MS);
  const from = floorAt(subject, journey, hour);
  const to = floorAt(subject, journey + 1, hour);
  const sinceMs = phased - journey * JOURNEY_MS;
  const rideMs = (Math.abs(to - from) * STOREY_M * 1000) / SPEED_MPS;
  const standing = { direction: 'stopped', speedMps: 0 } as const;
  if (from === to) return { ...standing, floor: from, doorState: 'closed', personInside: false };
  if (sinceMs < DOOR_MS) return { ...standing, floor: from, doorState: 'open', personInside: true };
  const done = (sinceMs - DOOR_MS) / rideMs;
  if (done < 1) {
    return {
      floor: Math.round(from + (to - from) * done),
      direction: to > from ? 'up' : 'down',
      speedMps: SPEED_MPS,
      doorState: 'closed',
      personInside: true,
    };
  }
  const open = sinceMs < 2 * DOOR_MS + rideMs;
  return { ...standing, floor: to, doorState: open ? 'open' : 'closed', personInside: false };
}

const LIFT: Behavior = {
  reportEveryMs: 15_000,
  notices: { floor: 6 },
  show: (subject, moment) => ({ ...ride(subject, moment), trapped: false, faultCode: 0, mode: 'normal' }),
};

/** Lifts that ride as people go out and come home; a fire lift carries everybody until it burns. */
export const elevatorBehaviors: Readonly<Record<string, Behavior>> = { elevator: LIFT, 'fire-lift': LIFT };
