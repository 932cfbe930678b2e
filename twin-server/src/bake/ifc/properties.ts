import { PLACE, RELATION } from './attribute-places.ts';
import type { IfcModel } from './model.ts';
import { eachRelation } from './relations.ts';
import type { StepFile, StepValue } from './step-file.ts';
import { plainOf, refsOf, textOf } from './values.ts';

export type PropertyValue = string | number | boolean | null;
/** Property set name → property name → value. Measures stay in the project's units. Sets of one file may be shared: do not write. */
export type PropertySets = Record<string, Record<string, PropertyValue>>;

type Entries = Record<string, PropertyValue>;

// Properties within properties; deeper than this a file goes in circles.
const MAX_DEPTH = 4;

function rangeOf(from: PropertyValue, to: PropertyValue): PropertyValue {
  return from === null && to === null ? null : `${from ?? ''} – ${to ?? ''}`;
}

function tableOf(defining: StepValue | undefined, defined: StepValue | undefined): PropertyValue {
  const [keys, values] = [defining, defined].map((list) => (Array.isArray(list) ? list : []));
  return (keys ?? []).map((key, row) => `${plainOf(key)}: ${plainOf(values?.[row])}`).join('; ') || null;
}

/** Adds what an IfcProperty or IfcPhysicalQuantity says; complex ones add their members as `name.member`. */
function addProperty(step: StepFile, id: number, prefix: string, depth: number, to: Entries): void {
  const values = step.attributes(id);
  const own = textOf(values?.[0]);
  if (!values || own === null) return;
  const name = prefix === '' ? own : prefix + own;
  const type = step.typeOf(id);
  switch (type) {
    // NominalValue, EnumerationValues, ListValues
    case 'IFCPROPERTYSINGLEVALUE':
    case 'IFCPROPERTYENUMERATEDVALUE':
    case 'IFCPROPERTYLISTVALUE':
      to[name] = plainOf(values[2]);
      return;
    // UpperBoundValue, LowerBoundValue, Unit, SetPointValue
    case 'IFCPROPERTYBOUNDEDVALUE':
      to[name] = rangeOf(plainOf(values[3]), plainOf(values[2])) ?? plainOf(values[5]);
      return;
    case 'IFCPROPERTYTABLEVALUE':
      to[name] = tableOf(values[2], values[3]);
      return;
    case 'IFCPROPERTYREFERENCEVALUE':
      to[name] = textOf(values[2]);
      return;
    case 'IFCCOMPLEXPROPERTY':
    case 'IFCPHYSICALCOMPLEXQUANTITY': {
      const members = refsOf(values[type === 'IFCCOMPLEXPROPERTY' ? 3 : 2]);
      if (depth < MAX_DEPTH) for (const member of members) addProperty(step, member, `${name}.`, depth + 1, to);
      return;
    }
    // IfcQuantityLength and its kin: Name, Description, Unit, value
    default:
      to[name] = plainOf(values[3]);
  }
}

interface FilledSet {
  readonly name: string;
  readonly entries: Readonly<Record<string, PropertyValue>>;
}

function readSet(step: StepFile, id: number): FilledSet | null {
  const values = step.attributes(id);
  const name = textOf(values?.[PLACE.name]);
  if (!values || name === null) return null;
  // Sets of hundreds of names are filled twice as fast without a shape to keep up.
  const entries: Entries = Object.create(null);
  const members = step.typeOf(id) === 'IFCELEMENTQUANTITY' ? PLACE.quantities : PLACE.hasProperties;
  for (const member of refsOf(values[members])) addProperty(step, member, '', 0, entries);
  return Object.keys(entries).length > 0 ? { name, entries } : null;
}

/** Express ids of the sets that define each object: its type's first, so that its own come later and win. */
function setsByObject(step: StepFile): Map<number, number[]> {
  const sets = new Map<number, number[]>();
  const push = (objects: readonly number[], ids: readonly number[]) => {
    for (const object of objects) {
      const list = sets.get(object);
      if (list) list.push(...ids);
      else sets.set(object, [...ids]);
    }
  };
  eachRelation(step, RELATION.definesByType, (type, objects) => {
    const ids = refsOf(step.attributes(type)?.[PLACE.hasPropertySets]);
    if (ids.length > 0) push(objects, ids);
  });
  for (const relation of [RELATION.definesByProperties, RELATION.overridesProperties]) {
    eachRelation(step, relation, (set, objects) => push(objects, [set]));
  }
  return sets;
}

/** Property and quantity sets of all objects by express id, those of their types included. */
export function readProperties({ step }: Pick<IfcModel, 'step'>): Map<number, PropertySets> {
  const filled = new Map<number, FilledSet | null>();
  const setOf = (id: number): FilledSet | null => {
    let set = filled.get(id);
    if (set === undefined) {
      set = readSet(step, id);
      filled.set(id, set);
    }
    return set;
  };
  const properties = new Map<number, PropertySets>();
  for (const [object, ids] of setsByObject(step)) {
    const named: PropertySets = {};
    for (const id of ids) {
      const set = setOf(id);
      if (!set) continue;
      const earlier = named[set.name];
      named[set.name] = earlier ? { ...earlier, ...set.entries } : set.entries;
    }
    if (Object.keys(named).length > 0) properties.set(object, named);
  }
  return properties;
}
