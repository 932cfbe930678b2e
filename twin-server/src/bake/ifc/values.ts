/** One entity instance as web-ifc hands it out: attribute names as in the schema. */
export type Line = Readonly<Record<string, unknown>> & { readonly expressID: number };

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

/** A text attribute, trimmed; null where it is absent or empty. */
export function textOf(value: unknown): string | null {
  const text = typeof value === 'string' ? value : field(value, 'value');
  return typeof text === 'string' && text.trim() !== '' ? text.trim() : null;
}

/** A number attribute; null where it is absent or not finite. */
export function numberOf(value: unknown): number | null {
  const number = typeof value === 'number' ? value : (field(value, '_representationValue') ?? field(value, 'value'));
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

/** Numbers of a list attribute, however web-ifc wraps it; null where it is absent or holds something else. */
export function numbersOf(value: unknown): number[] | null {
  const list = Array.isArray(value) ? value : field(value, 'value');
  if (!Array.isArray(list)) return null;
  const numbers = list.map(numberOf);
  return numbers.every((number) => number !== null) ? numbers : null;
}

/** Name of an enumeration value, such as MILLI; null where it is absent. */
export function enumOf(value: unknown): string | null {
  const name = field(value, 'value');
  return typeof name === 'string' ? name : null;
}

/** Express id of a reference; null where it is absent. */
export function refOf(value: unknown): number | null {
  // 5 is web-ifc's REF.
  return field(value, 'type') === 5 ? numberOf(value) : null;
}

/** Express ids of a list of references. */
export function refsOf(value: unknown): number[] {
  if (!Array.isArray(value)) return [];
  return value.map(refOf).filter((id) => id !== null);
}

/** A property value as JSON: measures as numbers, logicals as booleans, anything else as text, absent as null. */
export function plainOf(value: unknown): string | number | boolean | null {
  if (Array.isArray(value)) {
    const parts = value.map(plainOf).filter((part) => part !== null);
    return parts.length > 0 ? parts.join(', ') : null;
  }
  // Neither a reference nor the third truth value, .U., says anything.
  if (refOf(value) !== null || (field(value, 'type') === 3 && field(value, 'value') === 'U')) return null;
  const inner = typeof value === 'object' && value !== null ? field(value, 'value') : value;
  if (typeof inner === 'boolean') return inner;
  return numberOf(value) ?? textOf(value);
}
