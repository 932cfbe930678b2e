import {
  Box3,
  Color,
  type Group,
  PerspectiveCamera,
  type Ray,
  Raycaster,
  Scene,
  Vector2,
  Vector3,
  WebGLRenderer,
} from 'three';
import { OrbitControls } from 'three/addons/controls/OrbitControls.js';
import { fitView, openingOf } from './fit-view.ts';

/** A place in CSS pixels of the stage; `depth` beyond 1 is behind the camera or too far. */
export interface StagePlace {
  readonly x: number;
  readonly y: number;
  readonly depth: number;
}

const FIELD_OF_VIEW_DEG = 32;
/** First view: from the building's front, turned to its right by this much. */
const TURN = (19 * Math.PI) / 180;
/** Edges of the picture that the desk lays its tools over, CSS pixels: a view is fitted between them. */
const EDGES_PX = { left: 24, top: 56, right: 84, bottom: 92 };
/** Largest share of the picture that edges may take. */
const MOST_EDGES = 0.35;
/** The camera never looks up from below the floor. */
const LOWEST = (84 * Math.PI) / 180;
const NEAREST_M = 5;

/** Canvas, camera and its control. Draws one frame for any number of requests, and none without. */
export class Stage {
  readonly #scene = new Scene();
  readonly canvas: HTMLCanvasElement;
  readonly #element: HTMLElement;
  readonly #renderer: WebGLRenderer;
  readonly #camera = new PerspectiveCamera(FIELD_OF_VIEW_DEG, 1, 0.5, 2_000);
  readonly #controls: OrbitControls;
  readonly #resize: ResizeObserver;
  readonly #onDraw: () => void;
  readonly #projected = new Vector3();
  #box = new Box3();
  #pitch = 0;
  #frame = 0;
  /** The view is still the one fitted: a resize fits it anew. */
  #fitted = true;

  /** `onDraw` is told after each frame, for what is drawn over it. Throws where the browser gives no WebGL 2 context. */
  constructor(element: HTMLElement, background: string, onDraw: () => void) {
    this.#element = element;
    this.#onDraw = onDraw;
    this.canvas = document.createElement('canvas');
    const context = this.canvas.getContext('webgl2', { alpha: false, antialias: true, stencil: false });
    if (!context) throw new Error('WebGL 2 is not available in this browser, or its graphics driver is blocked');
    this.#renderer = new WebGLRenderer({ canvas: this.canvas, context });
    this.#renderer.localClippingEnabled = true;
    // Not the renderer's clear color: that is forgotten when a lost context is restored.
    this.#scene.background = new Color(background);
    Object.assign(this.canvas.style, { position: 'absolute', inset: '0', touchAction: 'none' });
    element.append(this.canvas);
    this.#controls = new OrbitControls(this.#camera, this.canvas);
    Object.assign(this.#controls, {
      maxPolarAngle: LOWEST,
      minDistance: NEAREST_M,
      zoomToCursor: true,
      zoomSpeed: 1.6,
    });
    this.#controls.addEventListener('start', () => {
      this.#fitted = false;
    });
    this.#controls.addEventListener('change', () => {
      this.#keepNear();
      this.request();
    });
    // three rebuilds what was on the card by itself; one frame shows it.
    this.canvas.addEventListener('webglcontextrestored', () => this.request());
    this.#resize = new ResizeObserver(() => this.#fill());
    this.#resize.observe(element);
    this.#fill();
  }

  get width(): number {
    return this.#element.clientWidth;
  }

  get height(): number {
    return this.#element.clientHeight;
  }

  add(...groups: Group[]): void {
    this.#scene.add(...groups);
  }

  /** Asks for one frame. */
  request(): void {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.#renderer.render(this.#scene, this.#camera);
      this.#onDraw();
    });
  }

  /** Shows a box, in three's axes, from the first direction, looking down by an angle in radians. */
  fit(box: Box3, pitch: number): void {
    this.#box = box;
    this.#pitch = pitch;
    this.#fitted = true;
    const { width, height } = this;
    const across = Math.min(1, (width * MOST_EDGES) / (EDGES_PX.left + EDGES_PX.right));
    const down = Math.min(1, (height * MOST_EDGES) / (EDGES_PX.top + EDGES_PX.bottom));
    const opening = openingOf(this.#camera, {
      width: 1 - ((EDGES_PX.left + EDGES_PX.right) * across) / width,
      height: 1 - ((EDGES_PX.top + EDGES_PX.bottom) * down) / height,
    });
    const direction = new Vector3(Math.sin(TURN) * Math.cos(pitch), Math.sin(pitch), Math.cos(TURN) * Math.cos(pitch));
    const { target, distance } = fitView(box, direction.clone().negate(), opening);
    this.#controls.maxDistance = Math.max(distance * 2.2, NEAREST_M * 4);
    this.#controls.target.copy(target);
    this.#camera.position.copy(target).addScaledVector(direction, distance);
    this.#camera.near = Math.max(0.3, distance / 200);
    this.#camera.far = distance * 6;
    this.#camera.setViewOffset(
      width,
      height,
      ((EDGES_PX.right - EDGES_PX.left) * across) / 2,
      ((EDGES_PX.bottom - EDGES_PX.top) * down) / 2,
      width,
      height,
    );
    this.#controls.update();
    this.request();
  }

  /** Moves from one storey's box to another's of much the same plan, keeping the direction and the distance. */
  shift(box: Box3, pitch: number): void {
    const by = box.min.y - this.#box.min.y;
    if (this.#fitted || this.#box.isEmpty()) {
      this.fit(box, pitch);
      return;
    }
    this.#box = box;
    this.#controls.target.y += by;
    this.#camera.position.y += by;
    this.#controls.update();
    this.request();
  }

  /** Where a point in three's axes is drawn. */
  project(point: Vector3): StagePlace {
    const { x, y, z } = this.#projected.copy(point).project(this.#camera);
    return { x: ((x + 1) / 2) * this.width, y: ((1 - y) / 2) * this.height, depth: z };
  }

  /** The ray from the eye through a place in CSS pixels of the stage. */
  rayAt(x: number, y: number): Ray {
    const caster = new Raycaster();
    caster.setFromCamera(new Vector2((x / this.width) * 2 - 1, 1 - (y / this.height) * 2), this.#camera);
    return caster.ray;
  }

  dispose(): void {
    cancelAnimationFrame(this.#frame);
    this.#resize.disconnect();
    this.#controls.dispose();
    this.#renderer.dispose();
    this.#renderer.forceContextLoss();
    this.canvas.remove();
  }

  #fill(): void {
    const { width, height } = this;
    if (width === 0 || height === 0) return;
    this.#renderer.setPixelRatio(Math.min(2, devicePixelRatio));
    this.#renderer.setSize(width, height);
    this.#camera.aspect = width / height;
    // Sets the view's size anew and updates the projection; a view that was turned by hand stays in the middle.
    this.#camera.setViewOffset(width, height, 0, 0, width, height);
    if (this.#fitted && !this.#box.isEmpty()) this.fit(this.#box, this.#pitch);
    this.request();
  }

  /** Keeps what is looked at within the building, so that nobody gets lost. */
  #keepNear(): void {
    const { target } = this.#controls;
    if (this.#box.isEmpty() || this.#box.containsPoint(target)) return;
    const inside = this.#box.clampPoint(target, new Vector3());
    this.#camera.position.add(inside).sub(target);
    target.copy(inside);
  }
}
