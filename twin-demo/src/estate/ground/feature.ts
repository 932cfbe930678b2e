import type { Vec2 } from '../../ifc/shape.ts';

/** Layers of the ground plan, from the lowest painted to the highest. */
export const GROUND_LAYERS = [
  'outside',
  'green',
  'road',
  'path',
  'plaza',
  'parking',
  'court',
  'fireLane',
  'water',
  'wall',
  'gate',
  'roof',
  'tree',
  'evacuation',
  'shelter',
] as const;
type GroundLayer = (typeof GROUND_LAYERS)[number];

type Shape =
  | { readonly type: 'Polygon'; readonly rings: readonly (readonly Vec2[])[] }
  | { readonly type: 'LineString'; readonly line: readonly Vec2[] }
  | { readonly type: 'Point'; readonly at: Vec2 };

/** A feature of the ground plan in the site frame; properties carry name, heightM and widthM (of a tree: its crown) where they apply. */
export interface GroundFeature {
  readonly layer: GroundLayer;
  readonly geometry: Shape;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** A polygon feature; rings are open, outer ring first. */
export function area(
  layer: GroundLayer,
  ring: readonly Vec2[],
  properties: GroundFeature['properties'] = {},
): GroundFeature {
  return { layer, geometry: { type: 'Polygon', rings: [ring] }, properties };
}

/** A line feature. */
export function path(
  layer: GroundLayer,
  line: readonly Vec2[],
  properties: GroundFeature['properties'] = {},
): GroundFeature {
  return { layer, geometry: { type: 'LineString', line }, properties };
}

/** An axis-aligned rectangle as a ring. */
export function block(minX: number, minY: number, maxX: number, maxY: number): Vec2[] {
  return [
    [minX, minY],
    [maxX, minY],
    [maxX, maxY],
    [minX, maxY],
  ];
}

/** A strip of a width along a line of axis-aligned or slanted pieces, as one ring with mitred corners. */
export function strip(line: readonly Vec2[], width: number): Vec2[] {
  const side = (sign: number): Vec2[] =>
    line.map((point, index) => {
      const before = line[index - 1];
      const after = line[index + 1];
      const normals = [before && normal(before, point), after && normal(point, after)].filter((n) => n !== undefined);
      const [a, b = a] = normals;
      if (!a || !b) return point;
      const scale = (sign * width) / (1 + a[0] * b[0] + a[1] * b[1]);
      return [point[0] + (a[0] + b[0]) * scale * 0.5, point[1] + (a[1] + b[1]) * scale * 0.5];
    });
  return [...side(-1), ...side(1).reverse()];
}

function normal(a: Vec2, b: Vec2): Vec2 {
  const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
  return [-(b[1] - a[1]) / length, (b[0] - a[0]) / length];
}

/** A ring with its corners rounded by a radius in metres (or one for each corner), at most 45 % of the shorter edge beside it. */
export function rounded(ring: readonly Vec2[], radius: number | ((corner: Vec2) => number)): Vec2[] {
  return ring.flatMap((corner, index) => {
    const before = ring[(index + ring.length - 1) % ring.length] ?? corner;
    const after = ring[(index + 1) % ring.length] ?? corner;
    const wanted = typeof radius === 'number' ? radius : radius(corner);
    if (wanted <= 0) return [corner];
    const [a, b] = [before, after].map((end) => {
      const length = Math.hypot(end[0] - corner[0], end[1] - corner[1]);
      const reach = Math.min(wanted, length * 0.45) / length;
      return [corner[0] + (end[0] - corner[0]) * reach, corner[1] + (end[1] - corner[1]) * reach] as const;
    });
    if (!a || !b) return [corner];
    return [0, 0.25, 0.5, 0.75, 1].map((t): Vec2 => {
      const [p, q, r] = [(1 - t) ** 2, 2 * t * (1 - t), t ** 2];
      return [a[0] * p + corner[0] * q + b[0] * r, a[1] * p + corner[1] * q + b[1] * r];
    });
  });
}

/** Whether a point lies in a ring (even-odd). */
export function inside(ring: readonly Vec2[], [x, y]: Vec2): boolean {
  let odd = false;
  ring.forEach(([ax, ay], index) => {
    const [bx, by] = ring[(index + 1) % ring.length] ?? [ax, ay];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) odd = !odd;
  });
  return odd;
}

/** Distance of a point from a ring's edge, metres. */
export function distanceToRing(ring: readonly Vec2[], [x, y]: Vec2): number {
  return Math.min(
    ...ring.map(([ax, ay], index) => {
      const [bx, by] = ring[(index + 1) % ring.length] ?? [ax, ay];
      const [dx, dy] = [bx - ax, by - ay];
      const t = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)));
      return Math.hypot(x - ax - t * dx, y - ay - t * dy);
    }),
  );
}
