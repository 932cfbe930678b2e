import { type Alarm, handleAlarm, openAlarm } from './alarm.ts';
import type {
  AlarmRaised,
  DeviceHeard,
  DeviceRegistered,
  DeviceReported,
  DeviceSilent,
  LogPosition,
  Observations,
  TimerSet,
  TwinEvent,
} from './event.ts';

/** Version of the fold: stated by snapshots and hashes. Raised whenever apply gives another state for the same events. */
export const FOLD_VERSION = 2;

/** A device as the twin knows it; everything of its registration but the event's own kind. */
export interface Device extends Omit<DeviceRegistered, 'kind'> {
  /** Ids of its open alarms. */
  alarms: ReadonlySet<string>;
  silent: boolean;
  /** recordedAt of the last message, epoch ms; NaN before the first. Never hashed: a viewer computes age from it. */
  lastHeard: number;
}

/** The alarms of nearly every device: one set for all of them. */
export const NO_ALARMS: ReadonlySet<string> = new Set();

/** The alarm is one of the device's open ones from now on. */
export function addAlarm(device: Device, id: string): void {
  device.alarms = new Set(device.alarms).add(id);
}

function removeAlarm(device: Device, id: string): void {
  const left = new Set(device.alarms);
  left.delete(id);
  device.alarms = left.size > 0 ? left : NO_ALARMS;
}

export type Timer = Omit<TimerSet, 'kind'>;

/** The state of one site's branch: what apply() folds the journal into. */
export interface TwinState {
  readonly site: string;
  seq: number;
  recordedAt: number;
  /** By device slot; a removed device leaves a hole. */
  readonly devices: (Device | undefined)[];
  readonly slotByCode: Map<string, number>;
  /** By datastream slot: the device slot it belongs to (−1 for a hole) and its property. */
  readonly owners: number[];
  readonly properties: string[];
  /** By datastream slot: last value and its phenomenonTime in epoch ms; NaN before the first. Longer than `owners`. */
  values: Float64Array;
  times: Float64Array;
  /** Open alarms by id; a closed one leaves the state and stays in the journal. */
  readonly alarms: Map<string, Alarm>;
  /** How many alarms were ever raised: the next one's number. */
  alarmCount: number;
  readonly timers: Map<string, Timer>;
  /** Device slots whose hashed content changed since StateHash last looked. */
  readonly dirty: Set<number>;
}

/** What one apply() changed, collected for push and detection. Reuse one object and clear it. */
export interface Changes {
  /** Datastream slots that took a fresher value. */
  readonly datastreams: number[];
  /** Device slots whose registration, silence or alarms changed. */
  readonly devices: Set<number>;
}

/** The empty state of a site, before its first event. */
export function emptyState(site: string): TwinState {
  return {
    site,
    seq: 0,
    recordedAt: 0,
    devices: [],
    slotByCode: new Map(),
    owners: [],
    properties: [],
    values: new Float64Array(0),
    times: new Float64Array(0),
    alarms: new Map(),
    alarmCount: 0,
    timers: new Map(),
    dirty: new Set(),
  };
}

/** A state of its own with the same content. What never changes (registrations' parts) is shared. */
export function copyState(state: TwinState): TwinState {
  return {
    ...state,
    devices: state.devices.map((device) => device && { ...device }),
    slotByCode: new Map(state.slotByCode),
    owners: state.owners.slice(),
    properties: state.properties.slice(),
    values: state.values.slice(),
    times: state.times.slice(),
    alarms: new Map(Array.from(state.alarms, ([id, alarm]) => [id, { ...alarm }])),
    timers: new Map(state.timers),
    dirty: new Set(state.dirty),
  };
}

/** The device with this code, or undefined. */
export function deviceByCode(state: TwinState, code: string): Device | undefined {
  const slot = state.slotByCode.get(code);
  return slot === undefined ? undefined : state.devices[slot];
}

/** The datastream slot of a device's property, or −1. */
export function datastreamOf(device: Device, property: string): number {
  for (const datastream of device.datastreams) if (datastream.property === property) return datastream.slot;
  return -1;
}

/**
 * THE FOLD. The only way a twin's state changes: live, in the browser, in replay, in drills, in what-if.
 * Changes the state in place. Same state and event, same result: no clock, no random, no locale.
 * An event that refers to something unknown changes nothing.
 */
export function apply(state: TwinState, event: TwinEvent, at: LogPosition, changes?: Changes): void {
  state.seq = at.seq;
  state.recordedAt = at.recordedAt;
  switch (event.kind) {
    case 'observations':
      applyObservations(state, event, at.recordedAt, changes);
      break;
    case 'device.registered':
      applyRegistration(state, event, changes);
      break;
    case 'device.removed':
      applyRemoval(state, event.device, changes);
      break;
    case 'device.reported':
    case 'device.silent':
    case 'device.heard':
      applyToDevice(state, event, at.recordedAt, changes);
      break;
    case 'timer.set': {
      const { kind: _kind, ...timer } = event;
      state.timers.set(event.key, timer);
      break;
    }
    case 'timer.cleared':
      state.timers.delete(event.key);
      break;
    case 'alarm.raised':
      applyRaised(state, event, at.recordedAt, changes);
      break;
    case 'site.changed':
    case 'layer.changed':
    case 'place.changed':
      break;
    default:
      applyToAlarm(state, event, at.recordedAt, changes);
  }
}

function applyToDevice(
  state: TwinState,
  event: DeviceReported | DeviceSilent | DeviceHeard,
  recordedAt: number,
  changes: Changes | undefined,
): void {
  const device = deviceByCode(state, event.device);
  if (!device) return;
  if (event.kind === 'device.reported') {
    device.lastHeard = recordedAt;
    return;
  }
  device.silent = event.kind === 'device.silent';
  touch(state, device, changes);
}

function applyRaised(state: TwinState, event: AlarmRaised, recordedAt: number, changes: Changes | undefined): void {
  state.alarmCount++;
  state.alarms.set(event.id, openAlarm(event, recordedAt));
  const device = deviceByCode(state, event.device);
  if (!device) return;
  addAlarm(device, event.id);
  touch(state, device, changes);
}

function applyObservations(
  state: TwinState,
  { datastreams, times, values }: Observations,
  recordedAt: number,
  changes: Changes | undefined,
): void {
  for (let i = 0; i < datastreams.length; i++) {
    const slot = datastreams[i]!;
    const owner = state.owners[slot];
    if (owner === undefined || owner < 0) continue;
    state.devices[owner]!.lastHeard = recordedAt;
    // Device state orders by phenomenonTime, ties by seq: late data are history and leave the state alone.
    if (times[i]! < state.times[slot]!) continue;
    state.times[slot] = times[i]!;
    state.values[slot] = values[i]!;
    state.dirty.add(owner);
    changes?.datastreams.push(slot);
  }
}

function applyRegistration(state: TwinState, event: DeviceRegistered, changes: Changes | undefined): void {
  const { kind: _kind, ...registration } = event;
  const before = state.devices[event.slot];
  const device: Device = {
    ...registration,
    alarms: before?.alarms ?? NO_ALARMS,
    silent: before?.silent ?? false,
    lastHeard: before?.lastHeard ?? Number.NaN,
  };
  state.devices[event.slot] = device;
  state.slotByCode.set(event.code, event.slot);
  for (const { slot, property } of event.datastreams) {
    state.owners[slot] = event.slot;
    state.properties[slot] = property;
  }
  growValues(state);
  touch(state, device, changes);
}

function applyRemoval(state: TwinState, code: string, changes: Changes | undefined): void {
  const device = deviceByCode(state, code);
  if (!device) return;
  state.slotByCode.delete(code);
  state.devices[device.slot] = undefined;
  for (const { slot } of device.datastreams) {
    state.owners[slot] = -1;
    state.values[slot] = Number.NaN;
    state.times[slot] = Number.NaN;
  }
  for (const id of device.alarms) state.alarms.delete(id);
  touch(state, device, changes);
}

type AlarmChange = Exclude<Extract<TwinEvent, { kind: `alarm.${string}` }>, AlarmRaised>;

function applyToAlarm(state: TwinState, event: AlarmChange, recordedAt: number, changes: Changes | undefined): void {
  const alarm = state.alarms.get(event.id);
  if (!alarm) return;
  switch (event.kind) {
    case 'alarm.recurred':
      alarm.active = true;
      alarm.returnedAt = null;
      alarm.occurrences++;
      alarm.lastTime = event.time;
      alarm.value = event.value ?? alarm.value;
      alarm.data = event.data ?? alarm.data;
      break;
    case 'alarm.returned':
      alarm.active = false;
      alarm.returnedAt = recordedAt;
      break;
    case 'alarm.handled':
      handleAlarm(alarm, event, recordedAt);
      break;
    case 'alarm.escalated':
      alarm.escalated = true;
      break;
    case 'alarm.closed':
      alarm.case = 'closed';
      state.alarms.delete(alarm.id);
      break;
  }
  const device = deviceByCode(state, alarm.device);
  if (!device) return;
  if (event.kind === 'alarm.closed') removeAlarm(device, alarm.id);
  touch(state, device, changes);
}

function touch(state: TwinState, device: Device, changes: Changes | undefined): void {
  state.dirty.add(device.slot);
  changes?.devices.add(device.slot);
}

/** Makes room for the declared datastreams; doubles so that registering n devices copies O(n). NaN means never. */
export function growValues(state: TwinState): void {
  if (state.owners.length <= state.values.length) return;
  const capacity = Math.max(64, state.values.length * 2, state.owners.length);
  const values = new Float64Array(capacity).fill(Number.NaN);
  const times = new Float64Array(capacity).fill(Number.NaN);
  values.set(state.values);
  times.set(state.times);
  state.values = values;
  state.times = times;
}
