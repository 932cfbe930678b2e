import type { LonLat } from '../ground-plan.ts';
import type { AreaKind, AreaRing } from './area-controls.ts';
import { boxBetween, circleThrough, isCrossed } from './ring-shape.ts';

/** Degrees within which two points are one: about a centimetre. */
const SAME_DEG = 1e-7;

const isSame = (a: LonLat, b: LonLat) => Math.abs(a[0] - b[0]) < SAME_DEG && Math.abs(a[1] - b[1]) < SAME_DEG;

/** A ring while it is drawn: the points set so far and where the pointer is. */
export class AreaSketch {
  readonly kind: AreaKind;
  readonly #bearing: number;
  readonly #points: LonLat[] = [];
  #pointer: LonLat | null = null;

  /** `bearing`: radians clockwise from north of a box's sides: those of the picture it is drawn in. */
  constructor(kind: AreaKind, bearing: number) {
    this.kind = kind;
    this.#bearing = bearing;
  }

  /** Points set so far. */
  get points(): AreaRing {
    return this.#points;
  }

  /** What the ring would be if it were closed at the pointer. */
  get ring(): AreaRing {
    const [first] = this.#points;
    if (!first) return [];
    const last = this.#points.at(-1)!;
    const pointer = this.#pointer !== null && !isSame(this.#pointer, last) ? this.#pointer : null;
    if (this.kind === 'polygon') return pointer ? [...this.#points, pointer] : [...this.#points];
    const opposite = this.#points[1] ?? pointer;
    if (!opposite) return [first];
    return this.kind === 'circle' ? circleThrough(first, opposite) : boxBetween(first, opposite, this.#bearing);
  }

  get crossed(): boolean {
    return isCrossed(this.ring);
  }

  move(place: LonLat): void {
    this.#pointer = place;
  }

  /** Sets a point; one at the place of the last is the same one. Returns whether the sketch is complete by it: a box's second corner, a circle's rim. */
  press(place: LonLat): boolean {
    this.#pointer = place;
    const last = this.#points.at(-1);
    if (last && isSame(last, place)) return false;
    if (this.kind !== 'polygon' && this.#points.length === 2) return true;
    this.#points.push(place);
    return this.kind !== 'polygon' && this.#points.length === 2;
  }

  /** Takes the last point back. */
  back(): void {
    this.#points.pop();
  }

  /** The ring by the points that are set; null while they enclose nothing, or cross. */
  close(): AreaRing | null {
    this.#pointer = null;
    const { ring } = this;
    return ring.length >= 3 && !isCrossed(ring) ? ring : null;
  }
}
