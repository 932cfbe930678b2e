import { PLACE, RELATION } from './attribute-places.ts';
import type { IfcModel } from './model.ts';
import { eachRelation } from './relations.ts';
import type { StepFile } from './step-file.ts';
import { type Line, numberOf, textOf } from './values.ts';
import { ifc } from './web-ifc.ts';

/** IfcBuildingStorey before its products are known. */
export interface Storey {
  readonly id: number;
  readonly globalId: string;
  readonly name: string;
  /** Metres in the project's axes; null where the file gives neither Elevation nor a placement of its own. */
  elevation: number | null;
  /** Made of the products' heights: `id` is then negative and nothing in the file. */
  readonly inferred: boolean;
}

/** Where a product belongs: in a storey, on the site itself, or nowhere the file names (`building` or null). */
export interface Container {
  readonly kind: 'storey' | 'site' | 'building' | null;
  /** Express id of the storey; set for kind `storey` alone. */
  readonly storey: number | null;
  /** Express id of the nearest IfcSpace on the way up. */
  readonly space: number | null;
}

/** The spatial structure of a file: who stands in what. */
export interface SpatialTree {
  readonly project: Line | null;
  readonly site: Line | null;
  readonly building: Line | null;
  /** Lowest first. */
  readonly storeys: readonly Storey[];
  /** IfcBuilding instances in the file. */
  readonly buildings: number;
  containerOf(product: number): Container;
  /** What a product is a part of by IfcRelAggregates: a stair of a flight, a curtain wall of a plate. null for none. */
  assemblyOf(product: number): number | null;
}

/** Child → parent; the relations come in order of strength, so that an earlier one stays. */
function readParents(step: StepFile): Map<number, number> {
  const parents = new Map<number, number>();
  for (const relation of [RELATION.containedIn, RELATION.aggregates, RELATION.nests, RELATION.fills, RELATION.voids]) {
    eachRelation(step, relation, (parent, children) => {
      for (const child of children) if (!parents.has(child)) parents.set(child, parent);
    });
  }
  return parents;
}

function readStoreys(model: IfcModel): Storey[] {
  const storeys = model.ids(ifc.IFCBUILDINGSTOREY).map((id): Storey => {
    const values = model.step.attributes(id) ?? [];
    const attribute = numberOf(values[PLACE.elevation]);
    const placed = model.originOf(values[PLACE.objectPlacement])?.[2] ?? 0;
    const elevation = Math.abs(placed) > 1e-6 ? placed : attribute === null ? null : attribute * model.metersPerUnit;
    return {
      id,
      globalId: textOf(values[PLACE.globalId]) ?? `#${id}`,
      name: textOf(values[PLACE.name]) ?? textOf(values[PLACE.longName]) ?? '',
      elevation,
      inferred: false,
    };
  });
  return storeys.sort((a, b) => (a.elevation ?? 0) - (b.elevation ?? 0) || a.id - b.id);
}

/**
 * Reads the spatial structure: containment first (IfcRelContainedInSpatialStructure), then parts of assemblies and of the
 * structure itself (IfcRelAggregates, IfcRelNests), then what fills an opening of a contained wall.
 */
export function readSpatialTree(model: IfcModel): SpatialTree {
  const parents = readParents(model.step);
  const assemblies = new Map<number, number>();
  eachRelation(model.step, RELATION.aggregates, (whole, parts) => {
    for (const part of parts) assemblies.set(part, whole);
  });
  const storeys = readStoreys(model);
  const storeyIds = new Set(storeys.map(({ id }) => id));
  const siteIds = new Set(model.ids(ifc.IFCSITE));
  const buildingIds = new Set(model.ids(ifc.IFCBUILDING));
  const spaceIds = new Set(model.ids(ifc.IFCSPACE));
  // The first one that holds storeys or products is meant; campuses list empty sites and buildings too.
  const parentIds = new Set(parents.values());
  const main = (ids: ReadonlySet<number>) =>
    model.line([...ids].find((id) => parentIds.has(id)) ?? [...ids][0] ?? null);

  return {
    project: model.line(model.ids(ifc.IFCPROJECT)[0] ?? null),
    site: main(siteIds),
    building: main(buildingIds),
    buildings: buildingIds.size,
    storeys,
    assemblyOf: (product) => assemblies.get(product) ?? null,
    containerOf(product) {
      let space: number | null = null;
      const seen = new Set<number>();
      for (let at: number | undefined = product; at !== undefined && !seen.has(at); at = parents.get(at)) {
        seen.add(at);
        if (storeyIds.has(at)) return { kind: 'storey', storey: at, space };
        if (siteIds.has(at)) return { kind: 'site', storey: null, space };
        if (buildingIds.has(at)) return { kind: 'building', storey: null, space };
        if (spaceIds.has(at) && at !== product) space ??= at;
      }
      return { kind: null, storey: null, space };
    },
  };
}
