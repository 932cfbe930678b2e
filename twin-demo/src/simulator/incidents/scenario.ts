import type { Value, Values } from '../behavior.ts';
import type { Surroundings } from '../subject.ts';

/** Which device plays a role: everything that is given must hold. */
export interface Casting {
  readonly kind: string;
  /** Another kind that does as well. */
  readonly orKind?: string;
  /** Closest to the device of this role: one it links to, else one of its zone, else the nearest. */
  readonly near?: string;
  /** In the building of the device of this role. */
  readonly sameBuildingAs?: string;
  /** At least a storey lower than the device of this role. */
  readonly below?: string;
  readonly surroundings?: Surroundings;
  /** Above the ground of the site, metres. */
  readonly minHeightM?: number;
  /** One of these, by its code in the demonstration estate. */
  readonly codes?: readonly string[];
  /** What it shows by itself when the incident begins and when it ends. */
  readonly shows?: Values;
}

/** A point of a track: seconds after the incident began, and the value then; null is what the device shows by itself. */
export type Key = readonly [atS: number, value: Value | null];

/** What one property of a role shows during the incident. Numbers run straight from key to key, words and bits jump; two keys at one time are a jump. */
export interface Track {
  readonly role: string;
  readonly property: string;
  readonly keys: readonly Key[];
}

/** An event that a role reports. */
export interface Cue {
  readonly role: string;
  readonly atS: number;
  /** Event type as on the wire. */
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** Name under which the data also tell the zone of the device. */
  readonly zoneAs?: string;
}

/** A time in which a role and everything below it says nothing: without power, or without a line. */
export interface Hush {
  readonly role: string;
  /** Whether the role itself still speaks: a cabinet that tells that it has tripped. */
  readonly below: boolean;
  readonly fromS: number;
  readonly toS: number;
}

/** An incident as data: who plays, what they show, what they report. It ends by itself after lengthS seconds. */
export interface Scenario {
  readonly id: string;
  readonly lengthS: number;
  readonly roles: Readonly<Record<string, Casting>>;
  readonly tracks: readonly Track[];
  readonly cues: readonly Cue[];
  readonly hushes?: readonly Hush[];
}

/** What a track shows at a time; `own` is what the device shows by itself. */
export function trackValue(keys: readonly Key[], atS: number, own: Value): Value {
  let index = -1;
  while (index + 1 < keys.length && keys[index + 1]![0] <= atS) index += 1;
  const key = keys[index];
  if (!key) return own;
  const from = key[1] ?? own;
  const next = keys[index + 1];
  if (!next) return from;
  const to = next[1] ?? own;
  if (typeof from !== 'number' || typeof to !== 'number') return from;
  return from + ((to - from) * (atS - key[0])) / (next[0] - key[0]);
}
