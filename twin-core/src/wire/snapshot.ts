import type { Alarm } from '../alarm.ts';
import { type Device, emptyState, FOLD_VERSION, growValues, type Timer, type TwinState } from '../twin.ts';
import { decodeBlock, encodeBlock } from './codec.ts';

/** What devices of one kind have in common; a device names its shape by its index. */
interface Shape {
  readonly deviceKind: string;
  readonly facility: string;
  readonly properties: readonly string[];
}

/** The devices by column, in the order of their slots. */
interface DeviceColumns {
  readonly code: readonly string[];
  readonly name: readonly string[];
  readonly shape: readonly number[];
  readonly building: readonly (string | null)[];
  readonly storey: readonly (string | null)[];
  readonly space: readonly (string | null)[];
  readonly zone: readonly (string | null)[];
  readonly parent: readonly (string | null)[];
}

/** What a snapshot's header holds (SPEC W10). */
interface SnapshotHeader {
  readonly type: 'snapshot';
  readonly foldVersion: number;
  readonly site: string;
  readonly seq: number;
  readonly recordedAt: number;
  readonly datastreams: number;
  readonly shapes: readonly Shape[];
  readonly devices: DeviceColumns;
  readonly alarms: readonly Alarm[];
  readonly alarmCount: number;
  readonly timers: readonly Timer[];
}

/**
 * The state as one block: what a client starts from, and what the server keeps beside the journal. Devices go by column: 100,000 objects
 * as JSON would hold up the server for half a second, columns do for a tenth of it. Only devices for which `covers` holds are in it.
 */
export function encodeSnapshot(state: TwinState, covers?: (device: Device) => boolean): Uint8Array<ArrayBuffer> {
  const present = state.devices.filter((device) => device !== undefined && (covers?.(device) ?? true)) as Device[];
  const shapes = new ShapeList();
  const shape = present.map((device) => shapes.indexOf(device));
  const count = present.reduce((sum, { datastreams }) => sum + datastreams.length, 0);
  const arrays = {
    slots: new Int32Array(present.length),
    silent: new Int32Array(present.length),
    heard: new Float64Array(present.length),
    places: new Float64Array(present.length * 3),
    datastreamSlots: new Int32Array(count),
    values: new Float64Array(count),
    times: new Float64Array(count),
  };
  let next = 0;
  for (let i = 0; i < present.length; i++) {
    const { slot, silent, lastHeard, location, datastreams } = present[i]!;
    arrays.slots[i] = slot;
    arrays.silent[i] = silent ? 1 : 0;
    arrays.heard[i] = lastHeard;
    arrays.places[i * 3] = location.longitude;
    arrays.places[i * 3 + 1] = location.latitude;
    arrays.places[i * 3 + 2] = location.height;
    for (const datastream of datastreams) {
      arrays.datastreamSlots[next] = datastream.slot;
      arrays.values[next] = state.values[datastream.slot]!;
      arrays.times[next] = state.times[datastream.slot]!;
      next++;
    }
  }
  const header: SnapshotHeader = {
    type: 'snapshot',
    foldVersion: FOLD_VERSION,
    site: state.site,
    seq: state.seq,
    recordedAt: state.recordedAt,
    datastreams: state.owners.length,
    shapes: shapes.list,
    devices: {
      code: present.map(({ code }) => code),
      name: present.map(({ name }) => name),
      shape,
      building: present.map(({ building }) => building),
      storey: present.map(({ storey }) => storey),
      space: present.map(({ space }) => space),
      zone: present.map(({ zone }) => zone),
      parent: present.map(({ parent }) => parent),
    },
    alarms: [...state.alarms.values()],
    alarmCount: state.alarmCount,
    timers: [...state.timers.values()],
  };
  return encodeBlock(header, arrays);
}

/** The shapes met so far. */
class ShapeList {
  readonly list: Shape[] = [];
  readonly #byKind = new Map<string, number[]>();

  indexOf({ deviceKind, facility, datastreams }: Device): number {
    const known = this.#byKind.get(deviceKind) ?? [];
    for (const index of known) {
      const shape = this.list[index]!;
      if (shape.facility === facility && hasProperties(shape.properties, datastreams)) return index;
    }
    this.#byKind.set(deviceKind, [...known, this.list.length]);
    return this.list.push({ deviceKind, facility, properties: datastreams.map(({ property }) => property) }) - 1;
  }
}

function hasProperties(properties: readonly string[], datastreams: Device['datastreams']): boolean {
  if (properties.length !== datastreams.length) return false;
  for (let i = 0; i < properties.length; i++) if (properties[i] !== datastreams[i]!.property) return false;
  return true;
}

/** The state a snapshot holds. Throws an Error when it is no snapshot or was made by another version of the fold. */
export function decodeSnapshot(bytes: Uint8Array | ArrayBuffer): TwinState {
  const { header: raw, arrays } = decodeBlock(bytes);
  if (raw.type !== 'snapshot') throw new Error(`block is a ${String(raw.type)}, expected a snapshot`);
  const header = raw as unknown as SnapshotHeader;
  if (header.foldVersion !== FOLD_VERSION)
    throw new Error(`snapshot of fold version ${header.foldVersion}; this program folds version ${FOLD_VERSION}`);
  const state = emptyState(header.site);
  state.seq = header.seq;
  state.recordedAt = header.recordedAt;
  state.alarmCount = header.alarmCount;
  for (let slot = 0; slot < header.datastreams; slot++) {
    state.owners[slot] = -1;
    state.properties[slot] = '';
  }
  growValues(state);
  const columns = header.devices;
  const { slots, silent, heard, places, datastreamSlots, values, times } = arrays as SnapshotArrays;
  let next = 0;
  for (let i = 0; i < slots.length; i++) {
    const { deviceKind, facility, properties } = header.shapes[columns.shape[i]!]!;
    const slot = slots[i]!;
    const datastreams = properties.map((property) => ({ property, slot: datastreamSlots[next++]! }));
    for (const [offset, datastream] of datastreams.entries()) {
      const at = next - datastreams.length + offset;
      state.owners[datastream.slot] = slot;
      state.properties[datastream.slot] = datastream.property;
      state.values[datastream.slot] = values[at]!;
      state.times[datastream.slot] = times[at]!;
    }
    state.devices[slot] = {
      slot,
      code: columns.code[i]!,
      name: columns.name[i]!,
      deviceKind,
      facility,
      building: columns.building[i]!,
      storey: columns.storey[i]!,
      space: columns.space[i]!,
      zone: columns.zone[i]!,
      parent: columns.parent[i]!,
      location: { longitude: places[i * 3]!, latitude: places[i * 3 + 1]!, height: places[i * 3 + 2]! },
      datastreams,
      alarms: new Set(),
      silent: silent[i] === 1,
      lastHeard: heard[i]!,
    };
    state.slotByCode.set(columns.code[i]!, slot);
    state.dirty.add(slot);
  }
  for (const alarm of header.alarms) {
    state.alarms.set(alarm.id, alarm);
    const slot = state.slotByCode.get(alarm.device);
    if (slot !== undefined) state.devices[slot]!.alarms.add(alarm.id);
  }
  for (const timer of header.timers) state.timers.set(timer.key, timer);
  return state;
}

interface SnapshotArrays {
  readonly slots: Int32Array;
  readonly silent: Int32Array;
  readonly heard: Float64Array;
  readonly places: Float64Array;
  readonly datastreamSlots: Int32Array;
  readonly values: Float64Array;
  readonly times: Float64Array;
  readonly [name: string]: Int32Array | Float64Array;
}
