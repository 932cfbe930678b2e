import { type Bounds, isEmpty } from '../tiles/bounds.ts';
import type { ProductMesh } from './meshes.ts';
import { sampleLines } from './plan-samples.ts';

/** Edge of a cell, millimetres; larger where a storey would have more than MAX_CELLS along a side. */
const CELL_MM = 250;
const MAX_CELLS = 480;
/** Half of the widest doorway without a door that is still taken for closed, millimetres. */
const CLOSING_MM = 500;
/** An outer wall is up to this thick, millimetres: so far from open air its inner face may lie. */
const THICKNESS_MM = 500;

/**
 * A storey in plan, to tell what stands on its outline: walls and what fills them close cells, and what can be walked to
 * from beyond the storey without crossing them lies outside.
 */
export class StoreyPlan {
  readonly #cellMm: number;
  readonly #minX: number;
  readonly #minY: number;
  readonly #width: number;
  readonly #height: number;
  /** 1 for a cell outside, or so near to one that an outer wall may stand there. */
  readonly #outer: Uint8Array;

  /** `walls` are what closes a storey; `bounds` hold them and all that will be asked for, millimetres. */
  constructor(walls: readonly ProductMesh[], bounds: Readonly<Bounds>) {
    const [x, y] = isEmpty(bounds) ? [0, 0] : [bounds[3] - bounds[0], bounds[4] - bounds[1]];
    this.#cellMm = Math.max(CELL_MM, x / MAX_CELLS, y / MAX_CELLS);
    const closing = Math.round(CLOSING_MM / this.#cellMm);
    const margin = closing + 2;
    this.#minX = bounds[0] - margin * this.#cellMm;
    this.#minY = bounds[1] - margin * this.#cellMm;
    this.#width = Math.ceil(x / this.#cellMm) + 2 * margin + 1;
    this.#height = Math.ceil(y / this.#cellMm) + 2 * margin + 1;
    const closed = new Uint8Array(this.#width * this.#height);
    for (const wall of walls) {
      sampleLines(wall, this.#cellMm / 2, (px, py) => {
        closed[this.#cell(px, py)] = 1;
      });
    }
    const outside = this.#flood(this.#grown(closed, closing));
    this.#outer = this.#grown(outside, closing + Math.ceil(THICKNESS_MM / this.#cellMm));
  }

  /** Whether a point of the storey, in millimetres, lies outside of it or in its outer walls. */
  isOuter(x: number, y: number): boolean {
    return this.#outer[this.#cell(x, y)] === 1;
  }

  #cell(x: number, y: number): number {
    const column = Math.min(Math.max(Math.floor((x - this.#minX) / this.#cellMm), 0), this.#width - 1);
    const row = Math.min(Math.max(Math.floor((y - this.#minY) / this.#cellMm), 0), this.#height - 1);
    return row * this.#width + column;
  }

  /** The marked cells and all within `cells` of them along both axes: first along one, then the other. */
  #grown(cells: Uint8Array, by: number): Uint8Array {
    const grow = (from: Uint8Array, lines: number, length: number, line: number, step: number) => {
      const to = new Uint8Array(from.length);
      for (let l = 0; l < lines; l++) {
        let until = -1;
        for (let i = 0; i < Math.min(by, length); i++) if (from[l * line + i * step]) until = i + by;
        for (let i = 0; i < length; i++) {
          if (i + by < length && from[l * line + (i + by) * step]) until = i + 2 * by;
          if (i <= until) to[l * line + i * step] = 1;
        }
      }
      return to;
    };
    const across = grow(cells, this.#height, this.#width, this.#width, 1);
    return grow(across, this.#width, this.#height, 1, this.#width);
  }

  /** What is reached from the rim over cells that are not closed. */
  #flood(closed: Uint8Array): Uint8Array {
    const reached = new Uint8Array(closed.length);
    const stack: number[] = [];
    const visit = (cell: number) => {
      if (closed[cell] || reached[cell]) return;
      reached[cell] = 1;
      stack.push(cell);
    };
    // Nothing stands on the rim, so its first cell leads all around.
    visit(0);
    for (let cell = stack.pop(); cell !== undefined; cell = stack.pop()) {
      const column = cell % this.#width;
      if (column > 0) visit(cell - 1);
      if (column < this.#width - 1) visit(cell + 1);
      if (cell >= this.#width) visit(cell - this.#width);
      if (cell < closed.length - this.#width) visit(cell + this.#width);
    }
    return reached;
  }
}
