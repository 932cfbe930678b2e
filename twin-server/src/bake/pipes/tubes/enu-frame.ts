import { writeEarthCentred } from '../../terrain/earth.ts';
import { placementMatrix } from '../../tiles/tileset.ts';
import type { Vector } from './mesh-builder.ts';

/** The local frame of a tileset, east, north and up at a place; exact at any distance, where a flat one would be metres off in 10 km. */
export class EnuFrame {
  readonly longitude: number;
  readonly latitude: number;
  readonly height: number;
  readonly #matrix: readonly number[];
  readonly #scratch = new Float64Array(3);

  constructor(longitude: number, latitude: number, height: number) {
    [this.longitude, this.latitude, this.height] = [longitude, latitude, height];
    this.#matrix = placementMatrix({ longitude, latitude, height, headingDeg: 0 });
  }

  /** Metres in this frame of a place in degrees and metres above the ellipsoid. */
  local([longitude, latitude, height]: readonly [number, number, number]): Vector {
    writeEarthCentred(longitude, latitude, height, this.#scratch, 0);
    const m = this.#matrix;
    const d = [this.#scratch[0]! - m[12]!, this.#scratch[1]! - m[13]!, this.#scratch[2]! - m[14]!] as const;
    const along = (column: number) => m[column]! * d[0] + m[column + 1]! * d[1] + m[column + 2]! * d[2];
    return [along(0), along(4), along(8)];
  }
}
