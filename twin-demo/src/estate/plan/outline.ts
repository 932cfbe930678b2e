import type { Element, Opening } from '../../ifc/design.ts';
import type { Vec2 } from '../../ifc/shape.ts';

/** Where a fit is asked for: one side of one storey. Frame of a side: +X along it, +Y into the building, origin on the outer face at floor level. */
interface SidePlace {
  /** Prefix for the keys of everything the fit makes. */
  readonly key: string;
  readonly width: number;
  /** Storey height and wall thickness in metres. */
  readonly height: number;
  readonly wall: number;
  /** Whether the side is the mirror image of the one drawn. */
  readonly mirrored: boolean;
}

/** What a fit brings to a side: holes in its wall with their fillings, and elements in the side's frame. */
interface SideContent {
  readonly openings?: readonly Opening[];
  readonly elements?: readonly Element[];
}

export type Fit = (place: SidePlace) => SideContent;

/** One straight piece of the outer wall, from the previous point to `to`. */
export interface Side {
  readonly to: Vec2;
  readonly fit?: Fit;
  /** Fit of the storey at ground level; `fit` where absent. */
  readonly groundFit?: Fit;
  /** Finish of the wall; the storey's own where absent. */
  readonly finish?: string;
  /** No outer wall here: another unit joins. */
  readonly joint?: boolean;
  /** Ends on the mirror axis and grows together with its mirror image. */
  readonly axial?: boolean;
  readonly mirrored?: boolean;
}

/** A closed outer face, counterclockwise: the last side ends at `start`. */
export interface Outline {
  readonly start: Vec2;
  readonly sides: readonly Side[];
}

/** The corners of an outline, in order, beginning with its start. */
export function ringOf({ start, sides }: Outline): Vec2[] {
  return [start, ...sides.slice(0, -1).map(({ to }) => to)];
}

const flip = ([x, y]: Vec2): Vec2 => [-x + 0, y];

/** Closes right and left halves, both drawn for x ≥ 0 from the south end of the axis counterclockwise to its north end. */
export function closeMirrored(start: Vec2, right: readonly Side[], left: readonly Side[]): Outline {
  const corners = [start, ...left.map(({ to }) => to)];
  const mirrored: Side[] = left
    .map((side, index) => ({ ...side, to: flip(corners[index] ?? start), mirrored: true }))
    .reverse();
  const last = right.at(-1);
  const first = mirrored[0];
  if (last?.axial && first) {
    return { start, sides: [...right.slice(0, -1), { ...last, to: first.to }, ...mirrored.slice(1)] };
  }
  return { start, sides: [...right, ...mirrored] };
}

/** Moves a ring's edges inwards by a distance each (metres; negative is outwards) and returns the new corners. */
export function insetRing(ring: readonly Vec2[], distance: (edge: number) => number): Vec2[] {
  const edges = ring.map((from, index) => {
    const to = ring[(index + 1) % ring.length] ?? from;
    const width = Math.hypot(to[0] - from[0], to[1] - from[1]);
    const along: Vec2 = [(to[0] - from[0]) / width, (to[1] - from[1]) / width];
    const by = distance(index);
    return { from: [from[0] - along[1] * by, from[1] + along[0] * by] as Vec2, along };
  });
  return edges.map((edge, index) => {
    const before = edges[(index + edges.length - 1) % edges.length] ?? edge;
    const cross = before.along[0] * edge.along[1] - before.along[1] * edge.along[0];
    // Edges in one line meet at the later one's start.
    if (Math.abs(cross) < 1e-9) return edge.from;
    const dx = edge.from[0] - before.from[0];
    const dy = edge.from[1] - before.from[1];
    const t = (dx * edge.along[1] - dy * edge.along[0]) / cross;
    return [before.from[0] + before.along[0] * t, before.from[1] + before.along[1] * t];
  });
}

/** The common outer ring of outlines that join at sides marked so: what is left when the joints are taken out. */
export function joinedRing(outlines: readonly Outline[]): Vec2[] {
  const name = ([x, y]: Vec2) => `${x.toFixed(4)},${y.toFixed(4)}`;
  const next = new Map<string, Vec2>();
  let first: Vec2 | undefined;
  for (const { start, sides } of outlines) {
    let from = start;
    for (const { to, joint } of sides) {
      if (!joint) next.set(name(from), to);
      if (!joint) first ??= from;
      from = to;
    }
  }
  const ring: Vec2[] = [];
  for (let at = first; at && ring.length < next.size; at = next.get(name(at))) ring.push(at);
  return ring;
}

/** Moves every corner of an outline. */
export function movedOutline({ start, sides }: Outline, [dx, dy]: Vec2): Outline {
  const move = ([x, y]: Vec2): Vec2 => [x + dx, y + dy];
  return { start: move(start), sides: sides.map((side) => ({ ...side, to: move(side.to) })) };
}
