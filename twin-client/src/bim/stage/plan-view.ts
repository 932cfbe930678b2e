import { type Box3, MOUSE, OrthographicCamera, TOUCH, Vector3 } from 'three';
import { OrbitControls } from 'three/addons/controls/OrbitControls.js';
import { freeView } from './edges.ts';
import { Flight } from './flight.ts';
import type { StageView } from './stage-view.ts';

/** Height of the camera above the plan, metres: above all that is cut away. */
const ABOVE_M = 400;
/** Room kept around an element that is looked at, metres. */
const AROUND_M = 3;

/** A storey from straight above without perspective: +y of the building frame is up. */
export class PlanView implements StageView {
  readonly camera = new OrthographicCamera(-1, 1, 1, -1, 1, ABOVE_M * 2);
  readonly #controls: OrbitControls;
  readonly #flight: Flight;
  readonly #onChange: () => void;
  #width = 1;
  #height = 1;
  #panelPx = 0;
  #box: Box3 | null = null;
  #fitted = true;

  constructor(surface: HTMLElement, onChange: () => void) {
    this.#onChange = onChange;
    this.camera.up.set(0, 0, -1);
    this.#controls = new OrbitControls(this.camera, surface);
    Object.assign(this.#controls, {
      enableRotate: false,
      screenSpacePanning: true,
      zoomToCursor: true,
      zoomSpeed: 1.6,
      mouseButtons: { LEFT: MOUSE.PAN, MIDDLE: MOUSE.DOLLY, RIGHT: MOUSE.PAN },
      touches: { ONE: TOUCH.PAN, TWO: TOUCH.DOLLY_PAN },
      enabled: false,
    });
    this.#flight = new Flight(onChange);
    this.#controls.addEventListener('start', () => {
      this.#fitted = false;
      this.#flight.stop();
    });
    this.#controls.addEventListener('change', onChange);
  }

  get flying(): boolean {
    return this.#flight.running;
  }

  /** CSS pixels a metre takes. */
  get pixelsPerMetre(): number {
    return this.camera.zoom;
  }

  setActive(active: boolean): void {
    this.#controls.enabled = active;
    if (!active) this.#flight.stop();
  }

  resize(width: number, height: number): void {
    this.#width = width;
    this.#height = height;
    // One unit of the frustum is one pixel: zoom is pixels a metre.
    Object.assign(this.camera, { left: -width / 2, right: width / 2, top: height / 2, bottom: -height / 2 });
    this.camera.updateProjectionMatrix();
    if (this.#fitted && this.#box) this.fit(this.#box);
  }

  /** Shows a box, in three's axes, whole. */
  fit(box: Box3): void {
    this.#flight.stop();
    this.#box = box;
    this.#fitted = true;
    const { zoom, x, z } = this.#viewOf(box);
    this.#controls.minZoom = zoom / 4;
    this.#controls.maxZoom = Math.max(400, zoom * 2);
    this.#place(x, z, zoom);
    this.#onChange();
  }

  /** Keeps the part that is shown on another storey of much the same plan. */
  shift(box: Box3): void {
    if (this.#fitted || !this.#box) this.fit(box);
    else {
      this.#box = box;
      this.#place(this.#controls.target.x, this.#controls.target.z, this.camera.zoom);
      this.#onChange();
    }
  }

  /** Flies to a box within the plan. */
  flyTo(box: Box3): void {
    const { target } = this.#controls;
    const from = { x: target.x, z: target.z, zoom: this.camera.zoom };
    const to = this.#viewOf(box.clone().expandByScalar(AROUND_M));
    this.#fitted = false;
    this.#flight.start((share) => {
      const zoom = from.zoom * (to.zoom / from.zoom) ** share;
      this.#place(from.x + (to.x - from.x) * share, from.z + (to.z - from.z) * share, zoom);
    });
  }

  /** Makes room at the left for a panel so many CSS pixels broad. */
  leaveFree(panelPx: number): void {
    this.#panelPx = panelPx;
    if (this.#fitted && this.#box) this.fit(this.#box);
  }

  dispose(): void {
    this.#flight.stop();
    this.#controls.dispose();
  }

  #viewOf(box: Box3): { readonly x: number; readonly z: number; readonly zoom: number } {
    const size = box.getSize(new Vector3());
    const middle = box.getCenter(new Vector3());
    const free = freeView(this.#width, this.#height, this.#panelPx);
    const zoom = Math.min((this.#width * free.width) / size.x, (this.#height * free.height) / size.z) * 0.97;
    return { x: middle.x - free.shiftX / zoom, z: middle.z - free.shiftY / zoom, zoom };
  }

  #place(x: number, z: number, zoom: number): void {
    const floor = this.#box?.min.y ?? 0;
    this.#controls.target.set(x, floor, z);
    this.camera.position.set(x, floor + ABOVE_M, z);
    this.camera.zoom = zoom;
    this.camera.updateProjectionMatrix();
    this.#controls.update();
  }
}
