import type { BuildingModel, StoreyModel } from 'twin-core';
import { type Bounds, emptyBounds, isEmpty, joinBounds } from '../tiles/bounds.ts';
import { PLACE } from './attribute-places.ts';
import type { Vector3 } from './frame.ts';
import type { GeoreferenceResult } from './georeference.ts';
import type { IfcModel } from './model.ts';
import type { Product, Products } from './products.ts';
import type { PropertySets } from './properties.ts';
import type { IfcSource } from './source.ts';
import { SpaceIndex } from './space-index.ts';
import type { SpatialTree } from './spatial-tree.ts';
import type { Member, Shaped, StoreyGroup } from './storey-group.ts';
import type { Systems } from './systems.ts';
import { type Line, numberOf, textOf } from './values.ts';
import { ifc } from './web-ifc.ts';

type Box = NonNullable<BuildingModel['box']>;

/** Bounds in millimetres as a box in metres; null where they hold nothing. */
function boxInMeters(bounds: Readonly<Bounds> | undefined): Box | null {
  if (!bounds || isEmpty(bounds)) return null;
  const [a, b, c, d, e, f] = bounds.map((mm) => mm / 1000) as [number, number, number, number, number, number];
  return { min: [a, b, c], max: [d, e, f] };
}

function centerOf([a, b, c, d, e, f]: Readonly<Bounds>): [number, number, number] {
  return [(a + d) / 2000, (b + e) / 2000, (c + f) / 2000];
}

/** Everything the model is put together from. */
export interface BuildingParts {
  readonly source: IfcSource;
  readonly model: IfcModel;
  readonly tree: SpatialTree;
  readonly products: Products;
  readonly properties: ReadonlyMap<number, PropertySets>;
  readonly systems: Systems;
  /** Lowest storey first, what belongs to none last. */
  readonly groups: readonly StoreyGroup<Member>[];
  readonly spaceGroups: readonly StoreyGroup<Shaped>[];
  /** Origin of the building frame in the project's axes, metres. */
  readonly origin: Vector3;
  readonly georeference: GeoreferenceResult;
  /** Tile contents of each group that has any. */
  readonly contents: {
    readonly products: ReadonlyMap<StoreyGroup, StoreyModel['content']>;
    readonly spaces: ReadonlyMap<StoreyGroup, string>;
  };
  readonly warnings: readonly string[];
}

function applicationOf(model: IfcModel): string | null {
  const line = model.all(ifc.IFCAPPLICATION)[0];
  const [name, version] = [textOf(line?.ApplicationFullName), textOf(line?.Version)];
  if (name === null) return null;
  return version === null || name.includes(version) ? name : `${name} ${version}`;
}

/** Property sets by GlobalId of the spatial structure and of all products, in the file's order. */
function propertiesByGlobalId({ tree, products, properties }: BuildingParts): BuildingModel['properties'] {
  const named = (line: Line | null) => (line ? [[line.expressID, textOf(line.GlobalId)] as const] : []);
  const objects = [
    ...named(tree.project),
    ...named(tree.site),
    ...named(tree.building),
    ...tree.storeys.map(({ id, globalId }) => [id, globalId] as const),
    ...products.spaces.map(({ id, globalId }) => [id, globalId] as const),
    ...[...products.elements.values()].map(({ id, globalId }) => [id, globalId] as const),
  ];
  return Object.fromEntries(
    objects.flatMap(([id, globalId]) => {
      const sets = properties.get(id);
      return sets && globalId ? [[globalId, sets] as const] : [];
    }),
  );
}

/** Extent of the parts of every assembly, by its express id: a stair has often no shape but those of its flights. */
function assembledBounds(shaped: readonly Shaped[], assemblyOf: SpatialTree['assemblyOf']): Map<number, Bounds> {
  const extents = new Map<number, Bounds>();
  for (const { product, mesh } of shaped) {
    const assembly = assemblyOf(product.id);
    if (assembly === null) continue;
    const bounds = extents.get(assembly) ?? emptyBounds();
    joinBounds(bounds, mesh.bounds);
    extents.set(assembly, bounds);
  }
  return extents;
}

/** Puts a building's model together; the tests prove that it fits its schema. */
export function buildingModel(parts: BuildingParts): BuildingModel {
  const { source, model, tree, products, systems, groups, contents, origin } = parts;
  const shaped = groups.flatMap((group) => group.members.map((member) => ({ ...member, group })));
  const shapeOf = new Map(shaped.map((one) => [one.product.id, one]));
  const spaceIndex = new SpaceIndex(
    products.spaces,
    parts.spaceGroups.flatMap(({ members }) => members),
  );
  const globalIdOfStorey = new Map(groups.flatMap(({ storey }) => (storey ? [[storey.id, storey.globalId]] : [])));
  const storeyOfSpace = new Map(
    parts.spaceGroups.flatMap(({ storey, members }) => members.map(({ product }) => [product.id, storey] as const)),
  );
  /** GlobalId of the storey that something is drawn with, or else that the file puts it in. */
  const storeyOf = ({ id, container }: Product): string | null => {
    const shape = shapeOf.get(id);
    if (shape) return shape.group.storey?.globalId ?? null;
    return storeyOfSpace.get(id)?.globalId ?? globalIdOfStorey.get(container.storey ?? -1) ?? null;
  };
  const assembled = assembledBounds(shaped, tree.assemblyOf);
  const placed = (product: Product) => ({
    globalId: product.globalId,
    name: product.name,
    storey: storeyOf(product),
    box: boxInMeters(shapeOf.get(product.id)?.mesh.bounds ?? assembled.get(product.id)),
  });
  const meters = (value: unknown) => {
    const number = numberOf(value);
    return number === null ? null : number * model.metersPerUnit;
  };
  const positionOf = ({ id, attributes }: Product): [number, number, number] | null => {
    const shape = shapeOf.get(id);
    if (shape) return centerOf(shape.mesh.bounds);
    const at = model.originOf(attributes[PLACE.objectPlacement]);
    return at && [at[0] - origin[0], at[1] - origin[1], at[2] - origin[2]];
  };
  const elements = shaped.map(({ product, mesh, part, group }): BuildingModel['elements'][number] => ({
    globalId: product.globalId,
    name: product.name,
    tag: product.tag,
    ifcClass: product.ifcClass,
    storey: group.storey?.globalId ?? null,
    space: spaceIndex.spaceOf(product, centerOf(mesh.bounds)),
    part,
    type: product.type,
    systems: [...systems.of(product.id)],
    box: boxInMeters(mesh.bounds),
  }));
  const count = (keys: readonly string[]) => {
    const counts: Record<string, number> = {};
    for (const key of keys) counts[key] = (counts[key] ?? 0) + 1;
    return counts;
  };
  const inSystem = count([...products.elements.keys()].flatMap((id) => systems.of(id)));
  const whole = emptyBounds();
  for (const group of groups) joinBounds(whole, group.bounds);
  return {
    version: 2,
    source: {
      file: source.file,
      schema: source.schema,
      sha256: source.sha256,
      bytes: source.bytes.byteLength,
      application: applicationOf(model),
    },
    georeference: parts.georeference.georeference,
    projectName: textOf(tree.project?.LongName) ?? textOf(tree.project?.Name),
    building: tree.building && {
      globalId: textOf(tree.building.GlobalId) ?? `#${tree.building.expressID}`,
      name: textOf(tree.building.Name) ?? textOf(tree.building.LongName) ?? '',
    },
    box: boxInMeters(whole),
    storeys: groups.flatMap((group, index): StoreyModel[] => {
      const { storey } = group;
      if (!storey) return [];
      return [
        {
          globalId: storey.globalId,
          name: storey.name,
          elevation: (storey.elevation ?? 0) - origin[2],
          index,
          box: boxInMeters(group.bounds),
          inferred: storey.inferred,
          content: contents.products.get(group) ?? { shell: [], interior: [], mep: [] },
          spaceContent: contents.spaces.get(parts.spaceGroups[index] ?? group) ?? null,
          products: group.members.length,
        },
      ];
    }),
    spaces: products.spaces.map((space) => {
      const shape = spaceIndex.shapeOf(space.id);
      return {
        globalId: space.globalId,
        name: space.name,
        longName: textOf(space.attributes[PLACE.longName]),
        objectType: textOf(space.attributes[PLACE.objectType]),
        storey: storeyOf(space),
        footprint: shape?.ring ?? [],
        box: boxInMeters(shape?.bounds),
      };
    }),
    doors: products.doors.map((door) => ({
      ...placed(door),
      widthM: meters(door.attributes[PLACE.overallWidth]),
      heightM: meters(door.attributes[PLACE.overallHeight]),
    })),
    stairs: products.stairs.map((stair) => ({ ...placed(stair), ifcClass: stair.ifcClass })),
    systems: systems.all.map((system) => ({ ...system, elements: inSystem[system.globalId] ?? 0 })),
    devices: products.devices.flatMap((product) => {
      const position = positionOf(product);
      if (position === null) return [];
      const { globalId, name, tag, ifcClass, predefinedType } = product;
      const space = spaceIndex.spaceOf(product, position);
      return [{ globalId, name, tag, ifcClass, predefinedType, storey: storeyOf(product), space, position }];
    }),
    classes: count(elements.map(({ ifcClass }) => ifcClass)),
    warnings: [...parts.warnings],
    elements,
    properties: propertiesByGlobalId(parts),
  };
}
