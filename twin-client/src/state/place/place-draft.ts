import { travel } from 'twin-core/geometry';
import type { LonLat } from '../ground-plan.ts';
import { Signal } from '../signal.ts';
import { LEAST_POINTS, type PlaceShape, type ShapeKind, withInserted, withMoved, withRemoved } from './place-shape.ts';

/** How a shape is drawn: corner by corner, or an area around a middle. */
export type DrawKind = ShapeKind | 'circle';

/** Corners that a drawn circle becomes. */
const CIRCLE_CORNERS = 48;
/** Degrees within which two places are one: about a centimetre. */
const SAME_DEG = 1e-7;
/** Steps that can be taken back. */
const MOST_STEPS = 200;

const isSame = (a: LonLat, b: LonLat) => Math.abs(a[0] - b[0]) < SAME_DEG && Math.abs(a[1] - b[1]) < SAME_DEG;

/** What is drawn or changed right now, in whichever room: its corners, what was taken back, which corner is meant. */
export class PlaceDraft {
  /** Grows with every change. */
  readonly revision = new Signal(0);
  /** How it is being drawn; null once it can only be changed. */
  #drawing: DrawKind | null;
  #shape: PlaceShape;
  #pointer: LonLat | null = null;
  #selected: number | null = null;
  #done: PlaceShape[] = [];
  #undone: PlaceShape[] = [];
  /** The shape before a drag that goes on. */
  #before: PlaceShape | null = null;

  constructor(begin: { readonly draw: DrawKind } | { readonly shape: PlaceShape }) {
    this.#drawing = 'draw' in begin ? begin.draw : null;
    const kind = this.#drawing === 'circle' ? 'polygon' : this.#drawing;
    this.#shape = 'shape' in begin ? begin.shape : { kind: kind ?? 'polygon', points: [], holes: [] };
  }

  get drawing(): DrawKind | null {
    return this.#drawing;
  }

  get shape(): PlaceShape {
    return this.#shape;
  }

  /** Index of the corner that keys act on. */
  get selected(): number | null {
    return this.#selected;
  }

  get canUndo(): boolean {
    return this.#done.length > 0;
  }

  get canRedo(): boolean {
    return this.#undone.length > 0;
  }

  /** Has it as many corners as it needs. */
  get isWhole(): boolean {
    return this.#drawing === null && this.#shape.points.length >= LEAST_POINTS[this.#shape.kind];
  }

  /** The shape as it would be with a corner at the pointer. */
  get shown(): PlaceShape {
    const pointer = this.#pointer;
    const [middle] = this.#shape.points;
    if (this.#drawing === null || pointer === null) return this.#shape;
    if (this.#drawing === 'circle')
      return middle ? { ...this.#shape, points: ringAround(middle, pointer) } : this.#shape;
    const last = this.#shape.points.at(-1);
    return last && isSame(last, pointer) ? this.#shape : withInserted(this.#shape, this.#shape.points.length, pointer);
  }

  /** The pointer is over a place, or over none. */
  point(place: LonLat | null): void {
    this.#pointer = place;
    if (this.#drawing !== null) this.#tell();
  }

  /** Sets the next corner of what is drawn; a double click sets none twice. */
  press(place: LonLat): void {
    if (this.#drawing === null) return;
    const { points } = this.#shape;
    const last = points.at(-1);
    if (last && isSame(last, place)) return;
    const [middle] = points;
    if (this.#drawing === 'circle' && middle) {
      this.#step({ ...this.#shape, points: ringAround(middle, place) });
      this.#end();
      return;
    }
    this.#step(withInserted(this.#shape, points.length, place));
    if (this.#drawing === 'point') this.#end();
  }

  /** Ends the drawing; false while corners are missing. */
  finish(): boolean {
    if (this.#drawing === null) return true;
    if (this.#drawing === 'circle' || this.#shape.points.length < LEAST_POINTS[this.#shape.kind]) return false;
    this.#end();
    return true;
  }

  #end(): void {
    this.#drawing = null;
    this.#pointer = null;
    // What was drawn is one step: taking it back corner by corner was for the drawing.
    this.#done = [];
    this.#undone = [];
    this.#tell();
  }

  select(at: number | null): void {
    this.#selected = at;
    this.#tell();
  }

  /** Moves the selection to the next corner, or the one before. */
  selectNext(by: 1 | -1): void {
    const count = this.#shape.points.length;
    if (count === 0) return;
    this.select(((this.#selected ?? (by > 0 ? -1 : 0)) + by + count) % count);
  }

  /** Moves a corner while it is dragged: `drop` makes one step of it. */
  drag(at: number, place: LonLat): void {
    this.#before ??= this.#shape;
    this.#shape = withMoved(this.#shape, at, place);
    this.#tell();
  }

  drop(): void {
    if (this.#before === null) return;
    const [before, after] = [this.#before, this.#shape];
    this.#before = null;
    this.#shape = before;
    this.#step(after);
  }

  /** Puts a corner to a place: typed, or by keys. */
  move(at: number, place: LonLat): void {
    this.#step(withMoved(this.#shape, at, place));
  }

  /** Moves the selected corner by metres east and north. */
  nudge(eastM: number, northM: number): void {
    const from = this.#selected === null ? undefined : this.#shape.points[this.#selected];
    if (this.#selected === null || !from) return;
    const azimuthDeg = (Math.atan2(eastM, northM) * 180) / Math.PI;
    this.move(this.#selected, travel(from, azimuthDeg, Math.hypot(eastM, northM)));
  }

  /** Puts one more corner before the one that is `at` now, and selects it. */
  insert(at: number, place: LonLat): void {
    this.#selected = at;
    this.#step(withInserted(this.#shape, at, place));
  }

  /** Takes a corner away; false where it is needed. */
  remove(at: number): boolean {
    const shape = withRemoved(this.#shape, at);
    if (!shape) return false;
    this.#selected = Math.min(at, shape.points.length - 1);
    this.#step(shape);
    return true;
  }

  undo(): void {
    const before = this.#done.pop();
    if (!before) return;
    this.#undone.push(this.#shape);
    this.#become(before);
  }

  redo(): void {
    const after = this.#undone.pop();
    if (!after) return;
    this.#done.push(this.#shape);
    this.#become(after);
  }

  #step(shape: PlaceShape): void {
    this.#done = [...this.#done.slice(-MOST_STEPS + 1), this.#shape];
    this.#undone = [];
    this.#become(shape);
  }

  #become(shape: PlaceShape): void {
    this.#shape = shape;
    if (this.#selected !== null && this.#selected >= shape.points.length) this.#selected = null;
    this.#tell();
  }

  #tell(): void {
    this.revision.set(this.revision.get() + 1);
  }
}

/** Corners of a circle through `edge`, counterclockwise. */
function ringAround(middle: LonLat, edge: LonLat): LonLat[] {
  // Near enough: a circle is drawn by eye.
  const scale = Math.cos((middle[1] * Math.PI) / 180);
  const radiusDeg = Math.hypot((edge[0] - middle[0]) * scale, edge[1] - middle[1]);
  return Array.from({ length: CIRCLE_CORNERS }, (_, i) => {
    const angle = (2 * Math.PI * i) / CIRCLE_CORNERS;
    return [middle[0] + (radiusDeg * Math.cos(angle)) / scale, middle[1] + radiusDeg * Math.sin(angle)] as const;
  });
}
