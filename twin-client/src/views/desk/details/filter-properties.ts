import type { PropertySets } from 'twin-core';

type Rows = readonly (readonly [name: string, value: PropertySets[string][string]])[];

/** The sets and properties in which a text occurs: in the set's name all of it, else in a property's name or value. */
export function filterProperties(properties: PropertySets, typed: string): readonly (readonly [string, Rows])[] {
  const wanted = typed.trim().toLowerCase();
  const has = (text: unknown) => String(text).toLowerCase().includes(wanted);
  return Object.entries(properties).flatMap(([set, values]) => {
    const rows = Object.entries(values).filter(([name, value]) => has(set) || has(name) || has(value));
    return rows.length > 0 ? [[set, rows] as const] : [];
  });
}
