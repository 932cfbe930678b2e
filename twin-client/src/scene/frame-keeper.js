import { Cartesian3 } from '@cesium/engine';
import { AdaptiveResolution } from './adaptive-resolution.ts';

/** A view is complete when nothing more was asked for over this many frames: tiles loaded may ask for finer ones. */
const SETTLED_FRAMES = 3;
/** A camera that moved less than this between two frames stands still, metres. */
const STILL_M = 0.005;
/** Keeps frames coming while a view is incomplete, draws it fluently meanwhile and sharply in the end, and says when. */
export class FrameKeeper {
  #widget;
  #fullScale;
  #resolution;
  #element;
  #cameraWas = new Cartesian3();
  #settledFrames = 0;
  /** `element` carries data-ready; `software`: there is no graphics card. */
  constructor(widget, element, software) {
    this.#widget = widget;
    this.#fullScale = widget.resolutionScale;
    this.#resolution = new AdaptiveResolution(software);
    this.#element = element;
    this.unsettle();
  }
  /** Whether frames were found to take long. */
  get slow() {
    return this.#resolution.slow;
  }
  /** The view is about to change, so it is not complete. */
  unsettle() {
    this.#settledFrames = 0;
    this.#element.dataset.ready = 'false';
    this.#widget.scene.requestRender();
  }
  /** Called after each frame. */
  next({ layers, waiting }) {
    const widget = this.#widget;
    const { positionWC } = widget.scene.camera;
    const still = Cartesian3.equalsEpsilon(positionWC, this.#cameraWas, 0, STILL_M);
    Cartesian3.clone(positionWC, this.#cameraWas);
    this.#settledFrames = layers && still ? this.#settledFrames + 1 : 0;
    const complete = this.#settledFrames >= SETTLED_FRAMES;
    const pixelRatio = this.#fullScale * window.devicePixelRatio;
    const { clientWidth, clientHeight } = this.#element;
    const share = this.#resolution.next(
      !complete,
      clientWidth * pixelRatio,
      clientHeight * pixelRatio,
      performance.now(),
    );
    const sharp = widget.resolutionScale === this.#fullScale * share;
    widget.resolutionScale = this.#fullScale * share;
    if (!sharp || (!complete && (layers || waiting))) widget.scene.requestRender();
    this.#element.dataset.ready = String(complete && sharp);
  }
}
