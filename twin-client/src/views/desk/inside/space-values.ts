import { type Catalogue, type Device, datastreamOf, type ObservedProperty, type TwinState } from 'twin-core';
import type { DeviceCondition } from '../../../state/marker.ts';

/** A device and the room it is in, by GlobalId. */
export interface PlacedDevice {
  readonly device: Device;
  readonly space: string;
}

/** Something that devices in rooms measure. */
export interface RoomProperty {
  /** Name of the property, such as temperatureC. */
  readonly name: string;
  readonly property: ObservedProperty;
  /** How many rooms have a device that measures it. */
  readonly rooms: number;
}

/** What the rooms' devices measure in numbers, what most rooms have first. */
export function roomProperties(catalogue: Catalogue, placed: readonly PlacedDevice[]): readonly RoomProperty[] {
  const found = new Map<string, { property: ObservedProperty; rooms: Set<string> }>();
  for (const { device, space } of placed) {
    const datastreams = catalogue.kind(device.deviceKind)?.kind.datastreams ?? {};
    for (const [name, property] of Object.entries(datastreams)) {
      if (property.type !== 'number') continue;
      const entry = found.get(name) ?? { property, rooms: new Set<string>() };
      entry.rooms.add(space);
      found.set(name, entry);
    }
  }
  return [...found]
    .map(([name, { property, rooms }]) => ({ name, property, rooms: rooms.size }))
    .toSorted((a, b) => b.rooms - a.rooms || a.name.localeCompare(b.name, 'en'));
}

/** A device in one of these states says nothing about now. */
const SILENT = new Set(['offline', 'stale', 'unknown']);

/** The mean of what a room's devices measure now, by GlobalId; NaN for a room whose devices are silent. */
export function roomValues(
  state: Readonly<TwinState>,
  placed: readonly PlacedDevice[],
  conditionOf: (slot: number) => DeviceCondition | undefined,
  name: string,
): ReadonlyMap<string, number> {
  const values = new Map<string, number[]>();
  for (const { device, space } of placed) {
    const slot = datastreamOf(device, name);
    if (slot < 0) continue;
    const known = values.get(space) ?? [];
    values.set(space, known);
    const value = state.values[slot] ?? Number.NaN;
    const condition = conditionOf(device.slot);
    if (Number.isFinite(value) && condition && !SILENT.has(condition.state)) known.push(value);
  }
  return new Map(
    [...values].map(([space, known]) => [space, known.reduce((sum, value) => sum + value, 0) / known.length]),
  );
}

/** How the devices of a room are, the worst of them; unknown where all are silent. */
export type RoomState = 'normal' | 'alarm' | 'fault' | 'unknown';

/** The rooms' states by GlobalId: only rooms that have devices. */
export function roomStates(
  placed: readonly PlacedDevice[],
  conditionOf: (slot: number) => DeviceCondition | undefined,
): ReadonlyMap<string, RoomState> {
  const order: readonly RoomState[] = ['unknown', 'normal', 'fault', 'alarm'];
  const states = new Map<string, RoomState>();
  for (const { device, space } of placed) {
    const state = conditionOf(device.slot)?.state ?? 'unknown';
    const now: RoomState = state === 'alarm' || state === 'fault' || state === 'normal' ? state : 'unknown';
    const before = states.get(space);
    if (!before || order.indexOf(now) > order.indexOf(before)) states.set(space, now);
  }
  return states;
}
