import { Color, type Object3D, type Ray, Raycaster, Scene, Vector2, Vector3 } from 'three';
import { RenewedRenderer } from './renewed-renderer.ts';
import type { StageView } from './stage-view.ts';

/** A place in CSS pixels of the stage; `depth` beyond 1 is behind the camera or too far. */
export interface StagePlace {
  readonly x: number;
  readonly y: number;
  readonly depth: number;
}

/** Canvas and scene, seen through one view at a time. Draws one frame for any number of requests, and none without. */
export class Stage {
  /** What a pointer is followed over. */
  readonly surface = document.createElement('div');
  readonly #scene = new Scene();
  readonly #element: HTMLElement;
  readonly #renderer: RenewedRenderer;
  readonly #resize: ResizeObserver;
  readonly #onDraw: () => void;
  readonly #projected = new Vector3();
  readonly #caster = new Raycaster();
  #view: StageView | null = null;
  #frame = 0;

  /** `onDraw` is told after each frame, for what is drawn over it. Throws WebglUnavailable. */
  constructor(element: HTMLElement, background: string, onDraw: () => void) {
    this.#element = element;
    this.#onDraw = onDraw;
    Object.assign(this.surface.style, { position: 'absolute', inset: '0', touchAction: 'none' });
    this.#renderer = new RenewedRenderer(this.surface, {
      onLost: () => {
        element.dataset.ready = 'false';
      },
      onRenewed: () => this.request(),
    });
    // Not the renderer's clear color: that is forgotten when a lost context is restored.
    this.#scene.background = new Color(background);
    element.append(this.surface);
    this.#resize = new ResizeObserver(() => this.#fill());
    this.#resize.observe(element);
  }

  get width(): number {
    return this.#element.clientWidth;
  }

  get height(): number {
    return this.#element.clientHeight;
  }

  add(...objects: Object3D[]): void {
    this.#scene.add(...objects);
  }

  /** Looks through another view. */
  use(view: StageView): void {
    if (view === this.#view) return;
    this.#view?.setActive(false);
    this.#view = view;
    view.setActive(true);
    this.#fill();
  }

  /** Asks for one frame. */
  request(): void {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      if (!this.#view) return;
      if (this.#renderer.render(this.#scene, this.#view.camera)) this.#onDraw();
    });
  }

  /** Where a point in three's axes is drawn. */
  project(point: Vector3): StagePlace {
    const at = this.#projected.copy(point);
    if (this.#view) at.project(this.#view.camera);
    return { x: ((at.x + 1) / 2) * this.width, y: ((1 - at.y) / 2) * this.height, depth: at.z };
  }

  /** Distance from the eye to a point in three's axes, metres. */
  distanceTo(point: Vector3): number {
    return this.#view ? this.#view.camera.position.distanceTo(point) : Infinity;
  }

  /** The ray from the eye through a place in CSS pixels of the stage. Valid until the next call. */
  rayAt(x: number, y: number): Ray {
    const place = new Vector2((x / this.width) * 2 - 1, 1 - (y / this.height) * 2);
    if (this.#view) this.#caster.setFromCamera(place, this.#view.camera);
    return this.#caster.ray;
  }

  /** Triangles and draw calls of the last frame, for measuring. */
  get drawn(): { readonly calls: number; readonly triangles: number; readonly geometries: number } {
    const { render, memory } = this.#renderer.info;
    return { calls: render.calls, triangles: render.triangles, geometries: memory.geometries };
  }

  dispose(): void {
    cancelAnimationFrame(this.#frame);
    this.#resize.disconnect();
    this.#renderer.dispose();
    this.surface.remove();
  }

  #fill(): void {
    const { width, height } = this;
    if (width === 0 || height === 0) return;
    this.#renderer.setSize(width, height);
    this.#view?.resize(width, height);
    this.request();
  }
}
