import { type Bounds, isEmpty } from '../tiles/bounds.ts';
import { footprintOf, isInRing, type Ring } from './footprint.ts';
import type { Vector3 } from './frame.ts';
import type { Product } from './products.ts';
import type { Shaped } from './storey-group.ts';

/** A space's shape in plan and height. */
export interface SpaceShape {
  readonly space: Product;
  readonly ring: Ring;
  /** Millimetres of the building frame. */
  readonly bounds: Readonly<Bounds>;
}

// A detector on the ceiling or a lamp in the floor still belongs to the space it looks into.
const MARGIN_MM = 300;

/** Finds the space that something stands in. */
export class SpaceIndex {
  readonly #shapes = new Map<number, SpaceShape>();
  readonly #byStorey = new Map<number | null, SpaceShape[]>();
  readonly #globalIds: ReadonlyMap<number, string>;

  /** `products` are all spaces of the file, `shaped` those with a mesh; others among these are passed over. */
  constructor(products: readonly Product[], shaped: readonly Shaped[]) {
    this.#globalIds = new Map(products.map(({ id, globalId }) => [id, globalId]));
    for (const { product: space, mesh } of shaped) {
      if (isEmpty(mesh.bounds) || !this.#globalIds.has(space.id)) continue;
      const shape = { space, ring: footprintOf(mesh), bounds: mesh.bounds };
      this.#shapes.set(space.id, shape);
      const { storey } = space.container;
      const list = this.#byStorey.get(storey);
      if (list) list.push(shape);
      else this.#byStorey.set(storey, [shape]);
    }
  }

  /** Shape of a space by express id. */
  shapeOf(space: number): SpaceShape | null {
    return this.#shapes.get(space) ?? null;
  }

  /** GlobalId of the space that a product is in by the file's word, or else by the place of its point in metres. */
  spaceOf({ container }: Product, point: Vector3): string | null {
    if (container.space !== null) return this.#globalIds.get(container.space) ?? null;
    const [x, y, z] = [point[0] * 1000, point[1] * 1000, point[2] * 1000];
    const holds = ({ bounds, ring }: SpaceShape): boolean => {
      if (z < bounds[2] - MARGIN_MM || z > bounds[5] + MARGIN_MM) return false;
      if (x < bounds[0] || x > bounds[3] || y < bounds[1] || y > bounds[4]) return false;
      return isInRing(ring, point[0], point[1]);
    };
    const candidates =
      container.storey === null
        ? [...this.#byStorey.values()].flat()
        : [...(this.#byStorey.get(container.storey) ?? []), ...(this.#byStorey.get(null) ?? [])];
    return candidates.find(holds)?.space.globalId ?? null;
  }
}
