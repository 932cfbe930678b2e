import type { DeviceState, Priority } from 'twin-core';
import type { DeviceCondition, DeviceMarker } from '../../state/marker.ts';
import { symbolRank } from '../../state/paint-symbol.ts';

/** A storey of a building with the slots of the devices on it. */
export interface StoreyDevices {
  readonly building: string;
  readonly storey: string;
  readonly slots: readonly number[];
}

/** One more than the highest rank a symbol has. */
export const RANKS = 20;

/** Whether a rank is that of an alarm. */
export const isAlarmRank = (rank: number): boolean => rank >= 16;

/** Whether a rank is that of a fault. */
export const isFaultRank = (rank: number): boolean => rank >= 6 && rank < 10;

/** The state and priority that a rank stands for: the inverse of symbolRank; normal for a rank that no symbol has. */
export function lookOfRank(rank: number): { readonly state: DeviceState; readonly priority: Priority | null } {
  if (isAlarmRank(rank)) return { state: 'alarm', priority: (20 - rank) as Priority };
  if (isFaultRank(rank)) return { state: 'fault', priority: Math.max(1, 10 - rank) as Priority };
  return { state: (['normal', 'unknown', 'stale', 'offline'] as const)[rank] ?? 'normal', priority: null };
}

/**
 * All devices of the scene in flat arrays, by slot: where they stand (earth-centred metres, [n × 3]), which sign they carry, how
 * they are. Lifted storeys of an exploded building take their devices along.
 */
export class DeviceTable {
  readonly markers: DeviceMarker[];
  readonly slots = new Map<string, number>();
  /** Where devices are drawn: [n × 3]. */
  readonly positions: Float64Array;
  /** Index into `symbols`: devices of one sign are of one kind to the eye. */
  readonly group: Uint16Array;
  readonly symbols: readonly string[];
  /** Rank of its condition, 0 (normal) to 19 (alarm of priority 1). */
  readonly rank: Uint8Array;
  /** Index into `storeys`; −1 outdoors. */
  readonly storeyOf: Int32Array;
  readonly storeys: readonly StoreyDevices[];
  readonly #standing: Float64Array;

  /** `positions`: where the markers stand, earth-centred metres, [n × 3]. */
  constructor(markers: readonly DeviceMarker[], positions: Float64Array) {
    const { length } = markers;
    this.markers = [...markers];
    this.#standing = positions;
    this.positions = positions.slice();
    this.group = new Uint16Array(length);
    this.rank = new Uint8Array(length);
    this.storeyOf = new Int32Array(length).fill(-1);
    const groups = new Map<string, number>();
    const storeys = new Map<string, { index: number; building: string; storey: string; slots: number[] }>();
    markers.forEach((marker, slot) => {
      const { code, symbol, building, storey, state, priority } = marker;
      this.slots.set(code, slot);
      if (!groups.has(symbol)) groups.set(symbol, groups.size);
      this.group[slot] = groups.get(symbol)!;
      this.rank[slot] = symbolRank(state, priority);
      if (building === null || storey === null) return;
      const key = JSON.stringify([building, storey]);
      const known = storeys.get(key) ?? { index: storeys.size, building, storey, slots: [] };
      storeys.set(key, known);
      known.slots.push(slot);
      this.storeyOf[slot] = known.index;
    });
    this.symbols = [...groups.keys()];
    this.storeys = [...storeys.values()];
  }

  get length(): number {
    return this.markers.length;
  }

  /** Whether a device is inside a storey of a building. */
  isIndoors(slot: number): boolean {
    return this.storeyOf[slot] !== -1;
  }

  /** Notes a device's condition. Returns its rank before. */
  setCondition(slot: number, condition: DeviceCondition): number {
    const before = this.rank[slot]!;
    const { state, priority, acknowledged } = condition;
    this.markers[slot] = { ...this.markers[slot]!, state, priority, acknowledged };
    this.rank[slot] = symbolRank(state, priority);
    return before;
  }

  /** Draws the devices of each storey `liftOf` metres above where they stand. Returns whether any moved. */
  lift(liftOf: (building: string, storey: string) => number): boolean {
    let moved = false;
    for (const { building, storey, slots } of this.storeys) {
      const liftM = liftOf(building, storey);
      for (const slot of slots) moved = this.#lift(slot * 3, liftM) || moved;
    }
    return moved;
  }

  #lift(at: number, liftM: number): boolean {
    const [x, y, z] = [this.#standing[at]!, this.#standing[at + 1]!, this.#standing[at + 2]!];
    // Straight up: along the line from the earth's centre, which is a fifth of a degree off the plumb line at most.
    const stretch = 1 + liftM / Math.hypot(x, y, z);
    if (this.positions[at] === x * stretch) return false;
    this.positions[at] = x * stretch;
    this.positions[at + 1] = y * stretch;
    this.positions[at + 2] = z * stretch;
    return true;
  }
}
