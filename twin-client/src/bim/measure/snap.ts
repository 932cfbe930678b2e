import type { Point3 } from '../solid/triangle-bvh.ts';

/** What a point was taken from: a corner, the middle or any place of an edge, or a face. */
export type SnapKind = 'corner' | 'middle' | 'edge' | 'face';

export interface Snapped {
  readonly kind: SnapKind;
  /** In three's axes, metres. */
  readonly point: Point3;
}

/** A place on screen, CSS pixels. */
export interface ScreenPoint {
  readonly x: number;
  readonly y: number;
}

/** How near the pointer must come, CSS pixels: a corner draws it from further than an edge. */
const CORNER_PX = 13;
const MIDDLE_PX = 9;
const EDGE_PX = 9;

/** An end, a middle, or a place of an edge that the pointer is near. */
interface Choice extends Snapped {
  readonly px: number;
}

/**
 * The point that is meant by a pointer: the nearest corner in reach, else the middle of an edge, else the nearest place on an edge;
 * null where nothing is in reach. `edges` holds both ends of each edge [k × 6] in metres; `project` tells where a point is drawn,
 * null for one behind the camera; `visible` whether nothing hides it.
 */
export function snapToEdges(
  pointer: ScreenPoint,
  edges: Float32Array | readonly number[],
  project: (point: Point3) => ScreenPoint | null,
  visible: (point: Point3) => boolean,
): Snapped | null {
  const choices: Choice[] = [];
  for (let at = 0; at + 6 <= edges.length; at += 6) {
    const a: Point3 = [edges[at]!, edges[at + 1]!, edges[at + 2]!];
    const b: Point3 = [edges[at + 3]!, edges[at + 4]!, edges[at + 5]!];
    const [onA, onB] = [project(a), project(b)];
    if (!onA || !onB) continue;
    const across = { x: onB.x - onA.x, y: onB.y - onA.y };
    const length = across.x ** 2 + across.y ** 2;
    const share = length > 0 ? ((pointer.x - onA.x) * across.x + (pointer.y - onA.y) * across.y) / length : 0;
    const t = Math.min(1, Math.max(0, share));
    const px = Math.hypot(onA.x + across.x * t - pointer.x, onA.y + across.y * t - pointer.y);
    if (px > CORNER_PX) continue;
    const on = (place: number): Point3 => [
      a[0] + (b[0] - a[0]) * place,
      a[1] + (b[1] - a[1]) * place,
      a[2] + (b[2] - a[2]) * place,
    ];
    const offer = (kind: SnapKind, point: Point3, reach: number) => {
      const drawn = project(point);
      const away = drawn ? Math.hypot(drawn.x - pointer.x, drawn.y - pointer.y) : Infinity;
      if (away <= reach) choices.push({ kind, point, px: away });
    };
    offer('corner', a, CORNER_PX);
    offer('corner', b, CORNER_PX);
    offer('middle', on(0.5), MIDDLE_PX);
    offer('edge', on(straightened(t, onA, onB, a, b, project)), EDGE_PX);
  }
  const rank: Readonly<Record<SnapKind, number>> = { corner: 0, middle: 1, edge: 2, face: 3 };
  choices.sort((one, other) => rank[one.kind] - rank[other.kind] || one.px - other.px);
  const found = choices.find(({ point }) => visible(point));
  return found ? { kind: found.kind, point: found.point } : null;
}

/** A share of an edge as drawn is another share of it in space when it leads away from the eye: found by halving. */
function straightened(
  drawn: number,
  onA: ScreenPoint,
  onB: ScreenPoint,
  a: Point3,
  b: Point3,
  project: (point: Point3) => ScreenPoint | null,
): number {
  const along = Math.abs(onB.x - onA.x) > Math.abs(onB.y - onA.y) ? 'x' : 'y';
  const target = onA[along] + (onB[along] - onA[along]) * drawn;
  const rising = onB[along] > onA[along];
  let [low, high] = [0, 1];
  for (let round = 0; round < 24; round++) {
    const middle = (low + high) / 2;
    const place = project([
      a[0] + (b[0] - a[0]) * middle,
      a[1] + (b[1] - a[1]) * middle,
      a[2] + (b[2] - a[2]) * middle,
    ]);
    if (!place) return drawn;
    if (place[along] < target === rising) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
