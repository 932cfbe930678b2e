import { Cartesian3, ClippingPolygon, ClippingPolygonCollection, type Primitive, type Scene } from '@cesium/engine';

type Ring = readonly (readonly [longitude: number, latitude: number])[];

/** Opens the ground over a storey that lies under it, or where somebody digs, and takes the trees away that would float over the hole. */
export class GroundPit {
  readonly #scene: Scene;
  readonly #trees: Primitive | null;
  readonly #polygons = new ClippingPolygonCollection({ enabled: false });
  #building: Ring | null = null;
  #dug: Ring | null = null;
  #isBare = false;

  constructor(scene: Scene, trees: Primitive | null) {
    this.#scene = scene;
    this.#trees = trees;
  }

  /** Opens the ground over a building's storey, within a ring of [longitude, latitude], or closes it with null. */
  open(ring: Ring | null): void {
    if (ring === null && this.#building === null) return;
    this.#building = ring;
    this.#cut();
  }

  /** Opens the ground where somebody digs, or closes it with null. */
  dig(ring: Ring | null): void {
    if (ring === null && this.#dug === null) return;
    this.#dug = ring;
    this.#cut();
  }

  /** Takes the trees away while somebody looks through the ground. */
  bare(isBare: boolean): void {
    this.#isBare = isBare;
    this.#cut();
  }

  #cut(): void {
    const rings = [this.#building, this.#dug].filter((ring) => ring !== null);
    if (rings.length > 0) {
      this.#polygons.removeAll();
      for (const ring of rings) {
        const positions = ring.map(([longitude, latitude]) => Cartesian3.fromDegrees(longitude, latitude));
        this.#polygons.add(new ClippingPolygon({ positions }));
      }
      // The globe keeps the collection from then on: taking it away again breaks tiles already compiled for it.
      this.#scene.globe.clippingPolygons = this.#polygons;
    }
    this.#polygons.enabled = rings.length > 0;
    if (this.#trees) this.#trees.show = rings.length === 0 && !this.#isBare;
    this.#scene.requestRender();
  }
}
