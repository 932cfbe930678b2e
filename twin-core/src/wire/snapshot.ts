import type { Alarm } from '../alarm.ts';
import { linkAlarm } from '../incident.ts';
import {
  addAlarm,
  type Device,
  deviceByCode,
  emptyState,
  FOLD_VERSION,
  growValues,
  NO_ALARMS,
  type PendingAction,
  type Timer,
  type TwinState,
} from '../twin.ts';
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
  readonly actions: readonly PendingAction[];
  readonly orderCount: number;
  readonly floodSince: number | null;
  readonly announced: readonly number[];
}

/**
 * The state as one block: what a client starts from, and what the server keeps beside the journal. Devices go by column: 100,000 objects
 * as JSON would hold up the server for half a second, columns do for a tenth of it. Only devices for which `covers` holds are in it.
 */
export function encodeSnapshot(state: TwinState, covers?: (device: Device) => boolean): Uint8Array<ArrayBuffer> {
  const present = state.devices.filter((device) => device !== undefined && (covers?.(device) ?? true)) as Device[];
  const shapes = new ShapeList();
  const columns = {
    code: new Array<string>(present.length),
    name: new Array<string>(present.length),
    shape: new Array<number>(present.length),
    building: new Array<string | null>(present.length),
    storey: new Array<string | null>(present.length),
    space: new Array<string | null>(present.length),
    zone: new Array<string | null>(present.length),
    parent: new Array<string | null>(present.length),
  };
  let count = 0;
  for (let i = 0; i < present.length; i++) count += present[i]!.datastreams.length;
  const arrays = {
    slots: new Int32Array(present.length),
    silent: new Int32Array(present.length),
    heard: new Float64Array(present.length),
    places: new Float64Array(present.length * 3),
    datastreamSlots: new Int32Array(count),
    values: new Float64Array(count),
    times: new Float64Array(count),
  };
  const { datastreamSlots, values, times } = arrays;
  let next = 0;
  // Once through the devices: they lie all over the memory, and to fetch them is what takes the time.
  for (let i = 0; i < present.length; i++) {
    const device = present[i]!;
    const { location, datastreams } = device;
    columns.code[i] = device.code;
    columns.name[i] = device.name;
    columns.shape[i] = shapes.indexOf(device);
    columns.building[i] = device.building;
    columns.storey[i] = device.storey;
    columns.space[i] = device.space;
    columns.zone[i] = device.zone;
    columns.parent[i] = device.parent;
    arrays.slots[i] = device.slot;
    arrays.silent[i] = device.silent ? 1 : 0;
    arrays.heard[i] = device.lastHeard;
    arrays.places[i * 3] = location.longitude;
    arrays.places[i * 3 + 1] = location.latitude;
    arrays.places[i * 3 + 2] = location.height;
    for (let p = 0; p < datastreams.length; p++, next++) {
      const at = datastreams[p]!.slot;
      datastreamSlots[next] = at;
      values[next] = state.values[at]!;
      times[next] = state.times[at]!;
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
    devices: columns,
    alarms: [...state.alarms.values()],
    alarmCount: state.alarmCount,
    timers: [...state.timers.values()],
    actions: [...state.actions.values()],
    orderCount: state.orderCount,
    floodSince: state.floodSince,
    announced: state.announced,
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
  for (let slot = 0; slot < header.datastreams; slot++) state.owners.push(-1);
  for (let slot = 0; slot < header.datastreams; slot++) state.properties.push('');
  growValues(state);
  const columns = header.devices;
  const { slots, silent, heard, places, datastreamSlots, values, times } = arrays as SnapshotArrays;
  let next = 0;
  for (let i = 0; i < slots.length; i++) {
    const { deviceKind, facility, properties } = header.shapes[columns.shape[i]!]!;
    const slot = slots[i]!;
    const datastreams: { property: string; slot: number }[] = [];
    for (let p = 0; p < properties.length; p++, next++) {
      const datastream = { property: properties[p]!, slot: datastreamSlots[next]! };
      datastreams.push(datastream);
      state.owners[datastream.slot] = slot;
      state.properties[datastream.slot] = datastream.property;
      state.values[datastream.slot] = values[next]!;
      state.times[datastream.slot] = times[next]!;
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
      alarms: NO_ALARMS,
      silent: silent[i] === 1,
      lastHeard: heard[i]!,
    };
    state.slotByCode.set(columns.code[i]!, slot);
    state.dirty.add(slot);
  }
  for (const alarm of header.alarms) {
    state.alarms.set(alarm.id, alarm);
    const device = deviceByCode(state, alarm.device);
    if (device) addAlarm(device, alarm.id);
    linkAlarm(state, alarm);
  }
  for (const action of header.actions) state.actions.set(action.id, action);
  state.orderCount = header.orderCount;
  state.floodSince = header.floodSince;
  state.announced = header.announced;
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
