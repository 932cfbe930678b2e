import type { Alarm } from '../alarm.ts';
import { type Device, emptyState, FOLD_VERSION, growValues, type Timer, type TwinState } from '../twin.ts';
import { decodeBlock, encodeBlock } from './codec.ts';

type StoredDevice = Omit<Device, 'alarms' | 'lastHeard'>;

/** What a snapshot's header holds (SPEC W10). */
interface SnapshotHeader {
  readonly type: 'snapshot';
  readonly foldVersion: number;
  readonly site: string;
  readonly seq: number;
  readonly recordedAt: number;
  readonly datastreams: number;
  readonly devices: readonly StoredDevice[];
  readonly alarms: readonly Alarm[];
  readonly alarmCount: number;
  readonly timers: readonly Timer[];
}

/** The whole state as one block: what a client starts from, and what the server keeps beside the journal. */
export function encodeSnapshot(state: TwinState): Uint8Array<ArrayBuffer> {
  const present = state.devices.filter((device) => device !== undefined);
  const header: SnapshotHeader = {
    type: 'snapshot',
    foldVersion: FOLD_VERSION,
    site: state.site,
    seq: state.seq,
    recordedAt: state.recordedAt,
    datastreams: state.owners.length,
    devices: present.map(({ alarms: _alarms, lastHeard: _lastHeard, ...device }) => device),
    alarms: [...state.alarms.values()],
    alarmCount: state.alarmCount,
    timers: [...state.timers.values()],
  };
  return encodeBlock(header, {
    values: state.values.subarray(0, state.owners.length),
    times: state.times.subarray(0, state.owners.length),
    heard: Float64Array.from(present, (device) => device.lastHeard),
  });
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
  header.devices.forEach((stored, i) => {
    const device: Device = { ...stored, alarms: new Set(), lastHeard: (arrays.heard as Float64Array)[i]! };
    state.devices[device.slot] = device;
    state.slotByCode.set(device.code, device.slot);
    for (const { slot, property } of device.datastreams) {
      state.owners[slot] = device.slot;
      state.properties[slot] = property;
    }
    state.dirty.add(device.slot);
  });
  growValues(state);
  state.values.set(arrays.values as Float64Array);
  state.times.set(arrays.times as Float64Array);
  for (const alarm of header.alarms) {
    state.alarms.set(alarm.id, alarm);
    const slot = state.slotByCode.get(alarm.device);
    if (slot !== undefined) state.devices[slot]!.alarms.add(alarm.id);
  }
  for (const timer of header.timers) state.timers.set(timer.key, timer);
  return state;
}
