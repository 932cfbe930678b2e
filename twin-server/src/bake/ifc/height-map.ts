import { type Bounds, isEmpty } from '../tiles/bounds.ts';
import type { ProductMesh } from './meshes.ts';
import { sampleSurfaces } from './plan-samples.ts';

const CELL_MM = 1000;
const MAX_CELLS = 500;
/** What lies this little above still leaves a roof under the sky: its own layers, gravel, a parapet's foot. */
const COVER_MM = 600;

/** The highest surface over each cell of a building's plan. */
export class HeightMap {
  readonly #cellMm: number;
  readonly #minX: number;
  readonly #minY: number;
  readonly #width: number;
  readonly #tops: Float32Array;

  constructor(meshes: readonly ProductMesh[], bounds: Readonly<Bounds>) {
    const [x, y] = isEmpty(bounds) ? [0, 0] : [bounds[3] - bounds[0], bounds[4] - bounds[1]];
    this.#cellMm = Math.max(CELL_MM, x / MAX_CELLS, y / MAX_CELLS);
    this.#minX = bounds[0];
    this.#minY = bounds[1];
    this.#width = Math.floor(x / this.#cellMm) + 1;
    this.#tops = new Float32Array(this.#width * (Math.floor(y / this.#cellMm) + 1)).fill(-Infinity);
    for (const mesh of meshes) {
      sampleSurfaces(mesh, this.#cellMm, (px, py, pz) => {
        const cell = this.#cell(px, py);
        if (pz > this.#tops[cell]!) this.#tops[cell] = pz;
      });
    }
  }

  #cell(x: number, y: number): number {
    const [column, row] = [Math.floor((x - this.#minX) / this.#cellMm), Math.floor((y - this.#minY) / this.#cellMm)];
    return row * this.#width + column;
  }

  /** Whether more than half of a product's level surface, upper and lower side together, has nothing much above it. */
  isUnderSky(mesh: ProductMesh): boolean {
    let open = 0;
    const area = sampleSurfaces(mesh, this.#cellMm, (x, y, _, weight) => {
      if (this.#tops[this.#cell(x, y)]! <= mesh.bounds[5] + COVER_MM) open += weight;
    });
    return area > 0 && open / area > 0.5;
  }
}
