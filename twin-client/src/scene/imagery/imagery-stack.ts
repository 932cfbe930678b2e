import type { ImageryLayer, Scene } from '@cesium/engine';

/** Frames after which Cesium knows what of a new layer is to be loaded. */
const SETTLING_FRAMES = 3;
/** Frames after which a layer goes even where what replaces it never is drawn whole. */
const MOST_FRAMES = 600;

/** The imagery layers of a globe: in the order that is asked for, and replaced without the ground being bare in between. */
export class ImageryStack {
  readonly #scene: Scene;
  readonly #retired: { readonly layer: ImageryLayer; frames: number }[] = [];

  constructor(scene: Scene) {
    this.#scene = scene;
  }

  add(layer: ImageryLayer): void {
    this.#scene.imageryLayers.add(layer);
    this.#scene.requestRender();
  }

  remove(layer: ImageryLayer): void {
    this.#scene.imageryLayers.remove(layer);
    this.#scene.requestRender();
  }

  /** Takes a layer away as soon as what replaces it is drawn. */
  retire(layer: ImageryLayer): void {
    if (layer.show) this.#retired.push({ layer, frames: 0 });
    else this.remove(layer);
    this.#scene.requestRender();
  }

  /** Puts layers in this order, the lowest first; those not named stay under them. */
  arrange(order: readonly (ImageryLayer | null)[]): void {
    const { imageryLayers } = this.#scene;
    const layers = order.filter((layer) => layer !== null && imageryLayers.contains(layer)) as ImageryLayer[];
    const from = imageryLayers.length - layers.length;
    if (layers.every((layer, index) => imageryLayers.get(from + index) === layer)) return;
    for (const layer of layers) imageryLayers.raiseToTop(layer);
  }

  afterFrame(): void {
    if (this.#retired.length === 0) return;
    for (const retired of this.#retired) retired.frames += 1;
    const isDrawn = this.#scene.globe.tilesLoaded;
    for (const { layer, frames } of this.#retired.splice(0)) {
      if (frames > MOST_FRAMES || (frames > SETTLING_FRAMES && isDrawn)) this.remove(layer);
      else this.#retired.push({ layer, frames });
    }
    this.#scene.requestRender();
  }
}
