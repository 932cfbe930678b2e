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

/** What each device has of its own, by column, in the order of their slots. */
interface DeviceColumns {
  readonly code: readonly string[];
  readonly name: readonly string[];
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
  /** Codes that many devices share: of buildings, storeys, spaces, zones, parents. */
  readonly codes: readonly string[];
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
  const codes = new CodeList();
  const columns = { code: new Array<string>(present.length), name: new Array<string>(present.length) };
  let count = 0;
  for (let i = 0; i < present.length; i++) count += present[i]!.slots.length;
  const arrays = {
    slots: new Int32Array(present.length),
    shape: new Int32Array(present.length),
    building: new Int32Array(present.length),
    storey: new Int32Array(present.length),
    space: new Int32Array(present.length),
    zone: new Int32Array(present.length),
    parent: new Int32Array(present.length),
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
    const { location } = device;
    columns.code[i] = device.code;
    columns.name[i] = device.name;
    arrays.shape[i] = shapes.indexOf(device);
    arrays.building[i] = codes.indexOf(device.building);
    arrays.storey[i] = codes.indexOf(device.storey);
    arrays.space[i] = codes.indexOf(device.space);
    arrays.zone[i] = codes.indexOf(device.zone);
    arrays.parent[i] = codes.indexOf(device.parent);
    arrays.slots[i] = device.slot;
    arrays.silent[i] = device.silent ? 1 : 0;
    arrays.heard[i] = state.heard[device.slot]!;
    arrays.places[i * 3] = location.longitude;
    arrays.places[i * 3 + 1] = location.latitude;
    arrays.places[i * 3 + 2] = location.height;
    for (let p = 0; p < device.slots.length; p++, next++) {
      const at = device.slots[p]!;
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
    codes: codes.list,
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

  indexOf({ deviceKind, facility, properties }: Device): number {
    const known = this.#byKind.get(deviceKind) ?? [];
    for (const index of known) {
      const shape = this.list[index]!;
      if (shape.facility === facility && equalLists(shape.properties, properties)) return index;
    }
    this.#byKind.set(deviceKind, [...known, this.list.length]);
    return this.list.push({ deviceKind, facility, properties }) - 1;
  }
}

/** Codes met so far, each once. */
class CodeList {
  readonly list: string[] = [];
  readonly #index = new Map<string, number>();

  /** −1 for none. */
  indexOf(code: string | null): number {
    if (code === null) return -1;
    const known = this.#index.get(code);
    if (known !== undefined) return known;
    this.#index.set(code, this.list.length);
    return this.list.push(code) - 1;
  }
}

function equalLists(a: readonly string[], b: readonly string[]): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** The state a snapshot holds. Throws an Error when it is no snapshot or was made by another version of the fold. */
export function decodeSnapshot(bytes: Uint8Array | ArrayBuffer): TwinState {
  const { header: raw, arrays } = decodeBlock(bytes);
  if (raw.type !== 'snapshot') throw new Error(`block is a ${String(raw.type)}, expected a snapshot`);
  const header = raw as unknown as SnapshotHeader;
  if (header.foldVersion !== FOLD_VERSION)
    throw new Error(`snapshot of fold version ${header.foldVersion}; this program folds version ${FOLD_VERSION}`);
  const state: TwinState = {
    ...emptyState(header.site),
    owners: new Array<number>(header.datastreams).fill(-1),
    properties: new Array<string>(header.datastreams).fill(''),
  };
  state.seq = header.seq;
  state.recordedAt = header.recordedAt;
  state.alarmCount = header.alarmCount;
  const columns = header.devices;
  const { slots, silent, heard, places, datastreamSlots, values, times } = arrays as SnapshotArrays;
  // In the order of their slots.
  state.devices.length = (slots.at(-1) ?? -1) + 1;
  growValues(state);
  const { shape, building, storey, space, zone, parent } = arrays as SnapshotArrays;
  const codeAt = (index: number) => (index < 0 ? null : header.codes[index]!);
  let next = 0;
  for (let i = 0; i < slots.length; i++) {
    const { deviceKind, facility, properties } = header.shapes[shape[i]!]!;
    const slot = slots[i]!;
    const own: number[] = [];
    for (let p = 0; p < properties.length; p++, next++) {
      const datastream = datastreamSlots[next]!;
      own.push(datastream);
      state.owners[datastream] = slot;
      state.properties[datastream] = properties[p]!;
      state.values[datastream] = values[next]!;
      state.times[datastream] = times[next]!;
    }
    state.devices[slot] = {
      slot,
      code: columns.code[i]!,
      name: columns.name[i]!,
      deviceKind,
      facility,
      building: codeAt(building[i]!),
      storey: codeAt(storey[i]!),
      space: codeAt(space[i]!),
      zone: codeAt(zone[i]!),
      parent: codeAt(parent[i]!),
      location: { longitude: places[i * 3]!, latitude: places[i * 3 + 1]!, height: places[i * 3 + 2]! },
      properties,
      slots: own,
      alarms: NO_ALARMS,
      silent: silent[i] === 1,
    };
    state.heard[slot] = heard[i]!;
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
  readonly shape: Int32Array;
  readonly building: Int32Array;
  readonly storey: Int32Array;
  readonly space: Int32Array;
  readonly zone: Int32Array;
  readonly parent: Int32Array;
  readonly silent: Int32Array;
  readonly heard: Float64Array;
  readonly places: Float64Array;
  readonly datastreamSlots: Int32Array;
  readonly values: Float64Array;
  readonly times: Float64Array;
  readonly [name: string]: Int32Array | Float64Array;
}
