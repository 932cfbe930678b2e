import type { DeviceCommand } from './device-command.ts';
import type { LinkedAction } from './linked-action.ts';
import type { Label } from './site.ts';

/** What a datastream measures. Values are float64 everywhere: booleans are 0 and 1, states the index into `states`. */
export interface ObservedProperty {
  readonly label: Label;
  /** Display unit; '' for counts, booleans and states. */
  readonly unit: string;
  readonly type: 'number' | 'boolean' | 'state';
  /** Type 'state' only: names as sent by devices, in the order of their numbers. */
  readonly states?: readonly { readonly name: string; readonly label: Label }[];
  /** Type 'boolean' only: words for 0 and 1. */
  readonly words?: readonly [Label, Label];
  readonly decimals?: number;
  /** A number outside is refused as implausible. */
  readonly range?: readonly [min: number, max: number];
}

/** One kind of device: what it reports, how long it may be silent, how it looks. */
export interface DeviceKind {
  readonly label: Label;
  /** SVG path in a 24 × 24 box; the facility's symbol where absent. */
  readonly symbol?: string;
  /** What such a device is in an IFC model: a class, or a class and its PredefinedType, such as IfcSensor.SMOKESENSOR. */
  readonly ifc?: readonly string[];
  /** Silent for longer than this, a device is offline. */
  readonly silenceAfterMs: number;
  readonly datastreams: Readonly<Record<string, ObservedProperty>>;
  /** What it can be told (6.3.4). */
  readonly commands?: Readonly<Record<string, DeviceCommand>>;
}

/** 1 critical, 2 high, 3 medium, 4 notice (dictionary of alarm kinds, level L). */
export type Priority = 1 | 2 | 3 | 4;

/** When an alarm holds. */
export type AlarmCondition =
  /** The device reports an event of this type (the part after the dot). Returns to normal on `active: false` in its data, or holdMs after the last report. */
  | { readonly event: string; readonly holdMs: number }
  /** A value is above or below a limit; returns to normal past the dead-band (same unit as the value). */
  | { readonly property: string; readonly above: number; readonly deadband?: number }
  | { readonly property: string; readonly below: number; readonly deadband?: number }
  /** A boolean is 1 or 0, or a state has this number. */
  | { readonly property: string; readonly equals: number }
  /** Nothing was heard for the kind's silenceAfterMs. */
  | { readonly silent: true };

/** One alarm kind of a facility. */
export interface AlarmRule {
  /** Code as in the dictionary of alarm kinds, such as fire.smoke. */
  readonly code: string;
  readonly label: Label;
  readonly priority: Priority;
  /** Clause of the standard it answers to. */
  readonly clause: string;
  /** Device kinds it applies to; all of the facility where absent. */
  readonly kinds?: readonly string[];
  readonly when: AlarmCondition;
  /** Does not raise while this holds (a disarmed zone). */
  readonly unless?: { readonly property: string; readonly equals: number };
  /** By a setting of the site: it is not raised. */
  readonly disabled?: boolean;
  /** The condition must hold this long before the alarm is raised. */
  readonly onDelayMs?: number;
  /** The condition must be gone this long before the alarm returns to normal. */
  readonly offDelayMs?: number;
  /** Stays active after its source is normal until it was acknowledged (IEC 62682 latching). */
  readonly latched?: boolean;
  /** Unacknowledged for longer, it escalates; by priority where absent. */
  readonly reactionLimitMs?: number;
  /** Acknowledged and still active after this, it is announced anew. */
  readonly reAlarmMs?: number;
  /** That it is false is confirmed by a second person (a site's setting). */
  readonly secondPerson?: boolean;
  /** Alarms of one zone within this time are evidences of one incident (E6.1.4-1: 10 s). */
  readonly mergeWithinMs?: number;
  /** While it is active it explains silence and faults of whatever hangs below its device. */
  readonly explainsBelow?: boolean;
  /** A fault of the device itself, not an alarm of what it watches: drawn as fault. */
  readonly fault?: boolean;
  readonly actions?: readonly LinkedAction[];
}

/** A facility system of the standard, as data. The declaration alone runs from message to panel. */
export interface Facility {
  readonly id: string;
  readonly label: Label;
  readonly clause: string;
  /** Watched only, never commanded: the system has a master of its own (E6.1.7-1). */
  readonly supervisedOnly?: boolean;
  /** SVG path in a 24 × 24 box. */
  readonly symbol: string;
  readonly deviceKinds: Readonly<Record<string, DeviceKind>>;
  /** Event types devices may report beyond those that raise alarms (part after the dot); the part before it is `family`, or the facility's id. */
  readonly events?: Readonly<Record<string, { readonly label: Label; readonly family?: string }>>;
  readonly alarms: readonly AlarmRule[];
}

/** Checks a declaration once, at load: names, references and limits. Throws an Error that says what is wrong and where. */
export function defineFacility(facility: Facility): Facility {
  const fail = (what: string): never => {
    throw new Error(`facility ${facility.id}: ${what}`);
  };
  if (!/^[a-z][a-z0-9-]*$/.test(facility.id)) fail('id must be kebab-case');
  for (const [kind, { datastreams, silenceAfterMs, commands }] of Object.entries(facility.deviceKinds)) {
    if (facility.supervisedOnly && commands) fail(`${kind}: a facility that is supervised only has no commands`);
    if (!(silenceAfterMs > 0)) fail(`${kind}: silenceAfterMs must be positive`);
    for (const [name, property] of Object.entries(datastreams)) {
      if (!/^[a-z][A-Za-z0-9]*$/.test(name)) fail(`${kind}.${name}: property names are camelCase`);
      if ((property.type === 'state') !== (property.states !== undefined))
        fail(`${kind}.${name}: states go with type state`);
    }
  }
  const codes = new Set<string>();
  for (const rule of facility.alarms) {
    if (!/^[a-z][A-Za-z0-9]*\.[a-z][A-Za-z0-9]*$/.test(rule.code)) fail(`${rule.code}: alarm codes are family.kind`);
    if (codes.has(rule.code)) fail(`${rule.code}: declared twice`);
    codes.add(rule.code);
    for (const kind of rule.kinds ?? Object.keys(facility.deviceKinds)) {
      const declared = facility.deviceKinds[kind] ?? fail(`${rule.code}: unknown device kind ${kind}`);
      const property = 'property' in rule.when ? rule.when.property : undefined;
      if (property && !declared.datastreams[property]) fail(`${rule.code}: ${kind} has no property ${property}`);
      if (rule.unless && !declared.datastreams[rule.unless.property])
        fail(`${rule.code}: ${kind} has no property ${rule.unless.property}`);
    }
  }
  return facility;
}

/** The rules that apply to a device kind. */
export function rulesFor(facility: Facility, kind: string): readonly AlarmRule[] {
  return facility.alarms.filter((rule) => rule.kinds === undefined || rule.kinds.includes(kind));
}
