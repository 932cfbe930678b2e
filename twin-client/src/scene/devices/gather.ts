import { type Child, RULE, type TreeBuilder } from './cluster-tree.ts';

/** Neighbors this near are gathered first, metres; then those twice as far apart, and so on. */
const LEAST_M = 1.5;
/** Cells a side of the grid that neighbors are sought in. */
const MOST_CELLS = 1024;

/**
 * Gathers what is near each other, the nearest first, until at most one is left or they are more than `mostM` apart. Each node's
 * size is the radius its children were gathered within. Returns what is left: the roots.
 */
export function gather(builder: TreeBuilder, children: readonly Child[], mostM: number): Child[] {
  let left = [...children];
  for (let radiusM = LEAST_M; left.length > 1 && radiusM <= mostM; radiusM *= 2) {
    left = gatherWithin(builder, left, radiusM);
  }
  return left;
}

function gatherWithin(builder: TreeBuilder, children: readonly Child[], radiusM: number): Child[] {
  const grid = new PlaneGrid(builder, children, radiusM);
  const taken = new Uint8Array(children.length);
  const left: Child[] = [];
  for (let i = 0; i < children.length; i++) {
    if (taken[i]) continue;
    taken[i] = 1;
    const together = [children[i]!];
    grid.eachNear(i, (j) => {
      if (taken[j] || distance2(builder, children[i]!, children[j]!) > radiusM * radiusM) return;
      taken[j] = 1;
      together.push(children[j]!);
    });
    left.push(together.length === 1 ? together[0]! : builder.add(RULE.spread, radiusM, together));
  }
  return left;
}

function distance2(builder: TreeBuilder, a: Child, b: Child): number {
  let sum = 0;
  for (let axis = 0; axis < 3; axis++) sum += (builder.at(a, axis) - builder.at(b, axis)) ** 2;
  return sum;
}

/** Places on the plane that touches the earth at their first, sorted into square cells at least a radius wide. */
class PlaneGrid {
  readonly #cell: Int32Array;
  readonly #columns: number;
  readonly #rows: number;
  /** Places of cell c: sorted[start[c]] up to sorted[start[c + 1] − 1]. */
  readonly #start: Int32Array;
  readonly #sorted: Int32Array;

  constructor(builder: TreeBuilder, children: readonly Child[], radiusM: number) {
    const { length } = children;
    const [xs, ys] = [new Float64Array(length), new Float64Array(length)];
    const origin = [0, 1, 2].map((axis) => builder.at(children[0]!, axis)) as [number, number, number];
    const up = unit(origin);
    const east = unit([-up[1], up[0], 0]);
    const north = [-up[2] * east[1], up[2] * east[0], up[0] * east[1] - up[1] * east[0]] as const;
    let [west, right, south, top] = [Infinity, -Infinity, Infinity, -Infinity];
    for (let i = 0; i < length; i++) {
      const dx = builder.at(children[i]!, 0) - origin[0];
      const dy = builder.at(children[i]!, 1) - origin[1];
      const dz = builder.at(children[i]!, 2) - origin[2];
      xs[i] = dx * east[0] + dy * east[1];
      ys[i] = dx * north[0] + dy * north[1] + dz * north[2];
      west = Math.min(west, xs[i]!);
      right = Math.max(right, xs[i]!);
      south = Math.min(south, ys[i]!);
      top = Math.max(top, ys[i]!);
    }
    const cellM = Math.max(radiusM, (right - west) / MOST_CELLS, (top - south) / MOST_CELLS);
    this.#columns = Math.floor((right - west) / cellM) + 1;
    this.#rows = Math.floor((top - south) / cellM) + 1;
    this.#cell = new Int32Array(length);
    this.#start = new Int32Array(this.#columns * this.#rows + 1);
    for (let i = 0; i < length; i++) {
      const cell = Math.floor((ys[i]! - south) / cellM) * this.#columns + Math.floor((xs[i]! - west) / cellM);
      this.#cell[i] = cell;
      this.#start[cell + 1]!++;
    }
    for (let cell = 1; cell < this.#start.length; cell++) this.#start[cell]! += this.#start[cell - 1]!;
    const next = this.#start.slice();
    this.#sorted = new Int32Array(length);
    for (let i = 0; i < length; i++) this.#sorted[next[this.#cell[i]!]!++] = i;
  }

  /** Calls `each` with every place in the cell of place i and the eight around it, i included. */
  eachNear(i: number, each: (j: number) => void): void {
    const column = this.#cell[i]! % this.#columns;
    const row = Math.floor(this.#cell[i]! / this.#columns);
    for (let r = Math.max(0, row - 1); r <= Math.min(this.#rows - 1, row + 1); r++) {
      const first = r * this.#columns + Math.max(0, column - 1);
      const last = r * this.#columns + Math.min(this.#columns - 1, column + 1);
      for (let k = this.#start[first]!; k < this.#start[last + 1]!; k++) each(this.#sorted[k]!);
    }
  }
}

function unit([x, y, z]: readonly [number, number, number]): [x: number, y: number, z: number] {
  const length = Math.hypot(x, y, z) || 1;
  return [x / length, y / length, z / length];
}
