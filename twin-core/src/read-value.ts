import type { ObservedProperty } from './facility.ts';

/** A value as a device tells it, as float64; or, as a text, what was expected of it. */
export function readValue(raw: unknown, property: ObservedProperty): number | string {
  switch (property.type) {
    case 'boolean':
      if (typeof raw === 'boolean') return raw ? 1 : 0;
      return raw === 0 || raw === 1 ? raw : 'expected true or false';
    case 'state': {
      const states = property.states ?? [];
      const index = typeof raw === 'string' ? states.findIndex(({ name }) => name === raw) : raw;
      if (typeof index === 'number' && Number.isInteger(index) && index >= 0 && index < states.length) return index;
      return `expected one of ${states.map(({ name }) => name).join(', ')}`;
    }
    case 'number': {
      if (typeof raw !== 'number' || !Number.isFinite(raw)) return 'expected a number';
      const [min, max] = property.range ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
      return raw < min || raw > max ? `expected ${min} to ${max} ${property.unit}`.trim() : raw;
    }
  }
}
