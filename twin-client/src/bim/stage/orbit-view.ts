import { Box3, PerspectiveCamera, Vector3 } from 'three';
import { OrbitControls } from 'three/addons/controls/OrbitControls.js';
import { freeView } from './edges.ts';
import { fitView, openingOf } from './fit-view.ts';
import { Flight } from './flight.ts';
import type { StageView } from './stage-view.ts';

const FIELD_OF_VIEW_DEG = 32;
/** First view: from the building's front, turned to its right by this much. */
const TURN = (19 * Math.PI) / 180;
/** The camera never looks up from below the floor. */
const LOWEST = (84 * Math.PI) / 180;
const NEAREST_M = 1.5;
/** Room kept around an element that is looked at, metres. */
const AROUND_M = 1.6;

/** Turning around a building or one of its storeys. */
export class OrbitView implements StageView {
  readonly camera = new PerspectiveCamera(FIELD_OF_VIEW_DEG, 1, 0.5, 2_000);
  readonly #controls: OrbitControls;
  readonly #flight: Flight;
  readonly #onChange: () => void;
  #box = new Box3();
  #pitch = 0;
  #width = 1;
  #height = 1;
  #panelPx = 0;
  /** The view is still the one fitted: a resize fits it anew. */
  #fitted = true;

  constructor(surface: HTMLElement, onChange: () => void) {
    this.#onChange = onChange;
    this.#controls = new OrbitControls(this.camera, surface);
    Object.assign(this.#controls, {
      maxPolarAngle: LOWEST,
      minDistance: NEAREST_M,
      zoomToCursor: true,
      zoomSpeed: 1.6,
      enabled: false,
    });
    this.#flight = new Flight(() => this.#moved());
    this.#controls.addEventListener('start', () => {
      this.#fitted = false;
      this.#flight.stop();
    });
    this.#controls.addEventListener('change', () => this.#moved());
  }

  /** Whether the camera is on its way somewhere. */
  get flying(): boolean {
    return this.#flight.running;
  }

  setActive(active: boolean): void {
    this.#controls.enabled = active;
    if (!active) this.#flight.stop();
  }

  resize(width: number, height: number): void {
    this.#width = width;
    this.#height = height;
    this.camera.aspect = width / height;
    // Sets the view's size anew and updates the projection; a view that was turned by hand stays in the middle.
    this.camera.setViewOffset(width, height, 0, 0, width, height);
    if (this.#fitted && !this.#box.isEmpty()) this.fit(this.#box, this.#pitch);
  }

  /** Shows a box, in three's axes, from the first direction, looking down by an angle in radians. */
  fit(box: Box3, pitch: number): void {
    this.#flight.stop();
    this.#box = box;
    this.#pitch = pitch;
    this.#fitted = true;
    const direction = new Vector3(Math.sin(TURN) * Math.cos(pitch), Math.sin(pitch), Math.cos(TURN) * Math.cos(pitch));
    const { target, distance } = fitView(box, direction.clone().negate(), this.#opening());
    this.#controls.maxDistance = Math.max(distance * 2.2, NEAREST_M * 4);
    this.#controls.target.copy(target);
    this.camera.position.copy(target).addScaledVector(direction, distance);
    this.camera.near = Math.max(0.15, distance / 300);
    this.camera.far = distance * 6;
    const { shiftX, shiftY } = freeView(this.#width, this.#height, this.#panelPx);
    this.camera.setViewOffset(this.#width, this.#height, -shiftX, -shiftY, this.#width, this.#height);
    this.#controls.update();
    this.#moved();
  }

  /** Moves from one storey's box to another's of much the same plan, keeping the direction and the distance. */
  shift(box: Box3, pitch: number): void {
    if (this.#fitted || this.#box.isEmpty()) {
      this.fit(box, pitch);
      return;
    }
    this.#flight.stop();
    const by = box.min.y - this.#box.min.y;
    this.#box = box;
    this.#controls.target.y += by;
    this.camera.position.y += by;
    this.#controls.update();
    this.#moved();
  }

  /** Flies to a box within the one shown, keeping the direction. */
  flyTo(box: Box3): void {
    const around = box.clone().expandByScalar(AROUND_M);
    const from = { eye: this.camera.position.clone(), target: this.#controls.target.clone() };
    const back = from.eye.clone().sub(from.target).normalize();
    const { target, distance } = fitView(around, back.clone().negate(), this.#opening());
    const eye = target.clone().addScaledVector(back, Math.max(distance, NEAREST_M * 2));
    this.#fitted = false;
    this.camera.near = 0.15;
    this.camera.updateProjectionMatrix();
    this.#flight.start((share) => {
      this.camera.position.lerpVectors(from.eye, eye, share);
      this.#controls.target.lerpVectors(from.target, target, share);
      this.#controls.update();
    });
  }

  /** Makes room at the left for a panel so many CSS pixels broad. */
  leaveFree(panelPx: number): void {
    this.#panelPx = panelPx;
    if (this.#fitted && !this.#box.isEmpty()) this.fit(this.#box, this.#pitch);
  }

  dispose(): void {
    this.#flight.stop();
    this.#controls.dispose();
  }

  #opening() {
    return openingOf(this.camera, freeView(this.#width, this.#height, this.#panelPx));
  }

  #moved(): void {
    this.#keepNear();
    this.#onChange();
  }

  /** Keeps what is looked at within the building, so that nobody gets lost. */
  #keepNear(): void {
    const { target } = this.#controls;
    if (this.#box.isEmpty() || this.#box.containsPoint(target) || this.#flight.running) return;
    const inside = this.#box.clampPoint(target, new Vector3());
    this.camera.position.add(inside).sub(target);
    target.copy(inside);
  }
}
