/** A point [x, y] or ring of points in metres in the building frame; a ring's first point is not repeated. */
export type PlanPoint = readonly [x: number, y: number];
export type PlanRing = readonly PlanPoint[];

/** Cells along the longer side at most, and their least size in metres. */
const MAX_CELLS = 240;
const MIN_CELL_M = 0.2;
/** Walls between spaces are bridged, and the outer wall added, up to this thickness in metres. */
const WALL_M = 0.4;

/**
 * The outline around rings that lie side by side with walls between them, and its area in square metres: drawn on a grid,
 * closed over the walls, traced around its largest part and straightened. Null where the rings hold no area.
 */
export function planOutline(
  rings: readonly PlanRing[],
): { readonly ring: PlanPoint[]; readonly areaM2: number } | null {
  const points = rings.flat();
  if (points.length < 3) return null;
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const [left, bottom] = [least(xs), least(ys)];
  const side = Math.max(-least(xs.map((x) => -x)) - left, -least(ys.map((y) => -y)) - bottom);
  if (!(side > 0) || !Number.isFinite(side)) return null;
  const cell = Math.max(MIN_CELL_M, side / MAX_CELLS);
  const reach = Math.max(1, Math.round(WALL_M / 2 / cell));
  const margin = 2 * reach + 1;
  const size = Math.ceil(side / cell) + 2 * margin + 1;
  const origin: PlanPoint = [left - margin * cell, bottom - margin * cell];
  const drawn = new Uint8Array(size * size);
  for (const ring of rings) fill(drawn, size, cell, origin, ring);
  // Grown and shrunk by a wall, so that the walls between close; then grown by what stands outside the spaces.
  const closed = spread(spread(spread(drawn, size, 2 * reach, 1), size, 2 * reach, 0), size, Math.ceil(reach / 2), 1);
  const loop = largestLoop(closed, size);
  if (loop.length < 4) return null;
  const ring = straighten(
    loop.map(([x, y]): PlanPoint => [origin[0] + x * cell, origin[1] + y * cell]),
    cell * 1.1,
  );
  return ring.length < 3 ? null : { ring, areaM2: Math.abs(signedArea(ring)) };
}

const least = (values: readonly number[]) => values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);

/** Marks the cells whose middle lies in a ring, row by row (even-odd). */
function fill(grid: Uint8Array, size: number, cell: number, [x0, y0]: PlanPoint, ring: PlanRing): void {
  for (let row = 0; row < size; row++) {
    const y = y0 + (row + 0.5) * cell;
    const crossings: number[] = [];
    ring.forEach(([ax, ay], i) => {
      const [bx, by] = ring[(i + 1) % ring.length]!;
      if (ay > y !== by > y) crossings.push(ax + ((y - ay) / (by - ay)) * (bx - ax));
    });
    crossings.sort((a, b) => a - b);
    for (let i = 0; i + 1 < crossings.length; i += 2) {
      const from = Math.max(0, Math.ceil((crossings[i]! - x0) / cell - 0.5));
      const to = Math.min(size - 1, Math.floor((crossings[i + 1]! - x0) / cell - 0.5));
      for (let column = from; column <= to; column++) grid[row * size + column] = 1;
    }
  }
}

/** Spreads the cells of a value over their neighbors within a square reach: 1 grows what is marked, 0 shrinks it. */
function spread(grid: Uint8Array, size: number, reach: number, value: 0 | 1): Uint8Array {
  const along = (from: Uint8Array, step: number, stride: number): Uint8Array => {
    const to = from.slice();
    for (let line = 0; line < size; line++) {
      let last = Number.NEGATIVE_INFINITY;
      for (let i = 0; i < size; i++) {
        if (from[line * stride + i * step] === value) last = i;
        else if (i - last <= reach) to[line * stride + i * step] = value;
      }
      last = Number.POSITIVE_INFINITY;
      for (let i = size - 1; i >= 0; i--) {
        if (from[line * stride + i * step] === value) last = i;
        else if (last - i <= reach) to[line * stride + i * step] = value;
      }
    }
    return to;
  };
  return along(along(grid, 1, size), size, 1);
}

/** The corners around the largest connected part, in cells, counterclockwise; holes are passed over. */
function largestLoop(grid: Uint8Array, size: number): PlanPoint[] {
  // Each border edge runs with the marked cell on its left, from corner to corner.
  const next = new Map<number, number[]>();
  const corner = (x: number, y: number) => y * (size + 1) + x;
  const marked = (x: number, y: number) => x >= 0 && y >= 0 && x < size && y < size && grid[y * size + x] === 1;
  const edge = (from: number, to: number) => next.set(from, [...(next.get(from) ?? []), to]);
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) {
      if (!marked(x, y)) continue;
      if (!marked(x, y - 1)) edge(corner(x, y), corner(x + 1, y));
      if (!marked(x + 1, y)) edge(corner(x + 1, y), corner(x + 1, y + 1));
      if (!marked(x, y + 1)) edge(corner(x + 1, y + 1), corner(x, y + 1));
      if (!marked(x - 1, y)) edge(corner(x, y + 1), corner(x, y));
    }
  let best: PlanPoint[] = [];
  let bestArea = 0;
  for (const start of next.keys()) {
    const loop: PlanPoint[] = [];
    let at: number | undefined = start;
    while (at !== undefined) {
      const to: number | undefined = next.get(at)?.pop();
      if (to === undefined) break;
      loop.push([at % (size + 1), Math.floor(at / (size + 1))]);
      at = to;
      if (at === start) break;
    }
    const area = signedArea(loop);
    if (area > bestArea) [best, bestArea] = [loop, area];
  }
  return best;
}

/** Area in square metres of a ring in metres; positive where it runs counterclockwise. */
export function signedArea(ring: PlanRing): number {
  let twice = 0;
  ring.forEach(([ax, ay], i) => {
    const [bx, by] = ring[(i + 1) % ring.length]!;
    twice += ax * by - bx * ay;
  });
  return twice / 2;
}

/** Leaves out points that lie within `tolerance` metres of the line between those kept (Douglas–Peucker, from the two furthest apart). */
function straighten(ring: readonly PlanPoint[], tolerance: number): PlanPoint[] {
  const [first] = ring;
  if (!first) return [];
  const far = ring.reduce((best, point, i) => (distance(point, first) > distance(ring[best]!, first) ? i : best), 0);
  const half = (from: number, to: number): PlanPoint[] => {
    const a = ring[from % ring.length]!;
    const b = ring[to % ring.length]!;
    let [worst, at] = [tolerance, -1];
    for (let i = from + 1; i < to; i++) {
      const away = distanceToLine(ring[i]!, a, b);
      if (away > worst) [worst, at] = [away, i];
    }
    return at < 0 ? [a] : [...half(from, at), ...half(at, to)];
  };
  return [...half(0, far), ...half(far, ring.length)];
}

const distance = ([ax, ay]: PlanPoint, [bx, by]: PlanPoint) => Math.hypot(ax - bx, ay - by);

function distanceToLine(point: PlanPoint, a: PlanPoint, b: PlanPoint): number {
  const length = distance(a, b);
  if (length === 0) return distance(point, a);
  return Math.abs((b[0] - a[0]) * (a[1] - point[1]) - (a[0] - point[0]) * (b[1] - a[1])) / length;
}
