import { Cartesian3, ClippingPolygon, ClippingPolygonCollection } from '@cesium/engine';
/** Opens the ground over a storey that lies under it, and takes the trees away that would float over the hole. */
export class GroundPit {
  #scene;
  #trees;
  #polygons = new ClippingPolygonCollection({ enabled: false });
  #isOpen = false;
  constructor(scene, trees) {
    this.#scene = scene;
    this.#trees = trees;
  }
  /** Opens the ground within a ring of [longitude, latitude], or closes it with null. */
  open(ring) {
    if (ring === null && !this.#isOpen) return;
    this.#isOpen = ring !== null;
    if (ring) {
      const positions = ring.map(([longitude, latitude]) => Cartesian3.fromDegrees(longitude, latitude));
      this.#polygons.removeAll();
      this.#polygons.add(new ClippingPolygon({ positions }));
      // The globe keeps the collection from then on: taking it away again breaks tiles already compiled for it.
      this.#scene.globe.clippingPolygons = this.#polygons;
    }
    this.#polygons.enabled = ring !== null;
    if (this.#trees) this.#trees.show = ring === null;
    this.#scene.requestRender();
  }
}
