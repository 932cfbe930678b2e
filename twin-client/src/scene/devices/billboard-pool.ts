import { type Billboard, BillboardCollection, BlendOption, Cartesian3, type Scene } from '@cesium/engine';

/** Draws a symbol a little nearer than its device, so that the wall it hangs on does not cut it. */
const NEARER = new Cartesian3(0, 0, -2.5);

/** A billboard collection that keeps what is not needed for the next who needs one: adding and removing rebuilds its buffers. */
export class BillboardPool {
  readonly #scene: Scene;
  readonly #collection: BillboardCollection;
  readonly #spare: Billboard[] = [];

  constructor(scene: Scene) {
    this.#scene = scene;
    this.#collection = scene.primitives.add(new BillboardCollection({ scene, blendOption: BlendOption.TRANSLUCENT }));
  }

  take(): Billboard {
    const billboard = this.#spare.pop() ?? this.#collection.add({ position: Cartesian3.ZERO, eyeOffset: NEARER });
    billboard.show = true;
    return billboard;
  }

  release(billboard: Billboard): void {
    billboard.show = false;
    this.#spare.push(billboard);
  }

  destroy(): void {
    this.#scene.primitives.remove(this.#collection);
  }
}
