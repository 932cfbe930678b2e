import type { MeshStream } from './meshes.ts';
import type { IfcModel } from './model.ts';
import type { Product, Products } from './products.ts';
import { REACH_M } from './stray.ts';
import { ifc } from './web-ifc.ts';

// Warnings are for people: the first few places are enough to find the fault.
const MOST_PLACES = 5;
// IfcGloballyUniqueId: 128 bits in 22 digits of base 64.
const GLOBAL_ID = /^[0-3][0-9A-Za-z_$]{21}$/;

/** Instances and where they stand in the file, in words: `#12 (line 40), #17 (line 52) and 3 more`. */
export function placesOf(model: IfcModel, ids: readonly number[]): string {
  const named = ids.slice(0, MOST_PLACES).map((id) => `#${id} (line ${model.step.lineOf(id) ?? '?'})`);
  const more = ids.length - named.length;
  return named.join(', ') + (more > 0 ? ` and ${more} more` : '');
}

/** Products that cannot be told apart, or that have no identity by which anyone else would know them. */
function checkIdentities(model: IfcModel, products: readonly Product[]): string[] {
  const byGlobalId = new Map<string, number[]>();
  const nameless: number[] = [];
  for (const { id, globalId } of products) {
    if (!GLOBAL_ID.test(globalId)) nameless.push(id);
    const same = byGlobalId.get(globalId);
    if (same) same.push(id);
    else byGlobalId.set(globalId, [id]);
  }
  const shared = [...byGlobalId].filter(([, ids]) => ids.length > 1);
  const warnings = shared
    .slice(0, MOST_PLACES)
    .map(([globalId, ids]) => `GlobalId '${globalId}' is given to ${placesOf(model, ids)}: they cannot be told apart`);
  if (shared.length > MOST_PLACES) {
    warnings.push(`${shared.length - MOST_PLACES} more GlobalIds are given to several products`);
  }
  if (nameless.length > 0) warnings.push(`${nameless.length} GlobalIds are not valid: ${placesOf(model, nameless)}`);
  return warnings;
}

/** Instances that share a number, so that a reference may mean either. */
function checkNumbers(model: IfcModel): string[] {
  const { repeated } = model.step;
  if (repeated.length === 0) return [];
  return [`${repeated.length} instances have the number of another, the first is meant: ${placesOf(model, repeated)}`];
}

/** Classes that the file's schema does not have; web-ifc passes over them. */
function checkClasses(model: IfcModel): string[] {
  const schema = model.api.GetModelSchema(model.id);
  const number = ifc.SchemaNames.findIndex((names) => names?.includes(schema));
  const known = ifc.FromRawLineData[number];
  if (!known) return [];
  return model.step.types
    .filter((type) => !(model.api.GetTypeCodeFromName(type) in known))
    .map((type) => {
      const ids = model.step.ids(type);
      return `${type} is no class of ${schema}, ${ids.length} instances are left out: ${placesOf(model, ids)}`;
    });
}

/** What is wrong with a file that bakes all the same, one line each, with the places. */
export function checkFile(model: IfcModel, { elements, spaces }: Products): string[] {
  return [...checkClasses(model), ...checkNumbers(model), ...checkIdentities(model, [...elements.values(), ...spaces])];
}

/** Products that stand nowhere near the others. */
export function checkPlaces(model: IfcModel, { strays }: Pick<MeshStream, 'strays'>): string[] {
  const [first] = strays.values();
  if (!first) return [];
  const at = first.map((value) => value.toFixed(0)).join(', ');
  return [
    `${strays.size} products lie more than ${REACH_M / 1000} km from the others and are left out: ` +
      `${placesOf(model, [...strays.keys()])}; the first at ${at} m`,
  ];
}
