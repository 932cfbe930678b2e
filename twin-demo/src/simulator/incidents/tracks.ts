import type { Value } from '../behavior.ts';
import type { Casting, Cue, Hush, Key, Scenario, Track } from './scenario.ts';

/** A value that stands from one instant to another, seconds. */
export const held = (value: Value, fromS: number, toS: number): readonly Key[] => [
  [fromS, value],
  [toS, value],
  [toS, null],
];

/** A number that is reached from what the device shows, stays, and goes back: seconds from the beginning. */
export const swung = (value: number, reachS: number, leaveS: number, backS: number): readonly Key[] => [
  [0, null],
  [reachS, value],
  [leaveS, value],
  [backS, null],
];

/** The tracks of one role, by property. */
export const tracksOf = (role: string, keys: Readonly<Record<string, readonly Key[]>>): Track[] =>
  Object.entries(keys).map(([property, each]) => ({ role, property, keys: each }));

/** An incident of one device, in the role `it`. */
export function alone(
  id: string,
  casting: Casting,
  lengthS: number,
  keys: Readonly<Record<string, readonly Key[]>>,
  cues: readonly Omit<Cue, 'role'>[] = [],
): Scenario {
  return {
    id,
    lengthS,
    roles: { it: casting },
    tracks: tracksOf('it', keys),
    cues: cues.map((cue) => ({ ...cue, role: 'it' })),
  };
}

/** An event that begins, and the end of what it told. */
export const begun = (
  type: string,
  data: Readonly<Record<string, unknown>>,
  endS: number,
): readonly Omit<Cue, 'role'>[] => [
  { atS: 0, type, data },
  { atS: endS, type, data: { active: false } },
];

/** A device of a kind that says nothing for a while, with all below it. */
export function lost(id: string, casting: Casting, forS: number): Scenario {
  const hush: Hush = { role: 'it', below: false, fromS: 0, toS: forS };
  return { id, lengthS: forS + 5, roles: { it: casting }, tracks: [], cues: [], hushes: [hush] };
}
