import { PerspectiveCamera, Vector3 } from 'three';
import type { Point3 } from '../solid/triangle-bvh.ts';
import type { StageView } from '../stage/stage-view.ts';
import { WalkKeys } from './walk-keys.ts';
import { EYE_M, Walker, type WalkWorld } from './walker.ts';

const FIELD_OF_VIEW_DEG = 66;
/** A pointer turns the head by this much a pixel, radians. */
const TURN_RAD_PX = 0.0045;
/** Keys turn the head by this much a second, radians. */
const TURN_RAD_S = 1.7;
/** The head bends no further, radians. */
const HIGHEST_RAD = (80 * Math.PI) / 180;
const FARTHEST_M = 500;

/** First person: walks by keys or buttons, looks around by dragging. Draws as long as something moves, and rests otherwise. */
export class WalkView implements StageView {
  readonly camera = new PerspectiveCamera(FIELD_OF_VIEW_DEG, 1, 0.06, FARTHEST_M);
  readonly keys: WalkKeys;
  readonly #world: WalkWorld;
  readonly #surface: HTMLElement;
  readonly #onMove: (feet: Point3) => void;
  #walker: Walker | null = null;
  #yaw = 0;
  #pitch = 0;
  #frame = 0;
  #last = 0;
  #listening: AbortController | null = null;

  /** `onMove` is told the feet's place in three's axes after each move or turn. */
  constructor(surface: HTMLElement, world: WalkWorld, onMove: (feet: Point3) => void) {
    this.#surface = surface;
    this.#world = world;
    this.#onMove = onMove;
    this.keys = new WalkKeys(() => this.#run());
    this.camera.rotation.order = 'YXZ';
  }

  get feet(): Point3 | null {
    const feet = this.#walker?.feet;
    return feet ? [feet.x, feet.y, feet.z] : null;
  }

  /** The way it looks: 0 along −z, growing to the left, radians. */
  get yaw(): number {
    return this.#yaw;
  }

  /** Stands at a place in three's axes and looks along `yaw`. */
  stand(feet: Point3, yaw: number): void {
    this.#walker = new Walker(this.#world, feet);
    this.#yaw = yaw;
    this.#pitch = 0;
    this.#look();
    this.#run();
  }

  /** Settles on the floor anew, after what is walked on was loaded. */
  settle(): void {
    this.#run();
  }

  setActive(active: boolean): void {
    this.#listening?.abort();
    this.#listening = null;
    this.keys.setActive(active);
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    if (!active) return;
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    this.#surface.addEventListener('pointerdown', (event) => this.#surface.setPointerCapture(event.pointerId), {
      signal,
    });
    this.#surface.addEventListener('pointermove', (event) => this.#drag(event), { signal });
  }

  resize(width: number, height: number): void {
    this.camera.aspect = width / height;
    this.camera.updateProjectionMatrix();
  }

  dispose(): void {
    this.setActive(false);
  }

  #drag({ buttons, movementX, movementY }: PointerEvent): void {
    if (buttons === 0) return;
    this.#yaw += movementX * TURN_RAD_PX;
    this.#pitch = Math.min(HIGHEST_RAD, Math.max(-HIGHEST_RAD, this.#pitch + movementY * TURN_RAD_PX));
    this.#look();
  }

  #run(): void {
    if (this.#frame !== 0 || !this.#listening) return;
    this.#last = performance.now();
    const step = () => {
      const now = performance.now();
      const seconds = (now - this.#last) / 1000;
      this.#last = now;
      const turned = this.keys.turn * Math.min(0.5, seconds) * TURN_RAD_S;
      this.#yaw += turned;
      const moved = this.#walker?.walk(seconds, this.keys.wish, this.#yaw) ?? false;
      if (moved || turned !== 0) this.#look();
      this.#frame = moved || this.keys.held ? requestAnimationFrame(step) : 0;
    };
    this.#frame = requestAnimationFrame(step);
  }

  #look(): void {
    const feet = this.#walker?.feet;
    if (!feet) return;
    this.camera.position.copy(new Vector3(feet.x, feet.y + EYE_M, feet.z));
    this.camera.rotation.set(this.#pitch, this.#yaw, 0);
    this.camera.updateMatrixWorld();
    this.#onMove([feet.x, feet.y, feet.z]);
  }
}
