import type { LonLat } from '../ground-plan.ts';
import type { AreaKind, AreaProgress, AreaRing } from './area-controls.ts';
import { AreaSketch } from './area-sketch.ts';

/** A pointer that moved less than this between press and release has clicked, CSS pixels. */
const CLICK_PX = 5;
/** A click this near to the first point closes a polygon, CSS pixels. */
const CLOSE_PX = 10;

/** The picture an area is drawn in. Places are CSS pixels of its element. */
export interface SketchGround {
  readonly element: HTMLElement;
  /** The place on the ground under a point; null in the sky. */
  placeAt(x: number, y: number): LonLat | null;
  /** Where a place is in the picture; null behind the camera. */
  pointOf(place: LonLat): readonly [x: number, y: number] | null;
  /** Radians clockwise from north that the picture's upward direction has. */
  bearing(): number;
}

/**
 * Listens to pointer and keys until an area is drawn: the ring, or null when it was cancelled. `onSketch` is told of every change.
 * Drags stay with the camera but for those that draw a box or a circle: the picture stops turning then by itself.
 */
export function sketchArea(
  ground: SketchGround,
  kind: AreaKind,
  signal: AbortSignal,
  onSketch: (sketch: AreaSketch, progress: AreaProgress) => void,
): Promise<AreaRing | null> {
  const { element } = ground;
  let sketch = new AreaSketch(kind, ground.bearing());
  let pressedAt: { readonly x: number; readonly y: number } | null = null;
  const listening = new AbortController();
  const { cursor } = element.style;
  element.style.cursor = 'crosshair';
  const pointOf = (event: MouseEvent) => {
    const { left, top } = element.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };
  const placeOf = (event: MouseEvent) => {
    const { x, y } = pointOf(event);
    return ground.placeAt(x, y);
  };
  const tell = () => onSketch(sketch, { ring: sketch.ring, crossed: sketch.crossed });

  return new Promise((resolve) => {
    const end = (ring: AreaRing | null) => {
      listening.abort();
      element.style.cursor = cursor;
      resolve(ring);
    };
    const close = () => {
      const ring = sketch.close();
      if (ring) end(ring);
      else tell();
    };
    const press = (place: LonLat) => {
      // The picture may have been turned before the first corner was set.
      if (sketch.points.length === 0) sketch = new AreaSketch(kind, ground.bearing());
      if (sketch.press(place)) close();
      else tell();
    };
    const isClosing = ({ x, y }: { x: number; y: number }) => {
      const first = sketch.points.length >= 3 ? ground.pointOf(sketch.points[0]!) : null;
      return first !== null && Math.hypot(first[0] - x, first[1] - y) <= CLOSE_PX;
    };
    const down = (event: PointerEvent) => {
      if (event.button !== 0) return;
      pressedAt = pointOf(event);
      const place = placeOf(event);
      if (kind !== 'polygon' && place && sketch.points.length === 0) press(place);
    };
    const move = (event: PointerEvent) => {
      const place = placeOf(event);
      if (!place) return;
      sketch.move(place);
      tell();
    };
    const up = (event: PointerEvent) => {
      if (event.button !== 0 || !pressedAt) return;
      const point = pointOf(event);
      const clicked = Math.hypot(point.x - pressedAt.x, point.y - pressedAt.y) < CLICK_PX;
      pressedAt = null;
      const place = ground.placeAt(point.x, point.y);
      if (!place) return;
      if (kind === 'polygon' && clicked) {
        if (isClosing(point)) close();
        else press(place);
      } else if (kind !== 'polygon') press(place);
    };
    const key = (event: KeyboardEvent) => {
      if (event.key === 'Escape') end(null);
      else if (event.key === 'Enter') close();
      else if (event.key === 'Backspace') {
        sketch.back();
        tell();
      } else return;
      // The desk's own keys must not act on it as well.
      event.preventDefault();
      event.stopPropagation();
    };
    const options = { signal: listening.signal, capture: true };
    element.addEventListener('pointerdown', down, options);
    element.addEventListener('pointermove', move, options);
    element.addEventListener('pointerup', up, options);
    element.addEventListener(
      'dblclick',
      (event) => {
        event.stopPropagation();
        close();
      },
      options,
    );
    window.addEventListener('keydown', key, options);
    signal.addEventListener('abort', () => end(null), { signal: listening.signal });
    if (signal.aborted) end(null);
  });
}
