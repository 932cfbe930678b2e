import { localToGeo } from 'twin-core';
import { lineLength, pointAlong } from '../../estate/boundary.ts';
import { ROUNDS } from '../../estate/ground/roads.ts';
import { SITE_FRAME } from '../../estate/site-frame.ts';
import type { Vec2 } from '../../ifc/shape.ts';
import type { Behavior, Moment, Values } from '../behavior.ts';
import { between, smoothNoise } from '../noise.ts';
import type { Subject } from '../subject.ts';

/** Which round each goes; others choose one by their seed. */
const ROUND_OF: Readonly<Record<string, keyof typeof ROUNDS>> = {
  'PT-01': 'north',
  'PT-02': 'middle',
  'PT-03': 'south',
  'PC-01': 'ring',
};
const NAMES = Object.keys(ROUNDS) as (keyof typeof ROUNDS)[];
/** Where people walk beside the middle of the road, metres. */
const ASIDE_M = 1.8;
/** A charge lasts a shift of this long, then the terminal is changed. */
const CHARGE_MS = 8 * 3_600_000;

function roundOf({ code, salt }: Subject): readonly Vec2[] {
  const name = ROUND_OF[code] ?? NAMES[Math.floor(between(salt, 3, 0, NAMES.length))]!;
  const round = ROUNDS[name];
  return [...round, round[0]!];
}

/** Somewhere on its round at a steady pace: where and how fast follow from the time alone. */
function onRound(subject: Subject, { timeMs }: Moment, metresPerSecond: number): Values {
  const round = roundOf(subject);
  const length = lineLength(round);
  const distance = ((timeMs / 1000) * metresPerSecond + between(subject.salt, 4, 0, length)) % length;
  const [x, y] = pointAlong(round, distance);
  const aside = ASIDE_M * smoothNoise(subject.salt, 5, timeMs, 40_000);
  const { longitude, latitude } = localToGeo(SITE_FRAME, [x + aside, y + aside, 0]);
  const spent = ((timeMs + between(subject.salt, 6, 0, CHARGE_MS)) % CHARGE_MS) / CHARGE_MS;
  return {
    longitudeDeg: longitude,
    latitudeDeg: latitude,
    speedKmh: metresPerSecond * 3.6 * (1 + 0.08 * smoothNoise(subject.salt, 7, timeMs, 15_000)),
    batteryPct: 100 - 72 * spent,
  };
}

/** Guards on foot and in their car, day and night. */
export const patrolBehaviors: Readonly<Record<string, Behavior>> = {
  'patrol-terminal': { reportEveryMs: 5_000, show: (subject, moment) => onRound(subject, moment, 1.2) },
  'patrol-vehicle': { reportEveryMs: 5_000, show: (subject, moment) => onRound(subject, moment, 3.4) },
};
