import type { BuildingPart } from 'twin-core';
import { type Bounds, emptyBounds, joinBounds } from '../tiles/bounds.ts';
import type { ProductMesh } from './meshes.ts';
import type { Product } from './products.ts';
import type { Storey } from './spatial-tree.ts';

/** A product with its mesh. */
export interface Shaped {
  readonly product: Product;
  readonly mesh: ProductMesh;
}

/** A product with its mesh and the part of the storey that it is drawn with. */
export interface Member extends Shaped {
  readonly part: BuildingPart;
}

/** The products of one storey that have a mesh, or of none. */
export class StoreyGroup<T extends Shaped = Shaped> {
  /** null for what belongs to no storey. */
  readonly storey: Storey | null;
  readonly members: readonly T[];
  /** Extent of all members, millimetres. */
  readonly bounds: Readonly<Bounds>;
  readonly triangles: number;

  constructor(storey: Storey | null, members: readonly T[]) {
    this.storey = storey;
    this.members = members;
    const bounds = emptyBounds();
    for (const { mesh } of members) joinBounds(bounds, mesh.bounds);
    this.bounds = bounds;
    this.triangles = members.reduce((sum, { mesh }) => sum + mesh.triangles, 0);
  }
}

// A floor slab hangs below its storey's elevation; a product this far below still belongs to it.
const BELOW_M = 0.5;

/**
 * The storey of a product whose lowest point is `bottomM` metres in the project's axes. What stands on the site is of none,
 * unless the file has no storeys: then the site may be all that a product can be in.
 */
function storeyOf(storeys: readonly Storey[], { container, ifcClass }: Product, bottomM: number): number | null {
  if (container.storey !== null) return container.storey;
  if (ifcClass === 'IfcSite' || (container.kind === 'site' && !storeys[0]?.inferred)) return null;
  const placed = storeys.filter(({ elevation }) => elevation !== null);
  const found = placed.findLast(({ elevation }) => (elevation ?? 0) <= bottomM + BELOW_M) ?? placed[0];
  return found?.id ?? null;
}

/**
 * Sorts products into storeys: by containment, else by height where the building is all that is known, else into the last
 * group, which has no storey. Groups come lowest first, empty ones too. `originZ` is the building frame's height in the
 * project's axes, metres.
 */
export function groupByStorey<T extends Shaped>(
  storeys: readonly Storey[],
  shaped: readonly T[],
  originZ: number,
): StoreyGroup<T>[] {
  const members = new Map<number | null, T[]>(storeys.map(({ id }) => [id, []]));
  const unassigned: T[] = [];
  for (const one of shaped) {
    if (one.mesh.triangles === 0) continue;
    const storey = storeyOf(storeys, one.product, one.mesh.bounds[2] / 1000 + originZ);
    (members.get(storey) ?? unassigned).push(one);
  }
  return [
    ...storeys.map((storey) => new StoreyGroup(storey, members.get(storey.id) ?? [])),
    new StoreyGroup(null, unassigned),
  ];
}
