import { Cartesian3, type CesiumWidget } from '@cesium/engine';
import { AdaptiveResolution } from './adaptive-resolution.ts';

/** A view is complete when nothing more was asked for over this many frames: tiles loaded may ask for finer ones. */
const SETTLED_FRAMES = 3;
/** A camera that moved less than this between two frames stands still, metres. */
const STILL_M = 0.005;

/** How the layers stand after a frame. */
export interface Settled {
  /** Pictures and tiles of this view are drawn. */
  readonly layers: boolean;
  /** Something arrives without asking for a frame by itself. */
  readonly waiting: boolean;
}

/** Keeps frames coming while a view is incomplete, draws it fluently meanwhile and sharply in the end, and says when. */
export class FrameKeeper {
  readonly #widget: CesiumWidget;
  readonly #fullScale: number;
  readonly #resolution: AdaptiveResolution;
  readonly #element: HTMLElement;
  readonly #cameraWas = new Cartesian3();
  #settledFrames = 0;
  /** The scene in CSS pixels: watched, because asking for it in a frame makes the browser lay out the page. */
  #size: { readonly width: number; readonly height: number };
  readonly #watch = new ResizeObserver(([entry]) => {
    if (entry) this.#size = entry.contentRect;
  });

  /** `element` carries data-ready; `software`: there is no graphics card. */
  constructor(widget: CesiumWidget, element: HTMLElement, software: boolean) {
    this.#widget = widget;
    this.#fullScale = widget.resolutionScale;
    this.#resolution = new AdaptiveResolution(software);
    this.#element = element;
    this.#size = { width: element.clientWidth, height: element.clientHeight };
    this.#watch.observe(element);
    this.unsettle();
  }

  /** Whether frames were found to take long. */
  get slow(): boolean {
    return this.#resolution.slow;
  }

  /** Width of the scene, CSS pixels. */
  get width(): number {
    return this.#size.width;
  }

  /** The view is about to change, so it is not complete. */
  unsettle(): void {
    this.#settledFrames = 0;
    this.#element.dataset.ready = 'false';
    this.#widget.scene.requestRender();
  }

  /** Called after each frame. */
  next({ layers, waiting }: Settled): void {
    const widget = this.#widget;
    const { positionWC } = widget.scene.camera;
    const still = Cartesian3.equalsEpsilon(positionWC, this.#cameraWas, 0, STILL_M);
    Cartesian3.clone(positionWC, this.#cameraWas);
    this.#settledFrames = layers && still ? this.#settledFrames + 1 : 0;
    const complete = this.#settledFrames >= SETTLED_FRAMES;
    const pixelRatio = this.#fullScale * window.devicePixelRatio;
    const { width, height } = this.#size;
    const share = this.#resolution.next(!complete, width * pixelRatio, height * pixelRatio, performance.now());
    const sharp = widget.resolutionScale === this.#fullScale * share;
    widget.resolutionScale = this.#fullScale * share;
    if (!sharp || (!complete && (layers || waiting))) widget.scene.requestRender();
    const ready = String(complete && sharp);
    if (this.#element.dataset.ready !== ready) this.#element.dataset.ready = ready;
  }

  destroy(): void {
    this.#watch.disconnect();
  }
}
