import { MapFrame as Frame, keptView, type MapFrame, type MapSize, type MapView } from '../map-frame.ts';
import { type Bounds, fromPlane, toPlane } from '../plane.ts';

/** A wheel's turn that zooms by one. */
const WHEEL_PER_ZOOM = 260;
/** Keys that move by this much, CSS pixels. */
const STEP_PX = 80;
/** A press that moves less than this is a click, CSS pixels. */
const CLICK_PX = 4;

/** What the hand on the map is told to, and what it may do. */
export interface PlainHand {
  readonly bounds: Bounds;
  /** Whether drags, or double clicks and keys, belong to something else. */
  isHeld(by: 'drag' | 'keys'): boolean;
  onMoved(): void;
  onClick(x: number, y: number): void;
}

/** The view of the plain map, moved by pointer, wheel and keys. */
export class PlainCamera {
  readonly #element: HTMLElement;
  readonly #hand: PlainHand;
  readonly #pressed = new Map<number, { readonly x: number; readonly y: number }>();
  readonly #ended = new AbortController();
  #travelled = 0;
  #view: MapView;
  /** The view is the whole site and follows the size of the container. */
  atHome = true;

  constructor(element: HTMLElement, view: MapView, hand: PlainHand) {
    this.#element = element;
    this.#view = view;
    this.#hand = hand;
    const { signal } = this.#ended;
    element.addEventListener('pointerdown', (event) => this.#onDown(event), { signal });
    element.addEventListener('pointermove', (event) => this.#onMove(event), { signal });
    element.addEventListener('pointerup', (event) => this.#onUp(event), { signal });
    element.addEventListener('pointercancel', ({ pointerId }) => this.#pressed.delete(pointerId), { signal });
    element.addEventListener('wheel', (event) => this.#onWheel(event), { signal, passive: false });
    element.addEventListener('dblclick', (event) => this.#onDoubleClick(event), { signal });
    element.addEventListener('keydown', (event) => this.#onKey(event), { signal });
  }

  get view(): MapView {
    return this.#view;
  }

  get size(): MapSize {
    return { width: this.#element.clientWidth, height: this.#element.clientHeight };
  }

  get frame(): MapFrame {
    return new Frame(this.#view, this.size);
  }

  go(view: MapView): void {
    this.#view = view;
    this.#hand.onMoved();
  }

  #take(view: MapView): void {
    this.atHome = false;
    this.go(keptView(view, this.#hand.bounds));
  }

  #pan(dx: number, dy: number): void {
    const { longitude, latitude, zoom } = this.#view;
    const [x, y] = toPlane([longitude, latitude], zoom);
    const [east, north] = fromPlane(x - dx, y - dy, zoom);
    this.#take({ longitude: east, latitude: north, zoom });
  }

  /** Zooms about a point of the map, which stays where it is. */
  #zoomAt(x: number, y: number, by: number): void {
    const { width, height } = this.size;
    const [longitude, latitude] = this.frame.unproject(x, y);
    const zoom = keptView({ longitude, latitude, zoom: this.#view.zoom + by }, this.#hand.bounds).zoom;
    const [planeX, planeY] = toPlane([longitude, latitude], zoom);
    const [east, north] = fromPlane(planeX - x + width / 2, planeY - y + height / 2, zoom);
    this.#take({ longitude: east, latitude: north, zoom });
  }

  #local({ clientX, clientY }: MouseEvent): { readonly x: number; readonly y: number } {
    const { left, top } = this.#element.getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  }

  #onDown(event: PointerEvent): void {
    if (event.button !== 0) return;
    if (this.#pressed.size === 0) this.#travelled = 0;
    this.#pressed.set(event.pointerId, this.#local(event));
  }

  #onMove(event: PointerEvent): void {
    const before = this.#pressed.get(event.pointerId);
    if (!before || this.#hand.isHeld('drag')) return;
    const now = this.#local(event);
    const other = [...this.#pressed.entries()].find(([id]) => id !== event.pointerId)?.[1];
    this.#pressed.set(event.pointerId, now);
    this.#travelled += Math.hypot(now.x - before.x, now.y - before.y);
    if (this.#travelled < CLICK_PX) return;
    if (!this.#element.hasPointerCapture(event.pointerId)) this.#element.setPointerCapture(event.pointerId);
    if (!other) {
      this.#pan(now.x - before.x, now.y - before.y);
      return;
    }
    const apart = Math.hypot(now.x - other.x, now.y - other.y) / Math.hypot(before.x - other.x, before.y - other.y);
    if (Number.isFinite(apart) && apart > 0)
      this.#zoomAt((now.x + other.x) / 2, (now.y + other.y) / 2, Math.log2(apart));
  }

  #onUp(event: PointerEvent): void {
    if (!this.#pressed.delete(event.pointerId) || this.#pressed.size > 0) return;
    if (this.#travelled < CLICK_PX) {
      const { x, y } = this.#local(event);
      this.#hand.onClick(x, y);
    }
  }

  #onWheel(event: WheelEvent): void {
    event.preventDefault();
    const { x, y } = this.#local(event);
    this.#zoomAt(x, y, Math.max(-1, Math.min(1, -event.deltaY / WHEEL_PER_ZOOM)));
  }

  #onDoubleClick(event: MouseEvent): void {
    if (this.#hand.isHeld('keys')) return;
    const { x, y } = this.#local(event);
    this.#zoomAt(x, y, event.shiftKey ? -1 : 1);
  }

  #onKey(event: KeyboardEvent): void {
    if (this.#hand.isHeld('keys')) return;
    const { width, height } = this.size;
    const steps: Readonly<Record<string, () => void>> = {
      ArrowLeft: () => this.#pan(STEP_PX, 0),
      ArrowRight: () => this.#pan(-STEP_PX, 0),
      ArrowUp: () => this.#pan(0, STEP_PX),
      ArrowDown: () => this.#pan(0, -STEP_PX),
      '+': () => this.#zoomAt(width / 2, height / 2, 0.5),
      '=': () => this.#zoomAt(width / 2, height / 2, 0.5),
      '-': () => this.#zoomAt(width / 2, height / 2, -0.5),
    };
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    step();
  }

  destroy(): void {
    this.#ended.abort();
  }
}
