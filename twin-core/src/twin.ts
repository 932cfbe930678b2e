import { type Alarm, beginAction, endAction, handleAlarm, openAlarm } from './alarm.ts';
import type {
  ActionAsked,
  ActionEnded,
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
import { type Incidents, linkAlarm, removeOpenAlarm, unlinkAlarm } from './incident.ts';

/** Version of the fold: stated by snapshots and hashes. Raised whenever apply gives another state for the same events, or a snapshot is laid out anew. */
export const FOLD_VERSION = 5;

/** Floods are a matter of this window (WALL: at least ten alarms in ten minutes an operator). */
export const FLOOD_WINDOW_MS = 600_000;
/** More than any number of operators calls a flood. */
const ANNOUNCED_KEPT = 100;

/** A device as the twin knows it: everything of its registration, its datastreams as two lists instead of an object each. */
export interface Device extends Omit<DeviceRegistered, 'kind' | 'datastreams'> {
  /** The properties it has datastreams of, in declared order. */
  readonly properties: readonly string[];
  /** The datastream slot of each property. */
  readonly slots: readonly number[];
  /** Ids of its open alarms. */
  alarms: ReadonlySet<string>;
  silent: boolean;
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

/** An action that is under way. */
export interface PendingAction extends Omit<ActionAsked, 'kind'> {
  readonly askedAt: number;
}

/** The state of one site's branch: what apply() folds the journal into. */
export interface TwinState extends Incidents {
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
  /** By device slot: recordedAt of its last message, epoch ms; NaN before the first. Never hashed: a viewer computes age from it. */
  heard: Float64Array;
  /** How many alarms were ever raised: the next one's number. */
  alarmCount: number;
  readonly timers: Map<string, Timer>;
  /** Actions under way by id, and how many were ever asked by people: the next one's number. */
  readonly actions: Map<string, PendingAction>;
  orderCount: number;
  /** Since when there is a flood, epoch ms. */
  floodSince: number | null;
  /** When the last incidents were announced, epoch ms, the oldest first: as many as it takes to know a flood. */
  announced: readonly number[];
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
    heard: new Float64Array(0),
    alarms: new Map(),
    alarmCount: 0,
    timers: new Map(),
    actions: new Map(),
    orderCount: 0,
    floodSince: null,
    announced: [],
    members: new Map(),
    leads: new Map(),
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
    heard: state.heard.slice(),
    alarms: new Map(Array.from(state.alarms, ([id, alarm]) => [id, { ...alarm }])),
    timers: new Map(state.timers),
    actions: new Map(state.actions),
    members: new Map(Array.from(state.members, ([lead, ids]) => [lead, new Set(ids)])),
    leads: new Map(state.leads),
    dirty: new Set(state.dirty),
  };
}

/** The device with this code, or undefined. */
export function deviceByCode(state: TwinState, code: string): Device | undefined {
  const slot = state.slotByCode.get(code);
  return slot === undefined ? undefined : state.devices[slot];
}

/** The event that registers a device as it is now. */
export function registrationEvent(device: Device): DeviceRegistered {
  const { alarms: _alarms, silent: _silent, properties, slots, ...registration } = device;
  const datastreams = properties.map((property, i) => ({ property, slot: slots[i]! }));
  return { kind: 'device.registered', ...registration, datastreams };
}

/** The datastream slot of a device's property, or −1. */
export function datastreamOf(device: Device, property: string): number {
  return device.slots[device.properties.indexOf(property)] ?? -1;
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
    case 'action.asked':
      applyAsked(state, event, at.recordedAt, changes);
      break;
    case 'action.ended':
      applyEnded(state, event, at.recordedAt, changes);
      break;
    case 'flood.began':
      state.floodSince = at.recordedAt;
      break;
    case 'flood.ended':
      state.floodSince = null;
      break;
    case 'site.changed':
    case 'layer.changed':
    case 'place.changed':
    case 'wall.changed':
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
    state.heard[device.slot] = recordedAt;
    return;
  }
  device.silent = event.kind === 'device.silent';
  touch(state, device, changes);
}

function applyRaised(state: TwinState, event: AlarmRaised, recordedAt: number, changes: Changes | undefined): void {
  state.alarmCount++;
  state.alarms.set(event.id, openAlarm(event, recordedAt));
  linkAlarm(state, state.alarms.get(event.id)!);
  if (!event.group) state.announced = [...state.announced.slice(1 - ANNOUNCED_KEPT), recordedAt];
  const device = deviceByCode(state, event.device);
  if (!device) return;
  addAlarm(device, event.id);
  touch(state, device, changes);
}

function applyAsked(state: TwinState, event: ActionAsked, recordedAt: number, changes: Changes | undefined): void {
  const { kind: _kind, ...asked } = event;
  state.actions.set(event.id, { ...asked, askedAt: recordedAt });
  const alarm = event.alarm === null ? undefined : state.alarms.get(event.alarm);
  if (event.alarm === null) state.orderCount++;
  if (alarm) beginAction(alarm, event, recordedAt);
  touchAlarm(state, alarm, changes);
}

function applyEnded(state: TwinState, event: ActionEnded, recordedAt: number, changes: Changes | undefined): void {
  state.actions.delete(event.id);
  const alarm = event.alarm === null ? undefined : state.alarms.get(event.alarm);
  if (alarm) endAction(alarm, event, recordedAt);
  touchAlarm(state, alarm, changes);
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
    state.heard[owner] = recordedAt;
    // Device state orders by phenomenonTime, ties by seq: late data are history and leave the state alone.
    if (times[i]! < state.times[slot]!) continue;
    state.times[slot] = times[i]!;
    state.values[slot] = values[i]!;
    state.dirty.add(owner);
    changes?.datastreams.push(slot);
  }
}

function applyRegistration(state: TwinState, event: DeviceRegistered, changes: Changes | undefined): void {
  const { kind: _kind, datastreams, ...registration } = event;
  const before = state.devices[event.slot];
  const device: Device = {
    ...registration,
    properties: datastreams.map(({ property }) => property),
    slots: datastreams.map(({ slot }) => slot),
    alarms: before?.alarms ?? NO_ALARMS,
    silent: before?.silent ?? false,
  };
  state.devices[event.slot] = device;
  state.slotByCode.set(event.code, event.slot);
  for (const { slot, property } of datastreams) {
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
  state.heard[device.slot] = Number.NaN;
  for (const slot of device.slots) {
    state.owners[slot] = -1;
    state.values[slot] = Number.NaN;
    state.times[slot] = Number.NaN;
  }
  for (const id of device.alarms) {
    const alarm = state.alarms.get(id);
    if (alarm) removeOpenAlarm(state, alarm);
  }
  touch(state, device, changes);
}

type AlarmChange = Exclude<Extract<TwinEvent, { kind: `alarm.${string}` }>, AlarmRaised>;

function applyToAlarm(state: TwinState, event: AlarmChange, recordedAt: number, changes: Changes | undefined): void {
  const alarm = state.alarms.get(event.id);
  if (!alarm) return;
  switch (event.kind) {
    case 'alarm.recurred':
      alarm.active = true;
      alarm.sourceNormalAt = null;
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
    case 'alarm.sourceNormal':
      alarm.sourceNormalAt = recordedAt;
      break;
    case 'alarm.grouped':
      unlinkAlarm(state, alarm);
      alarm.group = event.group;
      linkAlarm(state, alarm);
      break;
    case 'alarm.escalated':
      alarm.escalated = true;
      break;
    case 'alarm.reannounced':
      alarm.acknowledged = false;
      break;
    case 'alarm.stepOverdue':
      alarm.overdueSteps = [...alarm.overdueSteps, event.step];
      break;
    case 'alarm.closed':
      alarm.case = 'closed';
      removeOpenAlarm(state, alarm);
      break;
  }
  const device = deviceByCode(state, alarm.device);
  if (device && event.kind === 'alarm.closed') removeAlarm(device, alarm.id);
  touchAlarm(state, alarm, changes);
}

function touchAlarm(state: TwinState, alarm: Alarm | undefined, changes: Changes | undefined): void {
  const device = alarm && deviceByCode(state, alarm.device);
  if (device) touch(state, device, changes);
}

function touch(state: TwinState, device: Device, changes: Changes | undefined): void {
  state.dirty.add(device.slot);
  changes?.devices.add(device.slot);
}

/** Makes room for the declared devices and their datastreams; doubles so that registering n devices copies O(n). NaN means never. */
export function growValues(state: TwinState): void {
  state.heard = grown(state.heard, state.devices.length);
  state.values = grown(state.values, state.owners.length);
  state.times = grown(state.times, state.owners.length);
}

function grown(array: Float64Array, length: number): Float64Array {
  if (length <= array.length) return array;
  const longer = new Float64Array(Math.max(64, array.length * 2, length)).fill(Number.NaN);
  longer.set(array);
  return longer;
}
