/**
 * Right-triangulated irregular networks of a square grid: meshes that follow the grid within an error, after Evans, Kirkpatrick and
 * Townsend 2001, in the hierarchy that @mapbox/martini numbers its triangles by.
 */

/** A mesh over a grid: vertices as [column, row] in grid intervals, triangles counterclockwise where rows run upwards. */
export interface RtinMesh {
  /** [n × 2] */
  readonly vertices: Uint16Array;
  /** [n × 3]; a vertex is named for the first time in the order of its number. */
  readonly triangles: Uint16Array;
}

/** The triangles of a grid of 2^k intervals a side, made once for all grids of the size. */
export class Rtin {
  readonly #intervals: number;
  /** Ends of each triangle's hypotenuse, [n × 4]; parents before their children. */
  readonly #ends: Uint16Array;
  readonly #parents: number;
  readonly #numbers: Uint32Array;

  constructor(intervals: number) {
    this.#intervals = intervals;
    const count = intervals * intervals * 2 - 2;
    this.#ends = new Uint16Array(count * 4);
    this.#parents = count - intervals * intervals;
    this.#numbers = new Uint32Array((intervals + 1) ** 2);
    for (let i = 0; i < count; i++) {
      let id = i + 2;
      let [ax, ay, bx, by, cx, cy] =
        id & 1 ? [0, 0, intervals, intervals, intervals, 0] : [intervals, intervals, 0, 0, 0, intervals];
      while (id >> 1 > 1) {
        id >>= 1;
        const [mx, my] = [(ax + bx) >> 1, (ay + by) >> 1];
        if (id & 1) [bx, by, ax, ay] = [ax, ay, cx, cy];
        else [ax, ay, bx, by] = [bx, by, cx, cy];
        [cx, cy] = [mx, my];
      }
      this.#ends.set([ax, ay, bx, by], i * 4);
    }
  }

  /**
   * What is wrong where a triangle is not split at the middle of its hypotenuse, by the post there. `heights` are of
   * (intervals + 1)² posts, row by row; `sag` is what a straight edge of one interval lies under the curve of the earth in their
   * middle, in the same unit.
   */
  errors(heights: Float32Array | Float64Array, sag: number): Float32Array {
    const size = this.#intervals + 1;
    const ends = this.#ends;
    const errors = new Float32Array(size * size);
    for (let i = ends.length / 4 - 1; i >= 0; i--) {
      const [ax, ay, bx, by] = [ends[i * 4]!, ends[i * 4 + 1]!, ends[i * 4 + 2]!, ends[i * 4 + 3]!];
      const [mx, my] = [(ax + bx) >> 1, (ay + by) >> 1];
      const middle = my * size + mx;
      const straight = (heights[ay * size + ax]! + heights[by * size + bx]!) / 2;
      const lengthSquared = (bx - ax) ** 2 + (by - ay) ** 2;
      let error = Math.max(errors[middle]!, Math.abs(straight - heights[middle]!) + sag * lengthSquared);
      if (i < this.#parents) {
        const [cx, cy] = [mx + my - ay, my + ax - mx];
        const left = errors[((ay + cy) >> 1) * size + ((ax + cx) >> 1)]!;
        const right = errors[((by + cy) >> 1) * size + ((bx + cx) >> 1)]!;
        error = Math.max(error, left, right);
      }
      errors[middle] = error;
    }
    return errors;
  }

  /** The coarsest mesh whose error is nowhere above `maxError`. */
  mesh(errors: Float32Array, maxError: number): RtinMesh {
    const size = this.#intervals + 1;
    const numbers = this.#numbers.fill(0);
    const vertices: number[] = [];
    const triangles: number[] = [];
    const number = (x: number, y: number): number => {
      const known = numbers[y * size + x]!;
      if (known > 0) return known - 1;
      vertices.push(x, y);
      numbers[y * size + x] = vertices.length / 2;
      return vertices.length / 2 - 1;
    };
    const split = (ax: number, ay: number, bx: number, by: number, cx: number, cy: number): void => {
      const [mx, my] = [(ax + bx) >> 1, (ay + by) >> 1];
      if (Math.abs(ax - cx) + Math.abs(ay - cy) > 1 && errors[my * size + mx]! > maxError) {
        split(cx, cy, ax, ay, mx, my);
        split(bx, by, cx, cy, mx, my);
      } else {
        triangles.push(number(ax, ay), number(cx, cy), number(bx, by));
      }
    };
    const last = this.#intervals;
    split(0, 0, last, last, last, 0);
    split(last, last, 0, 0, 0, last);
    return { vertices: Uint16Array.from(vertices), triangles: Uint16Array.from(triangles) };
  }

  /** Height of the mesh at a place in grid intervals, by the heights and errors that it was made from. */
  heightOn(heights: Float32Array | Float64Array, errors: Float32Array, maxError: number, x: number, y: number): number {
    const size = this.#intervals + 1;
    const last = this.#intervals;
    let [ax, ay, bx, by, cx, cy] = x >= y ? [0, 0, last, last, last, 0] : [last, last, 0, 0, 0, last];
    for (;;) {
      const [mx, my] = [(ax + bx) >> 1, (ay + by) >> 1];
      if (Math.abs(ax - cx) + Math.abs(ay - cy) <= 1 || errors[my * size + mx]! <= maxError) break;
      // On which side of the line from the apex to the middle: nearer to a, or nearer to b.
      const nearA = (x - mx) * (ax - mx) + (y - my) * (ay - my) >= 0;
      if (nearA) [ax, ay, bx, by, cx, cy] = [cx, cy, ax, ay, mx, my];
      else [ax, ay, bx, by, cx, cy] = [bx, by, cx, cy, mx, my];
    }
    const area = (bx - ax) * (cy - ay) - (cx - ax) * (by - ay);
    const b = ((x - ax) * (cy - ay) - (cx - ax) * (y - ay)) / area;
    const c = ((bx - ax) * (y - ay) - (x - ax) * (by - ay)) / area;
    return heights[ay * size + ax]! * (1 - b - c) + heights[by * size + bx]! * b + heights[cy * size + cx]! * c;
  }
}
