import * as ifc from 'web-ifc';
import type { IfcModel } from './model.ts';
import { type Line, plainOf, refOf, refsOf, textOf } from './values.ts';

export type PropertyValue = string | number | boolean | null;
/** Property set name → property name → value. Measures stay in the project's units. */
export type PropertySets = Record<string, Record<string, PropertyValue>>;

const QUANTITY_VALUES = [
  'LengthValue',
  'AreaValue',
  'VolumeValue',
  'CountValue',
  'WeightValue',
  'TimeValue',
  'NumberValue',
];

/** Value of an IfcProperty or IfcPhysicalQuantity: single, enumerated, list, bounded (as "from – to") or a quantity. */
function propertyValue(line: Line): PropertyValue {
  for (const key of ['NominalValue', 'EnumerationValues', 'ListValues']) {
    if (line[key] !== undefined && line[key] !== null) return plainOf(line[key]);
  }
  if ('UpperBoundValue' in line) {
    const [from, to] = [plainOf(line.LowerBoundValue), plainOf(line.UpperBoundValue)];
    return from === null && to === null ? null : `${from ?? ''} – ${to ?? ''}`;
  }
  for (const key of QUANTITY_VALUES) if (key in line) return plainOf(line[key]);
  return null;
}

/** Express ids of the sets that define each object: its type's first, so that its own come later and win. */
function setsByObject(model: IfcModel): Map<number, number[]> {
  const sets = new Map<number, number[]>();
  const push = (object: number, ids: readonly number[]) => {
    const list = sets.get(object);
    if (list) list.push(...ids);
    else sets.set(object, [...ids]);
  };
  const byType = model.all(ifc.IFCRELDEFINESBYTYPE);
  const typeIds = [...new Set(byType.map((relation) => refOf(relation.RelatingType)).filter((id) => id !== null))];
  const typeSets = new Map(model.lines(typeIds).map((type) => [type.expressID, refsOf(type.HasPropertySets)]));
  for (const relation of byType) {
    const ids = typeSets.get(refOf(relation.RelatingType) ?? -1) ?? [];
    if (ids.length > 0) for (const object of refsOf(relation.RelatedObjects)) push(object, ids);
  }
  for (const relation of model.all(ifc.IFCRELDEFINESBYPROPERTIES)) {
    const id = refOf(relation.RelatingPropertyDefinition);
    if (id !== null) for (const object of refsOf(relation.RelatedObjects)) push(object, [id]);
  }
  return sets;
}

/** Property and quantity sets of all objects by express id; read in three passes over the whole file, not object by object. */
export function readProperties(model: IfcModel): Map<number, PropertySets> {
  const byObject = setsByObject(model);
  const setIds = [...new Set([...byObject.values()].flat())];
  const sets = model.lines(setIds).map((line) => ({
    id: line.expressID,
    name: textOf(line.Name),
    members: [...refsOf(line.HasProperties), ...refsOf(line.Quantities)],
  }));
  const values = new Map(
    model.lines([...new Set(sets.flatMap(({ members }) => members))]).map((line) => {
      return [line.expressID, { name: textOf(line.Name), value: propertyValue(line) }];
    }),
  );
  const filled = new Map(
    sets.flatMap(({ id, name, members }) => {
      const entries = members.flatMap((member) => {
        const property = values.get(member);
        return property?.name ? [[property.name, property.value] as const] : [];
      });
      return name && entries.length > 0 ? [[id, { name, entries: Object.fromEntries(entries) }] as const] : [];
    }),
  );
  const properties = new Map<number, PropertySets>();
  for (const [object, ids] of byObject) {
    const named: PropertySets = {};
    for (const id of ids) {
      const set = filled.get(id);
      if (set) named[set.name] = { ...named[set.name], ...set.entries };
    }
    if (Object.keys(named).length > 0) properties.set(object, named);
  }
  return properties;
}
