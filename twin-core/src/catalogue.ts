import type { LimitCondition } from './detect/limit.ts';
import { commandFault } from './device-command.ts';
import { type AlarmRule, type DeviceKind, type Facility, type ObservedProperty, rulesFor } from './facility.ts';
import type { Procedure } from './procedure.ts';
import { PROCEDURES } from './procedures/index.ts';

/** A device kind with its facility and the rules that watch it, found once. */
export interface KindEntry {
  readonly name: string;
  readonly kind: DeviceKind;
  readonly facility: Facility;
  readonly rules: readonly AlarmRule[];
  /** Property names in declared order: the datastreams a device of this kind has. */
  readonly properties: readonly string[];
  /** The rules that watch a property by a limit. */
  limitsOf(property: string): readonly LimitRule[];
}

/** A rule with its condition known to be a limit. */
export interface LimitRule extends AlarmRule {
  readonly when: LimitCondition;
}

const NO_LIMITS: readonly LimitRule[] = [];

function limitsByProperty(rules: readonly AlarmRule[]): (property: string) => readonly LimitRule[] {
  const byProperty = new Map<string, LimitRule[]>();
  for (const rule of rules) {
    if (!('property' in rule.when)) continue;
    const limits = byProperty.get(rule.when.property) ?? [];
    byProperty.set(rule.when.property, [...limits, rule as LimitRule]);
  }
  return (property) => byProperty.get(property) ?? NO_LIMITS;
}

/** Looks up device kinds, alarm codes and procedures over a list of facilities. */
export class Catalogue {
  readonly facilities: readonly Facility[];
  readonly #kinds = new Map<string, KindEntry>();
  readonly #rules = new Map<string, AlarmRule>();
  readonly #procedures = new Map<string, Procedure>();

  /** Throws an Error when two facilities declare the same device kind or alarm code. Of two procedures for one code the later holds. */
  constructor(facilities: readonly Facility[], procedures: readonly Procedure[] = PROCEDURES) {
    this.facilities = facilities;
    for (const procedure of procedures) for (const code of procedure.codes) this.#procedures.set(code, procedure);
    for (const facility of facilities) {
      for (const [name, kind] of Object.entries(facility.deviceKinds)) {
        if (this.#kinds.has(name)) throw new Error(`device kind ${name} is declared twice (${facility.id})`);
        const rules = rulesFor(facility, name);
        this.#kinds.set(name, {
          name,
          kind,
          facility,
          rules,
          properties: Object.keys(kind.datastreams),
          limitsOf: limitsByProperty(rules),
        });
      }
      for (const rule of facility.alarms) {
        if (this.#rules.has(rule.code)) throw new Error(`alarm code ${rule.code} is declared twice (${facility.id})`);
        this.#rules.set(rule.code, rule);
      }
    }
    for (const rule of this.#rules.values()) this.#checkActions(rule);
  }

  /** Actions name kinds of other facilities too, so only the whole catalogue can tell whether they can be carried out. */
  #checkActions({ code, actions = [] }: AlarmRule): void {
    for (const action of actions) {
      if (action.do !== 'command') continue;
      for (const kind of action.kinds) {
        const declared = this.#kinds.get(kind)?.kind.commands?.[action.command];
        if (!declared) throw new Error(`${code}: a ${kind} knows no command ${action.command}`);
        const fault = commandFault(declared, action.args ?? {});
        if (fault) throw new Error(`${code}: ${action.command} of ${kind}: ${fault.argument} ${fault.expected}`);
      }
    }
  }

  facility(id: string): Facility | undefined {
    return this.facilities.find((facility) => facility.id === id);
  }

  kind(name: string): KindEntry | undefined {
    return this.#kinds.get(name);
  }

  rule(code: string): AlarmRule | undefined {
    return this.#rules.get(code);
  }

  /** What people do with alarms of this code, if it is laid down. */
  procedureFor(code: string): Procedure | undefined {
    return this.#procedures.get(code);
  }

  property(kind: string, name: string): ObservedProperty | undefined {
    return this.#kinds.get(kind)?.kind.datastreams[name];
  }

  /** The event type after the dot if a device of this kind may report it, given whole or in part; undefined if not. */
  eventType(kind: string, type: string): string | undefined {
    const entry = this.#kinds.get(kind);
    if (!entry) return undefined;
    const [family, rest] = type.includes('.') ? (type.split('.', 2) as [string, string]) : [undefined, type];
    const raises = entry.rules.some(
      (rule) =>
        'event' in rule.when &&
        rule.when.event === rest &&
        (family === undefined || rule.code.startsWith(`${family}.`)),
    );
    const declared =
      entry.facility.events?.[rest] !== undefined && (family === undefined || family === entry.facility.id);
    return raises || declared ? rest : undefined;
  }
}
