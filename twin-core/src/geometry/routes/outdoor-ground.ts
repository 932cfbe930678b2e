import createGraph, { type Graph } from 'ngraph.graph';
import { aStar } from 'ngraph.path';
import { extentOf, isInside, meet, type Ring } from '../ring.ts';
import { LeastFirst } from './least-first.ts';

/** A point [x, y], metres east and north of the site's frame. */
export type GroundPoint = readonly [x: number, y: number];

/** The ground of a site as walked on; metres of the site's frame. */
export interface Ground {
  /** Where people may go. */
  readonly boundary: Ring;
  /** Roads, paths, squares: the good ground. */
  readonly paved: readonly Ring[];
  /** Nobody walks here: buildings, water. */
  readonly solid: readonly Ring[];
  /** Nobody walks across these: walls, fences. */
  readonly barriers: readonly (readonly GroundPoint[])[];
}

/** A way over the ground. */
export interface GroundWay {
  readonly lengthM: number;
  readonly line: readonly GroundPoint[];
}

/** Ways are known to this; narrower passages between buildings are not seen. */
const CELL_M = 3;
/** A meadow is walked on where it is much nearer: it counts as so much longer. */
const UNPAVED = 1.6;
/** How far from a door the walkable ground may begin, metres: steps, a porch, a flower bed. */
const REACH_M = 12;
const CELL_NEIGHBORS = [
  [1, 0],
  [0, 1],
  [1, 1],
  [1, -1],
] as const;

interface Cell {
  readonly x: number;
  readonly y: number;
}

/** A site's ground as a grid of cells of 3 m, made once; searched by ngraph.path (A*, straight distance). */
export class OutdoorGround {
  readonly #graph: Graph<Cell, number>;
  readonly #origin: GroundPoint;
  readonly #columns: number;
  readonly #rows: number;
  readonly #search: ReturnType<typeof aStar<Cell, number>>;

  constructor({ boundary, paved, solid, barriers }: Ground) {
    const [west, south, east, north] = extentOf(boundary);
    this.#origin = [west, south];
    this.#columns = Math.max(1, Math.ceil((east - west) / CELL_M));
    this.#rows = Math.max(1, Math.ceil((north - south) / CELL_M));
    // What a metre of each cell counts; 0 where nobody walks. Each outline is looked at where it lies, not in all cells.
    const weights = new Float64Array(this.#columns * this.#rows);
    this.#within(boundary, (id) => {
      weights[id] = UNPAVED;
    });
    for (const ring of paved)
      this.#within(ring, (id) => {
        if (weights[id] !== 0) weights[id] = 1;
      });
    for (const ring of solid)
      this.#within(ring, (id) => {
        weights[id] = 0;
      });
    const cut = this.#cutBy(barriers);
    this.#graph = createGraph({ multigraph: true });
    for (const [id, weight] of weights.entries()) {
      if (weight === 0) continue;
      const [x, y] = this.#middle(id);
      this.#graph.addNode(id, { x, y });
    }
    for (const [id, weight] of weights.entries()) {
      if (weight === 0) continue;
      for (const [k, [dx, dy]] of CELL_NEIGHBORS.entries()) {
        const column = (id % this.#columns) + dx;
        const there = column < this.#columns ? weights[id + dy * this.#columns + dx] : undefined;
        if (!there || (cut[id]! >> k) & 1) continue;
        const lengthM = (Math.hypot(dx, dy) * CELL_M * (weight + there)) / 2;
        this.#graph.addLink(id, id + dy * this.#columns + dx, lengthM);
      }
    }
    this.#search = aStar<Cell, number>(this.#graph, {
      distance: (_to, _from, { data }) => data,
      heuristic: ({ data: a }, { data: b }) => Math.hypot(a.x - b.x, a.y - b.y),
    });
  }

  /** The best way from one place to another; null where none is. */
  way(from: GroundPoint, to: GroundPoint): GroundWay | null {
    const [start, goal] = [this.#nearest(from), this.#nearest(to)];
    if (start === null || goal === null) return null;
    // From the goal back to where it began.
    const cells = this.#search.find(start, goal).reverse();
    if (cells.length === 0) return null;
    const line: GroundPoint[] = [from, ...cells.map(({ data }): GroundPoint => [data.x, data.y]), to];
    const straight = withoutStraight(line);
    return { lengthM: lengthOf(straight), line: straight };
  }

  /** Whether ways may begin or end at a place. */
  reaches(place: GroundPoint): boolean {
    return this.#nearest(place) !== null;
  }

  /** All ways from one place, found at once: many goals cost as much as one. Each is as good as `way` finds it. */
  waysFrom(from: GroundPoint): (to: GroundPoint) => GroundWay | null {
    const start = this.#nearest(from);
    const before = start === null ? new Map<number, number>() : this.#spread(start);
    return (to) => {
      const goal = this.#nearest(to);
      if (goal === null || !before.has(goal)) return null;
      const cells: GroundPoint[] = [];
      for (let at = goal; at >= 0; at = before.get(at)!) cells.push(this.#middle(at));
      const straight = withoutStraight([from, ...cells.reverse(), to]);
      return { lengthM: lengthOf(straight), line: straight };
    };
  }

  /** By cell that is reached, the one before it on the best way from a cell; −1 for that one. */
  #spread(start: number): Map<number, number> {
    const before = new Map<number, number>();
    const next = new LeastFirst<{ readonly id: number; readonly from: number; readonly cost: number }>();
    next.add({ id: start, from: -1, cost: 0 }, 0);
    for (let one = next.take(); one; one = next.take()) {
      const { id, from, cost } = one;
      if (before.has(id)) continue;
      before.set(id, from);
      for (const { data, fromId, toId } of this.#graph.getLinks(id) ?? []) {
        const other = Number(fromId === id ? toId : fromId);
        if (!before.has(other)) next.add({ id: other, from: id, cost: cost + data }, cost + data);
      }
    }
    return before;
  }

  #middle(id: number): GroundPoint {
    return this.#place(id % this.#columns, Math.floor(id / this.#columns));
  }

  /** The cells whose middle lies in a ring. */
  #within(ring: Ring, mark: (id: number) => void): void {
    this.#over(extentOf(ring), 0, (id, column, row) => {
      const [x, y] = this.#place(column, row);
      if (isInside(ring, x, y)) mark(id);
    });
  }

  /** By cell, a bit for each of CELL_NEIGHBORS that a barrier lies before. */
  #cutBy(barriers: Ground['barriers']): Uint8Array {
    const cut = new Uint8Array(this.#columns * this.#rows);
    for (const line of barriers) {
      for (const [i, from] of line.entries()) {
        const to = line[i + 1];
        if (!to) continue;
        this.#over(extentOf([from, to]), 1, (id, column, row) => {
          for (const [k, [dx, dy]] of CELL_NEIGHBORS.entries()) {
            if (meet(from, to, this.#place(column, row), this.#place(column + dx, row + dy))) cut[id]! |= 1 << k;
          }
        });
      }
    }
    return cut;
  }

  /** The cells of an extent, and so many more on each side. */
  #over(
    [west, south, east, north]: ReturnType<typeof extentOf>,
    more: number,
    look: (id: number, column: number, row: number) => void,
  ): void {
    const [x, y] = this.#origin;
    const first = (low: number, origin: number) => Math.max(0, Math.floor((low - origin) / CELL_M) - more);
    const last = (high: number, origin: number, count: number) =>
      Math.min(count - 1, Math.floor((high - origin) / CELL_M) + more);
    for (let row = first(south, y); row <= last(north, y, this.#rows); row++) {
      for (let column = first(west, x); column <= last(east, x, this.#columns); column++)
        look(row * this.#columns + column, column, row);
    }
  }

  #place(column: number, row: number): GroundPoint {
    return [this.#origin[0] + (column + 0.5) * CELL_M, this.#origin[1] + (row + 0.5) * CELL_M];
  }

  #nearest([x, y]: GroundPoint): number | null {
    const [column, row] = [Math.floor((x - this.#origin[0]) / CELL_M), Math.floor((y - this.#origin[1]) / CELL_M)];
    const reach = Math.ceil(REACH_M / CELL_M);
    let best: { readonly id: number; readonly far: number } | null = null;
    for (let dy = -reach; dy <= reach; dy++) {
      for (let dx = -reach; dx <= reach; dx++) {
        if (column + dx < 0 || column + dx >= this.#columns) continue;
        const node = this.#graph.getNode((row + dy) * this.#columns + column + dx);
        if (!node) continue;
        const far = Math.hypot(node.data.x - x, node.data.y - y);
        if (!best || far < best.far) best = { id: Number(node.id), far };
      }
    }
    return best && best.far <= REACH_M ? best.id : null;
  }
}

function lengthOf(line: readonly GroundPoint[]): number {
  return line.slice(1).reduce((sum, [x, y], i) => sum + Math.hypot(x - line[i]![0], y - line[i]![1]), 0);
}

/** A line without the points on its straight stretches. */
function withoutStraight(line: readonly GroundPoint[]): GroundPoint[] {
  return line.filter((point, i) => {
    const [before, after] = [line[i - 1], line[i + 1]];
    if (!before || !after) return true;
    const turn = (point[0] - before[0]) * (after[1] - point[1]) - (point[1] - before[1]) * (after[0] - point[0]);
    return Math.abs(turn) > 1e-6;
  });
}
