import { BuildingModel } from 'twin-core';
import * as ifc from 'web-ifc';
import { type Bounds, emptyBounds, isEmpty, joinBounds } from '../tiles/triangle-mesh.ts';
import { footprintOf, isInRing, type Ring } from './footprint.ts';
import type { Vector3 } from './frame.ts';
import type { GeoreferenceResult } from './georeference.ts';
import type { ProductMesh } from './meshes.ts';
import type { IfcModel } from './model.ts';
import type { Product, Products } from './products.ts';
import type { PropertySets } from './properties.ts';
import type { IfcSource } from './source.ts';
import type { SpatialTree } from './spatial-tree.ts';
import type { StoreyGroup, StoreyGroups } from './storey-group.ts';
import { type Line, numberOf, textOf } from './values.ts';

type Box = NonNullable<BuildingModel['box']>;

/** Bounds in millimetres as a box in metres; null where they hold nothing. */
function boxInMeters(bounds: Readonly<Bounds> | undefined): Box | null {
  if (!bounds || isEmpty(bounds)) return null;
  const [a, b, c, d, e, f] = bounds.map((mm) => mm / 1000) as [number, number, number, number, number, number];
  return { min: [a, b, c], max: [d, e, f] };
}

/** Everything the model is put together from. */
export interface BuildingParts {
  readonly source: IfcSource;
  readonly model: IfcModel;
  readonly tree: SpatialTree;
  readonly products: Products;
  readonly properties: ReadonlyMap<number, PropertySets>;
  readonly groups: StoreyGroups;
  /** Bounds of every product with geometry, by express id, millimetres of the building frame. */
  readonly bounds: ReadonlyMap<number, Bounds>;
  readonly spaceMeshes: ReadonlyMap<number, ProductMesh>;
  /** Origin of the building frame in the project's axes, metres. */
  readonly origin: Vector3;
  readonly georeference: GeoreferenceResult;
  /** Tile contents of each group that has any. */
  readonly contents: ReadonlyMap<StoreyGroup, readonly string[]>;
  readonly warnings: readonly string[];
}

interface SpaceShape {
  readonly id: number;
  readonly globalId: string;
  readonly storey: number | null;
  readonly ring: Ring;
  readonly bounds: Bounds;
}

// A detector on the ceiling or a lamp in the floor still belongs to the space it looks into.
const SPACE_MARGIN_MM = 300;

/** The space a point in millimetres stands in, of the same storey where that is known. */
function spaceAt(spaces: readonly SpaceShape[], storey: number | null, [x, y, z]: Vector3): SpaceShape | null {
  const found = spaces.find(({ storey: own, bounds, ring }) => {
    if (storey !== null && own !== null && own !== storey) return false;
    if (z < bounds[2] - SPACE_MARGIN_MM || z > bounds[5] + SPACE_MARGIN_MM) return false;
    if (x < bounds[0] || x > bounds[3] || y < bounds[1] || y > bounds[4]) return false;
    return isInRing(ring, x / 1000, y / 1000);
  });
  return found ?? null;
}

function applicationOf(model: IfcModel): string | null {
  const line = model.all(ifc.IFCAPPLICATION)[0];
  const [name, version] = [textOf(line?.ApplicationFullName), textOf(line?.Version)];
  if (name === null) return null;
  return version === null || name.includes(version) ? name : `${name} ${version}`;
}

function devicesOf(
  parts: BuildingParts,
  spaces: readonly SpaceShape[],
  storeyOf: (product: Product) => string | null,
): BuildingModel['devices'] {
  const globalIds = new Map(spaces.map(({ id, globalId }) => [id, globalId]));
  return parts.products.devices.flatMap((product) => {
    const bounds = parts.bounds.get(product.id);
    const origin = parts.model.placementOrigin(product.line);
    const position: Vector3 | null = bounds
      ? [(bounds[0] + bounds[3]) / 2000, (bounds[1] + bounds[4]) / 2000, (bounds[2] + bounds[5]) / 2000]
      : origin && [origin[0] - parts.origin[0], origin[1] - parts.origin[1], origin[2] - parts.origin[2]];
    if (position === null) return [];
    const { space, storey } = product.container;
    const [x, y, z] = position;
    const around =
      space === null ? spaceAt(spaces, storey, [x * 1000, y * 1000, z * 1000])?.globalId : globalIds.get(space);
    return [
      {
        globalId: product.globalId,
        name: product.name,
        tag: product.tag,
        ifcClass: product.ifcClass,
        predefinedType: product.predefinedType,
        storey: storeyOf(product),
        space: around ?? null,
        position: [x, y, z] as [number, number, number],
      },
    ];
  });
}

/** Property sets by GlobalId of the spatial structure and of all products, in the file's order. */
function propertiesByGlobalId(parts: BuildingParts): BuildingModel['properties'] {
  const { tree, products, properties } = parts;
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

/** IFC class → how many elements of it have a mesh. */
function countsOf(groups: StoreyGroups): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { products } of groups.all) {
    for (const { ifcClass } of products) counts[ifcClass] = (counts[ifcClass] ?? 0) + 1;
  }
  return counts;
}

/** Puts building.json together and checks it against its schema: a model that does not fit is a fault of ours, thrown. */
export function buildingModel(parts: BuildingParts): BuildingModel {
  const { source, model, tree, products, groups } = parts;
  const groupOf = new Map(groups.all.flatMap((group) => group.products.map((product) => [product.id, group] as const)));
  const globalIdOfStorey = new Map(tree.storeys.map(({ id, globalId }) => [id, globalId]));
  const storeyOf = (product: Product): string | null => {
    const group = groupOf.get(product.id);
    if (group) return group.storey?.globalId ?? null;
    return product.container.storey === null ? null : (globalIdOfStorey.get(product.container.storey) ?? null);
  };
  const shapes = products.spaces.flatMap((space): SpaceShape[] => {
    const mesh = parts.spaceMeshes.get(space.id);
    if (!mesh || isEmpty(mesh.bounds)) return [];
    const { id, globalId, container } = space;
    return [{ id, globalId, storey: container.storey, ring: footprintOf(mesh), bounds: mesh.bounds }];
  });
  const shapeOf = new Map(shapes.map((shape) => [shape.id, shape]));
  const whole = emptyBounds();
  for (const group of groups.all) if (group.triangles > 0) joinBounds(whole, group.bounds);
  const meters = (value: unknown) => {
    const number = numberOf(value);
    return number === null ? null : number * model.metersPerUnit;
  };
  return BuildingModel.parse({
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
    storeys: groups.storeys.flatMap((group, index) => {
      const { storey } = group;
      if (!storey) return [];
      return [
        {
          globalId: storey.globalId,
          name: storey.name,
          elevation: (storey.elevation ?? 0) - parts.origin[2],
          index,
          box: boxInMeters(group.bounds),
          inferred: false,
          content: { shell: [...(parts.contents.get(group) ?? [])], interior: [], mep: [] },
          spaceContent: null,
          products: group.products.length,
        },
      ];
    }),
    spaces: products.spaces.map((space) => ({
      globalId: space.globalId,
      name: space.name,
      longName: textOf(space.line.LongName),
      objectType: textOf(space.line.ObjectType),
      storey: storeyOf(space),
      footprint: shapeOf.get(space.id)?.ring ?? [],
      box: boxInMeters(shapeOf.get(space.id)?.bounds),
    })),
    doors: products.doors.map((door) => ({
      globalId: door.globalId,
      name: door.name,
      storey: storeyOf(door),
      box: boxInMeters(parts.bounds.get(door.id)),
      widthM: meters(door.line.OverallWidth),
      heightM: meters(door.line.OverallHeight),
    })),
    stairs: [],
    systems: [],
    classes: countsOf(groups),
    devices: devicesOf(parts, shapes, storeyOf),
    elements: groups.all.flatMap((group) =>
      group.products.map(({ globalId, name, tag, ifcClass }) => {
        const storey = group.storey?.globalId ?? null;
        return {
          globalId,
          name,
          tag,
          ifcClass,
          storey,
          space: null,
          part: 'shell',
          type: null,
          systems: [],
          box: null,
        };
      }),
    ),
    properties: propertiesByGlobalId(parts),
    warnings: [...parts.warnings],
  });
}
