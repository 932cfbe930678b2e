import type { LimitCondition } from './detect/limit.ts';
import { commandFault } from './device-command.ts';
import { type AlarmRule, type DeviceKind, type Facility, type ObservedProperty, rulesFor } from './facility.ts';
import type { LinkedAction } from './linked-action.ts';
import type { Procedure } from './procedure.ts';
import { PROCEDURES } from './procedures/index.ts';
import { type RuleSettings, tunedRule } from './rule-settings.ts';

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
  readonly #declared: readonly Facility[];
  #facilities: readonly Facility[];
  readonly #kinds = new Map<string, KindEntry>();
  readonly #rules = new Map<string, AlarmRule>();
  readonly #procedures = new Map<string, Procedure>();
  readonly #settings = new Map<string, RuleSettings>();

  /** Throws an Error when two facilities declare the same device kind or alarm code. Of two procedures for one code the later holds. */
  constructor(facilities: readonly Facility[], procedures: readonly Procedure[] = PROCEDURES) {
    this.#declared = facilities;
    this.#facilities = facilities;
    for (const procedure of procedures) for (const code of procedure.codes) this.#procedures.set(code, procedure);
    for (const facility of facilities) {
      for (const name of Object.keys(facility.deviceKinds))
        if (this.#kinds.has(name)) throw new Error(`device kind ${name} is declared twice (${facility.id})`);
      for (const { code } of facility.alarms)
        if (this.#rules.has(code)) throw new Error(`alarm code ${code} is declared twice (${facility.id})`);
      this.#enter(facility);
    }
    for (const { code, actions = [] } of this.#rules.values()) {
      const fault = this.actionFault(actions);
      if (fault) throw new Error(`${code}: ${fault}`);
    }
  }

  /** As the program declares them. */
  get declared(): readonly Facility[] {
    return this.#declared;
  }

  /** As declared, with what the site has otherwise. */
  get facilities(): readonly Facility[] {
    return this.#facilities;
  }

  /** From now on the alarm kind holds with these settings, null as declared. An unknown code changes nothing. */
  tune(code: string, settings: RuleSettings | null): void {
    if (settings) this.#settings.set(code, settings);
    else this.#settings.delete(code);
    const tuned = (rule: AlarmRule) => {
      const own = this.#settings.get(rule.code);
      return own ? tunedRule(rule, own) : rule;
    };
    this.#facilities = this.#declared.map((facility) => ({ ...facility, alarms: facility.alarms.map(tuned) }));
    for (const facility of this.#facilities)
      if (facility.alarms.some((rule) => rule.code === code)) this.#enter(facility);
  }

  /** The alarm kind as its facility declares it. */
  declaredRule(code: string): AlarmRule | undefined {
    for (const { alarms } of this.#declared) for (const rule of alarms) if (rule.code === code) return rule;
    return undefined;
  }

  #enter(facility: Facility): void {
    for (const [name, kind] of Object.entries(facility.deviceKinds)) {
      const rules = rulesFor(facility, name);
      const properties = Object.keys(kind.datastreams);
      this.#kinds.set(name, { name, kind, facility, rules, properties, limitsOf: limitsByProperty(rules) });
    }
    for (const rule of facility.alarms) this.#rules.set(rule.code, rule);
  }

  /** Why these actions cannot be carried out, null when they can: they name kinds of other facilities too, so only the whole catalogue can tell. */
  actionFault(actions: readonly LinkedAction[]): string | null {
    for (const action of actions) {
      if (action.do !== 'command') continue;
      for (const kind of action.kinds) {
        const declared = this.#kinds.get(kind)?.kind.commands?.[action.command];
        if (!declared) return `a ${kind} knows no command ${action.command}`;
        const fault = commandFault(declared, action.args ?? {});
        if (fault) return `${action.command} of ${kind}: ${fault.argument} ${fault.expected}`;
      }
    }
    return null;
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

  /** Everything that is laid down, each once. */
  get procedures(): readonly Procedure[] {
    return [...new Set(this.#procedures.values())];
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
    const event = entry.facility.events?.[rest];
    const declared = event && (family === undefined || family === (event.family ?? entry.facility.id));
    return raises || declared ? rest : undefined;
  }
}
