import type { CommandArgs } from './device-command.ts';
import type { Priority } from './facility.ts';
import type { LinkedAction } from './linked-action.ts';
import type { GeoPoint } from './place.ts';
import type { ToldWays } from './told-ways.ts';

/** A device enters the twin or changes: gives it and its datastreams their slots. Never names of people. */
export interface DeviceRegistered {
  readonly kind: 'device.registered';
  readonly slot: number;
  readonly code: string;
  readonly name: string;
  readonly deviceKind: string;
  readonly facility: string;
  readonly building: string | null;
  readonly storey: string | null;
  readonly space: string | null;
  readonly zone: string | null;
  readonly parent: string | null;
  readonly location: GeoPoint;
  readonly datastreams: readonly { readonly slot: number; readonly property: string }[];
}

export interface DeviceRemoved {
  readonly kind: 'device.removed';
  readonly device: string;
}

/** A batch of values: three arrays of one length. times are phenomenonTime in epoch milliseconds. */
export interface Observations {
  readonly kind: 'observations';
  readonly datastreams: Int32Array;
  readonly times: Float64Array;
  readonly values: Float64Array;
}

/** What a device said happened. `type` is the part after the dot; `id` is unique for the device within 7 days. */
export interface DeviceReported {
  readonly kind: 'device.reported';
  readonly device: string;
  readonly id: string;
  readonly type: string;
  /** phenomenonTime, epoch ms; the received time where the device's clock was over 5 minutes off (`skewed`). */
  readonly time: number;
  readonly skewed: boolean;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface DeviceSilent {
  readonly kind: 'device.silent';
  readonly device: string;
}

export interface DeviceHeard {
  readonly kind: 'device.heard';
  readonly device: string;
}

/** An alarm is raised; it carries its place so that it stands alone. */
export interface AlarmRaised {
  readonly kind: 'alarm.raised';
  readonly id: string;
  readonly code: string;
  readonly device: string;
  readonly facility: string;
  readonly priority: Priority;
  readonly fault: boolean;
  /** phenomenonTime of what raised it, epoch ms. */
  readonly time: number;
  readonly building: string | null;
  readonly storey: string | null;
  readonly space: string | null;
  readonly zone: string | null;
  readonly property: string | null;
  readonly value: number | null;
  readonly data: Readonly<Record<string, unknown>> | null;
  /** Where it is not an incident of its own: the one it belongs to. */
  readonly group: Grouping | null;
  /** The procedure people follow with it. */
  readonly procedure: string | null;
}

/** Why an alarm is part of another's incident: the same zone at the same time, a cause above it in the topology, or the same place in a flood. */
export type GroupReason = 'zone' | 'below' | 'flood';

/** The incident an alarm belongs to, known by the id of its leading alarm; `scope` is the zone, the device above, or the place. */
export interface Grouping {
  readonly lead: string;
  readonly why: GroupReason;
  readonly scope: string;
}

/** The condition came again while the alarm was open. */
export interface AlarmRecurred {
  readonly kind: 'alarm.recurred';
  readonly id: string;
  readonly time: number;
  readonly value: number | null;
  readonly data: Readonly<Record<string, unknown>> | null;
}

export interface AlarmReturned {
  readonly kind: 'alarm.returned';
  readonly id: string;
  readonly time: number;
}

/** The source is normal while its alarm is latched: it stays active until a person has seen it. */
export interface AlarmSourceNormal {
  readonly kind: 'alarm.sourceNormal';
  readonly id: string;
  readonly time: number;
}

/** An open alarm became part of an incident, or, with null, is one of its own again. */
export interface AlarmGrouped {
  readonly kind: 'alarm.grouped';
  readonly id: string;
  readonly group: Grouping | null;
}

/** A person did something with an alarm. `by` is an account id, never a name. */
export interface AlarmHandled {
  readonly kind: 'alarm.handled';
  readonly id: string;
  readonly action: AlarmAction;
  readonly by: string;
  readonly reason: string | null;
  /** shelve: when it ends, epoch ms. */
  readonly until: number | null;
  /** assign, refer: the account id it goes to. */
  readonly assignee: string | null;
  /** step: which one of its procedure is done, and what was answered. confirmSource: the answer is the storey; home and reason stand with the trace. */
  readonly step: string | null;
  readonly answer: string | null;
  /** step: what people were told of ways when it was done; absent where the step tells nothing. */
  readonly told?: ToldWays;
}

/** What people do with alarms. proposeDismissal: the first of two people calls it false, where the site asks for two. refer: passed to a partner, who says
 * that it was received, and replies. */
export const ALARM_ACTIONS = [
  'acknowledge',
  'proposeDismissal',
  'dismiss',
  'shelve',
  'unshelve',
  'suppress',
  'unsuppress',
  'outOfService',
  'returnToService',
  'assign',
  'refer',
  'receive',
  'reply',
  'resolve',
  'step',
  'confirmSource',
  'comment',
] as const;
export type AlarmAction = (typeof ALARM_ACTIONS)[number];

/** State of the case: how people deal with an alarm, independent of its condition. */
export type Case = 'new' | 'acknowledged' | 'inProgress' | 'resolved' | 'closed';

/** The case closed by itself: the source is normal and the case was resolved or acknowledged. */
export interface AlarmClosed {
  readonly kind: 'alarm.closed';
  readonly id: string;
  readonly from: Case;
}

/** Not acknowledged within its reaction limit. */
export interface AlarmEscalated {
  readonly kind: 'alarm.escalated';
  readonly id: string;
}

/** Acknowledged, yet active for so long that it asks for attention anew. */
export interface AlarmReannounced {
  readonly kind: 'alarm.reannounced';
  readonly id: string;
}

/** A step of its procedure is not done within its limit. */
export interface AlarmStepOverdue {
  readonly kind: 'alarm.stepOverdue';
  readonly id: string;
  readonly step: string;
}

/** More alarms than people can handle: what is not critical is gathered by place from now on. `count` in the last ten minutes. */
export interface FloodBegan {
  readonly kind: 'flood.began';
  readonly count: number;
}

export interface FloodEnded {
  readonly kind: 'flood.ended';
}

/** What a person tells a device. */
export interface DeviceOrder {
  readonly do: 'order';
  readonly command: string;
  readonly args: CommandArgs;
}

/** Something is to be done outside: linked to an alarm by its rule, or told by a person. The outlets of the live composition do it. */
export interface ActionAsked {
  readonly kind: 'action.asked';
  readonly id: string;
  readonly alarm: string | null;
  /** The one that an order is for. */
  readonly device: string | null;
  readonly action: LinkedAction | DeviceOrder;
  /** Account id, or `rule`. */
  readonly by: string;
}

/** What became of one target of an action: a device, a camera, a receiver. */
export interface ActionResult {
  readonly target: string;
  readonly ok: boolean;
  readonly detail: string | null;
}

/** An action is over, done or failed after its last attempt. */
export interface ActionEnded {
  readonly kind: 'action.ended';
  readonly id: string;
  readonly alarm: string | null;
  readonly device: string | null;
  readonly ok: boolean;
  readonly attempts: number;
  readonly results: readonly ActionResult[];
}

/** A pending timer is a row in the state. Key is unique; purpose and subject say what it fires. */
export interface TimerSet {
  readonly kind: 'timer.set';
  readonly key: string;
  readonly purpose: TimerPurpose;
  readonly subject: string;
  readonly code: string;
  readonly dueAt: number;
}

export type TimerPurpose = 'raise' | 'return' | 'unshelve' | 'escalate' | 'reAlarm' | 'step' | 'release';

export interface TimerCleared {
  readonly kind: 'timer.cleared';
  readonly key: string;
  readonly fired: boolean;
}

/** What of a building is another than before: its model, where it stands, or only its record. */
export type SiteChange = 'model' | 'placement' | 'record';

/** The base information of a building changed, or a building is new. The registry holds what it is now; the fold ignores it. */
export interface SiteChanged {
  readonly kind: 'site.changed';
  readonly building: string;
  readonly what: SiteChange;
}

/**
 * A layer of geographic information, or features of it, changed, came or went; null where it is not known which. The registry of layers
 * holds what it is now; the fold ignores it.
 */
export interface LayerChanged {
  readonly kind: 'layer.changed';
  readonly layer: string | null;
}

/** What of the ground people draw themselves: zones, and what cameras see. */
export type PlaceKind = 'zone' | 'cameraView';

/** A zone, or what a camera sees, was added, changed or removed; `code` is the zone's or the camera's. The fold ignores it. */
export interface PlaceChanged {
  readonly kind: 'place.changed';
  readonly what: PlaceKind;
  readonly code: string;
}

/** What the wall shows was changed by a person, or a layout of it. The server holds what it is now; the fold ignores it. */
export interface WallChanged {
  readonly kind: 'wall.changed';
}

/** Everything that can happen, as it stands in the journal. */
export type TwinEvent =
  | DeviceRegistered
  | DeviceRemoved
  | Observations
  | DeviceReported
  | DeviceSilent
  | DeviceHeard
  | AlarmRaised
  | AlarmRecurred
  | AlarmReturned
  | AlarmHandled
  | AlarmClosed
  | AlarmEscalated
  | AlarmSourceNormal
  | AlarmGrouped
  | AlarmReannounced
  | AlarmStepOverdue
  | FloodBegan
  | FloodEnded
  | ActionAsked
  | ActionEnded
  | TimerSet
  | TimerCleared
  | SiteChanged
  | LayerChanged
  | PlaceChanged
  | WallChanged;

/** The alarm an event is about, by its id; null for others. */
export function alarmIn(event: TwinEvent): string | null {
  if ('alarm' in event) return event.alarm;
  return event.kind.startsWith('alarm.') && 'id' in event ? event.id : null;
}

/** Where an event stands in the log of a site's branch. recordedAt is epoch ms and never decreases with seq. */
export interface LogPosition {
  readonly seq: number;
  readonly ordinal: number;
  readonly recordedAt: number;
}

/** An event with its place in the log. */
export interface LoggedEvent extends LogPosition {
  readonly event: TwinEvent;
}

/** Version of every event body as written today; older ones pass upcast() first. */
export const EVENT_VERSION = 2;

/** Brings a stored event body to today's shape. Throws an Error for a version this program does not know. */
export function upcast(kind: string, version: number, body: unknown): TwinEvent {
  if (version === EVENT_VERSION) return body as TwinEvent;
  if (version !== 1)
    throw new Error(`journal event ${kind} has version ${version}; this program knows up to ${EVENT_VERSION}`);
  // Version 1 knew neither incidents nor procedures.
  if (kind === 'alarm.raised') return { ...(body as AlarmRaised), group: null, procedure: null };
  if (kind === 'alarm.handled') return { ...(body as AlarmHandled), step: null, answer: null };
  return body as TwinEvent;
}
