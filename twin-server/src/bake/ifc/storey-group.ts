import { type Bounds, emptyBounds, isEmpty, joinBounds, MeshBuilder } from '../tiles/triangle-mesh.ts';
import { addPiece, isTransparent, type ProductMesh } from './meshes.ts';
import type { Product } from './products.ts';
import type { Storey } from './spatial-tree.ts';

/** What one tile will hold: the products of a storey, or of none. Features are express ids. */
export class StoreyGroup {
  /** null for what belongs to no storey. */
  readonly storey: Storey | null;
  readonly opaque = new MeshBuilder();
  readonly transparent = new MeshBuilder();
  readonly products: Product[] = [];

  constructor(storey: Storey | null) {
    this.storey = storey;
  }

  get triangles(): number {
    return this.opaque.triangles + this.transparent.triangles;
  }

  get bounds(): Bounds {
    const bounds = emptyBounds();
    for (const { bounds: part } of [this.opaque, this.transparent]) if (!isEmpty(part)) joinBounds(bounds, part);
    return bounds;
  }

  add(product: Product, mesh: ProductMesh): void {
    if (mesh.triangles === 0) return;
    this.products.push(product);
    for (const piece of mesh.pieces) {
      addPiece(isTransparent(piece.color) ? this.transparent : this.opaque, product.id, piece);
    }
  }
}

// A floor slab hangs below its storey's elevation; a product this far below still belongs to it.
const BELOW_M = 0.5;

/** Sorts products into storeys: by containment, else by height where the building is all that is known, else into no storey. */
export class StoreyGroups {
  readonly storeys: readonly StoreyGroup[];
  readonly unassigned = new StoreyGroup(null);
  readonly #byId: ReadonlyMap<number, StoreyGroup>;

  /** `storeys` lowest first. */
  constructor(storeys: readonly Storey[]) {
    this.storeys = storeys.map((storey) => new StoreyGroup(storey));
    this.#byId = new Map(this.storeys.map((group) => [group.storey?.id ?? -1, group]));
  }

  /** All groups, storeys first. */
  get all(): readonly StoreyGroup[] {
    return [...this.storeys, this.unassigned];
  }

  /** The group of a product whose lowest point is `bottomM` metres in the project's axes. What stands on the site is of no storey. */
  of(product: Product, bottomM: number): StoreyGroup {
    const { kind, storey } = product.container;
    if (storey !== null) return this.#byId.get(storey) ?? this.unassigned;
    if (kind === 'site') return this.unassigned;
    const placed = this.storeys.filter((group) => group.storey?.elevation !== null);
    return (
      placed.findLast((group) => (group.storey?.elevation ?? 0) <= bottomM + BELOW_M) ?? placed[0] ?? this.unassigned
    );
  }
}
