import { Cartesian2 } from '@cesium/engine';
import type { RoomHover } from '../../state/marker.ts';
import type { DevicePick } from '../scene-picker.ts';

/** Looks for what is under the pointer at most this often, ms. */
const PACE_MS = 60;

/** Tells what symbol the pointer rests on: its name is shown beside it. */
export class DeviceHover {
  readonly #canvas: HTMLCanvasElement;
  readonly #pickDevice: (at: Cartesian2) => DevicePick | null;
  readonly #tell: (hover: RoomHover | null) => void;
  #over = false;
  #due: ReturnType<typeof setTimeout> | undefined;
  #pointer: PointerEvent | null = null;

  /** `pickDevice` takes CSS pixels of the canvas. */
  constructor(
    canvas: HTMLCanvasElement,
    pickDevice: (at: Cartesian2) => DevicePick | null,
    tell: (hover: RoomHover | null) => void,
  ) {
    this.#canvas = canvas;
    this.#pickDevice = pickDevice;
    this.#tell = tell;
    canvas.addEventListener('pointermove', this.#onMove);
    canvas.addEventListener('pointerleave', this.#onLeave);
    canvas.addEventListener('pointerdown', this.#onLeave);
  }

  readonly #onMove = (event: PointerEvent): void => {
    if (event.buttons !== 0) return;
    this.#pointer = event;
    this.#due ??= setTimeout(() => this.#look(), PACE_MS);
  };

  readonly #onLeave = (): void => {
    this.#pointer = null;
    if (this.#over) this.#tell(null);
    this.#over = false;
  };

  #look(): void {
    this.#due = undefined;
    const pointer = this.#pointer;
    if (!pointer) return;
    const { left, top } = this.#canvas.getBoundingClientRect();
    const met = this.#pickDevice(new Cartesian2(pointer.clientX - left, pointer.clientY - top));
    this.#canvas.style.cursor = met ? 'pointer' : '';
    if (met) this.#tell({ pick: met.pick, x: pointer.clientX, y: pointer.clientY });
    else if (this.#over) this.#tell(null);
    this.#over = met !== null;
  }

  destroy(): void {
    clearTimeout(this.#due);
    this.#canvas.removeEventListener('pointermove', this.#onMove);
    this.#canvas.removeEventListener('pointerleave', this.#onLeave);
    this.#canvas.removeEventListener('pointerdown', this.#onLeave);
  }
}
