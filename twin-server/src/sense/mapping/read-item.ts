import { linear } from '../linear.ts';
import type { DeviceRule, EventRule, TimeRule, ValueRule } from './mapping.ts';
import { convertUnit } from './units.ts';
import { readTime } from './vendor-time.ts';

/** What lies at a path of an item; undefined for nothing. */
export type Get = (path: string) => unknown;

/** Whose an item is, or why that cannot be told. */
export function readDevice(rule: DeviceRule, get: Get): { readonly code: string } | { readonly reason: string } {
  if (rule.fixed !== undefined) return { code: rule.fixed };
  const id = get(rule.path!);
  if (!isId(id)) return { reason: `expected text or a number at ${rule.path}` };
  if (rule.map !== undefined)
    return Object.hasOwn(rule.map, id) ? { code: rule.map[id]! } : { reason: `${shown(id)} is not in the map` };
  const code = `${rule.prefix ?? ''}${id}`;
  return code.length > 64 ? { reason: 'longer than 64 characters' } : { code };
}

/** When an item was observed, epoch ms, or why that cannot be told. */
export function readItemTime(rule: TimeRule | undefined, get: Get, receivedAt: number): number | string {
  if (rule === undefined) return receivedAt;
  const time = readTime(get(rule.path), rule);
  return typeof time === 'string' ? `${time} at ${rule.path}` : time;
}

/** A value as its rule has it, in the property's unit; undefined where the item says nothing of it, or why it cannot be read. */
export function readValue(
  rule: ValueRule,
  get: Get,
  unit: string | undefined,
): { readonly value: unknown } | { readonly reason: string } | undefined {
  if (rule.when && !isOne(get(rule.when.path), rule.when.equals)) return undefined;
  const raw = get(rule.path);
  // Vendors leave out what they do not know: absence is no fault.
  if (raw === undefined || raw === null) return undefined;
  if (rule.map) {
    const word = String(raw);
    return Object.hasOwn(rule.map, word) ? { value: rule.map[word] } : { reason: `${shown(raw)} is not in the map` };
  }
  const value = numberIn(raw);
  if (typeof value !== 'number') {
    if (rule.scale === 1 && rule.offset === 0 && rule.unit === undefined) return { value };
    return { reason: `expected a number, not ${shown(raw)},` };
  }
  const scaled = linear(value, rule.scale, rule.offset);
  if (rule.unit === undefined || unit === undefined) return { value: scaled };
  const converted = convertUnit(scaled, rule.unit, unit);
  return converted === undefined
    ? { reason: `${rule.unit} cannot become ${unit || 'a count'},` }
    : { value: converted };
}

/** The event that an item tells by this rule, as devices send it; undefined where it tells none, or why it cannot be read. */
export function readEvent(
  rule: EventRule,
  get: Get,
  time: number,
): { readonly event: unknown } | { readonly reason: string } | undefined {
  if (!isOne(get(rule.path), rule.equals)) return undefined;
  const id = rule.id === undefined ? `${rule.type}:${time}` : get(rule.id);
  if (!isId(id)) return { reason: `expected an id at ${rule.id}` };
  const told = Object.entries(rule.data).map(([name, path]) => [name, get(path)] as const);
  const data = Object.fromEntries([...told.filter(([, value]) => value !== undefined), ...Object.entries(rule.set)]);
  return { event: { id: String(id), time, type: rule.type, data } };
}

/** Numbers as text are common; text that is none is the name of a state and goes as it is. */
function numberIn(raw: unknown): unknown {
  return typeof raw === 'string' && /^\s*[-+]?\d{1,20}(\.\d{1,20})?([eE][-+]?\d{1,3})?\s*$/.test(raw)
    ? Number(raw)
    : raw;
}

const isId = (id: unknown): id is string | number => (typeof id === 'string' && id !== '') || typeof id === 'number';
const isOne = (value: unknown, wanted: unknown) => (Array.isArray(wanted) ? wanted.includes(value) : wanted === value);
const shown = (value: unknown) => (JSON.stringify(value) ?? 'nothing').slice(0, 60);
