import type { SightScene } from './scene.ts';

type Point = readonly [x: number, y: number, z: number];

/** Faces that meet at less than this are one curved face: cosine of 20°. */
const CREASE_COS = Math.cos((20 * Math.PI) / 180);
/** Edges that meet at less than this are one line: sine of 5°. */
const LINE_SIN = Math.sin((5 * Math.PI) / 180);
/** Corners nearer than this are one, metres: models are drawn in millimetres. */
const WELD_M = 0.005;
/** What gets away so far from a corner, beginning this far off it, is in the open, metres. */
const OPEN_M = 20;
const OFF_M = 0.03;
/** Ways out of a corner: through each octant around it. */
const OCTANTS = [-1, 1].flatMap((x) => [-1, 1].flatMap((y) => [-1, 1].map((z): Point => [x, y, z])));

/**
 * Corners of buildings that stand in the open, the nearest to a place first: where sharp edges of an element meet, but not of windows and
 * doors, whose boxes are no more than their extent. [n × 3] metres, no more than `most`.
 */
export function outerCorners(
  scene: SightScene,
  [x, y]: readonly [number, number],
  reachM: number,
  most: number,
): Float32Array {
  const corners = new Map<string, Point>();
  const awayM = ([a, b]: Point) => Math.hypot(a - x, b - y);
  scene.surfaces.forEach(({ building, isOpening }, surface) => {
    if (building === null || isOpening || !isWithin(scene, surface, (corner) => awayM(corner) <= reachM)) return;
    for (const corner of cornersOf(scene, surface)) if (awayM(corner) <= reachM) corners.set(keyOf(corner), corner);
  });
  const found: number[] = [];
  for (const corner of [...corners.values()].sort((a, b) => awayM(a) - awayM(b))) {
    if (found.length >= most * 3) break;
    if (isOpen(scene, corner)) found.push(...corner);
  }
  return Float32Array.from(found);
}

const keyOf = (point: Point) => point.map((metres) => Math.round(metres / WELD_M)).join(' ');

/** Whether a surface has a corner of a triangle that is near. */
function isWithin({ triangles, starts }: SightScene, surface: number, isNear: (point: Point) => boolean): boolean {
  for (let at = starts[surface]! * 9; at < starts[surface + 1]! * 9; at += 3)
    if (isNear([triangles[at]!, triangles[at + 1]!, triangles[at + 2]!])) return true;
  return false;
}

interface Edge {
  readonly a: Point;
  readonly b: Point;
  readonly normals: Point[];
}

/** Where two sharp edges of one element meet that are not one line. */
function cornersOf({ triangles, starts }: SightScene, surface: number): Point[] {
  const edges = new Map<string, Edge>();
  for (let t = starts[surface]!; t < starts[surface + 1]!; t++) {
    const [a, b, c] = [0, 3, 6].map((k): Point => {
      const at = t * 9 + k;
      return [triangles[at]!, triangles[at + 1]!, triangles[at + 2]!];
    }) as [Point, Point, Point];
    const normal = unit(cross(minus(b, a), minus(c, a)));
    if (!normal) continue;
    for (const [from, to] of [
      [a, b],
      [b, c],
      [c, a],
    ] as const) {
      const key = [keyOf(from), keyOf(to)].sort().join('|');
      const known = edges.get(key);
      if (known) known.normals.push(normal);
      else edges.set(key, { a: from, b: to, normals: [normal] });
    }
  }
  const meeting = new Map<string, { readonly at: Point; readonly along: Point; isCorner: boolean }>();
  for (const edge of edges.values()) {
    if (!isSharp(edge)) continue;
    const along = unit(minus(edge.b, edge.a));
    if (!along) continue;
    for (const at of [edge.a, edge.b]) {
      const known = meeting.get(keyOf(at));
      if (!known) meeting.set(keyOf(at), { at, along, isCorner: false });
      else if (Math.hypot(...cross(known.along, along)) > LINE_SIN) known.isCorner = true;
    }
  }
  return [...meeting.values()].flatMap(({ at, isCorner }) => (isCorner ? [at] : []));
}

/** An edge of one face, or of two that meet at an angle; windings are not to be trusted. */
function isSharp({ normals }: Edge): boolean {
  const [first] = normals;
  return normals.length === 1 || normals.some((normal) => Math.abs(dot(first!, normal)) < CREASE_COS);
}

function isOpen({ tree }: SightScene, [x, y, z]: Point): boolean {
  const side = 1 / Math.sqrt(3);
  return OCTANTS.some(([dx, dy, dz]) => {
    const way = [dx * side, dy * side, dz * side] as const;
    const from = [x + way[0] * OFF_M, y + way[1] * OFF_M, z + way[2] * OFF_M] as const;
    return !tree.isBlocked(...from, ...way, 0, OPEN_M);
  });
}

const minus = (a: Point, b: Point): Point => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
const dot = (a: Point, b: Point) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const cross = (a: Point, b: Point): Point => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];

function unit(v: Point): Point | null {
  const length = Math.hypot(...v);
  return length < 1e-9 ? null : [v[0] / length, v[1] / length, v[2] / length];
}
