const HEADER_BYTES = 88;
const MOST = 32_767;
/** Cells a side into which triangles are sorted, so that few are tried for a place. */
const CELLS = 32;

/** A quantized-mesh tile as ground to be asked for heights. */
export class BakedMesh {
  readonly #u: Uint16Array;
  readonly #v: Uint16Array;
  readonly #heights: Float64Array;
  readonly #triangles: Uint16Array;
  /** Triangles by cell: where each cell's begin in the list, and the list. */
  readonly #begins: Uint32Array;
  readonly #list: Uint32Array;

  /** Reads the positions of a quantized-mesh 1.0 tile with 16-bit indices. Throws RangeError where it ends early. */
  constructor(bytes: Uint8Array) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const [low, high] = [view.getFloat32(24, true), view.getFloat32(28, true)];
    const count = view.getUint32(HEADER_BYTES, true);
    let at = HEADER_BYTES + 4;
    const deltas = () => {
      const values = new Uint16Array(count);
      let value = 0;
      for (let i = 0; i < count; i++, at += 2) {
        const coded = view.getUint16(at, true);
        value += (coded >> 1) ^ -(coded & 1);
        values[i] = value;
      }
      return values;
    };
    this.#u = deltas();
    this.#v = deltas();
    this.#heights = Float64Array.from(deltas(), (value) => low + (value / MOST) * (high - low));
    const corners = view.getUint32(at, true) * 3;
    at += 4;
    this.#triangles = new Uint16Array(corners);
    let highest = 0;
    for (let i = 0; i < corners; i++, at += 2) {
      const code = view.getUint16(at, true);
      this.#triangles[i] = highest - code;
      if (code === 0) highest += 1;
    }
    [this.#begins, this.#list] = this.#sort();
  }

  /** Cells that a triangle's box touches. */
  #eachCell(triangle: number, take: (cell: number) => void): void {
    const corner = (k: number) => this.#triangles[triangle * 3 + k]!;
    const [us, vs] = [[0, 1, 2].map((k) => this.#u[corner(k)]!), [0, 1, 2].map((k) => this.#v[corner(k)]!)];
    const [left, right] = [cellOf(Math.min(...us)), cellOf(Math.max(...us))];
    const [bottom, top] = [cellOf(Math.min(...vs)), cellOf(Math.max(...vs))];
    for (let y = bottom; y <= top; y++) for (let x = left; x <= right; x++) take(y * CELLS + x);
  }

  #sort(): [begins: Uint32Array, list: Uint32Array] {
    const begins = new Uint32Array(CELLS * CELLS + 1);
    const count = this.#triangles.length / 3;
    for (let t = 0; t < count; t++) this.#eachCell(t, (cell) => begins[cell + 1]!++);
    for (let cell = 0; cell < CELLS * CELLS; cell++) begins[cell + 1]! += begins[cell]!;
    const next = begins.slice();
    const list = new Uint32Array(begins.at(-1)!);
    for (let t = 0; t < count; t++) {
      this.#eachCell(t, (cell) => {
        list[next[cell]!++] = t;
      });
    }
    return [begins, list];
  }

  /** Metres above the ellipsoid at a place of the tile, each part from 0 to 1, by the triangle that holds it; NaN where none does. */
  heightAt(east: number, north: number): number {
    const [x, y] = [east * MOST, north * MOST];
    const cell = cellOf(y) * CELLS + cellOf(x);
    const [u, v, heights] = [this.#u, this.#v, this.#heights];
    for (let i = this.#begins[cell]!; i < this.#begins[cell + 1]!; i++) {
      const t = this.#list[i]! * 3;
      const [a, b, c] = [this.#triangles[t]!, this.#triangles[t + 1]!, this.#triangles[t + 2]!];
      const area = (u[b]! - u[a]!) * (v[c]! - v[a]!) - (u[c]! - u[a]!) * (v[b]! - v[a]!);
      const atB = ((x - u[a]!) * (v[c]! - v[a]!) - (u[c]! - u[a]!) * (y - v[a]!)) / area;
      const atC = ((u[b]! - u[a]!) * (y - v[a]!) - (x - u[a]!) * (v[b]! - v[a]!)) / area;
      if (atB >= -1e-9 && atC >= -1e-9 && atB + atC <= 1 + 1e-9) {
        return heights[a]! * (1 - atB - atC) + heights[b]! * atB + heights[c]! * atC;
      }
    }
    return Number.NaN;
  }
}

const cellOf = (value: number) => Math.min(CELLS - 1, Math.max(0, Math.floor((value / MOST) * CELLS)));
