import { type Camera, type Scene, WebGLRenderer } from 'three';
import { WebglUnavailable } from '../../state/webgl-unavailable.ts';

/** After this it is tried again to get a context in the place of a lost one. */
const RETRY_MS = 1_000;

/** What happens to a renderer by itself. */
export interface RendererEvents {
  /** The graphics context is gone, and with it all that was drawn. */
  onLost(): void;
  /** There is another: everything is to be drawn once more. */
  onRenewed(): void;
}

/**
 * Draws with three into a canvas of its own, and with another canvas when the graphics context of that one is lost: what there is to draw lies in
 * the scene and stays. Browsers give a lost context back by themselves at times, and at times not: this does not wait for it.
 */
export class RenewedRenderer {
  readonly #surface: HTMLElement;
  readonly #events: RendererEvents;
  #canvas: HTMLCanvasElement;
  #renderer: WebGLRenderer;
  #width = 0;
  #height = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #ended = false;

  /** Throws WebglUnavailable. */
  constructor(surface: HTMLElement, events: RendererEvents) {
    this.#surface = surface;
    this.#events = events;
    const opened = this.#open();
    if (!opened) throw new WebglUnavailable();
    this.#canvas = opened.canvas;
    this.#renderer = opened.renderer;
  }

  get info(): WebGLRenderer['info'] {
    return this.#renderer.info;
  }

  /** CSS pixels. */
  setSize(width: number, height: number): void {
    this.#width = width;
    this.#height = height;
    this.#renderer.setPixelRatio(Math.min(2, devicePixelRatio));
    this.#renderer.setSize(width, height);
  }

  /** False where there is no context to draw with at the moment. */
  render(scene: Scene, camera: Camera): boolean {
    if (this.#renderer.getContext().isContextLost()) return false;
    this.#renderer.render(scene, camera);
    return true;
  }

  dispose(): void {
    this.#ended = true;
    clearTimeout(this.#retry);
    this.#renderer.dispose();
    this.#renderer.forceContextLoss();
    this.#canvas.remove();
  }

  #open(): { canvas: HTMLCanvasElement; renderer: WebGLRenderer } | null {
    const canvas = document.createElement('canvas');
    const context = canvas.getContext('webgl2', { alpha: false, antialias: true, stencil: false });
    if (!context) return null;
    const renderer = new WebGLRenderer({ canvas, context });
    renderer.localClippingEnabled = true;
    // Whoever follows the pointer follows it over the surface, which stays when the canvas is another.
    Object.assign(canvas.style, { position: 'absolute', inset: '0', pointerEvents: 'none' });
    canvas.addEventListener('webglcontextlost', () => this.#lost(canvas));
    this.#surface.append(canvas);
    return { canvas, renderer };
  }

  #lost(canvas: HTMLCanvasElement): void {
    if (this.#ended || canvas !== this.#canvas) return;
    this.#events.onLost();
    // Not within the event: three has its own part to do with it.
    this.#retry = setTimeout(() => this.#renew(), 0);
  }

  #renew(): void {
    const opened = this.#open();
    if (!opened) {
      this.#retry = setTimeout(() => this.#renew(), RETRY_MS);
      return;
    }
    const [before, canvas] = [this.#renderer, this.#canvas];
    this.#canvas = opened.canvas;
    this.#renderer = opened.renderer;
    before.dispose();
    canvas.remove();
    if (this.#width > 0) this.setSize(this.#width, this.#height);
    this.#events.onRenewed();
  }
}
