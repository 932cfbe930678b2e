/** A place on screen: CSS pixels of the canvas, and the distance along the line of sight. */
export interface Projected {
  x: number;
  y: number;
  /** Clip-space w: metres before the camera's plane. */
  depthM: number;
}

/** Projects earth-centred places to the canvas without making an object for each. */
export class ScreenProjection {
  readonly #matrix = new Float64Array(16);
  #width = 0;
  #height = 0;

  /** `viewProjection`: world to clip space, column by column. Sizes in CSS pixels. */
  set(viewProjection: ArrayLike<number>, width: number, height: number): void {
    for (let i = 0; i < 16; i++) this.#matrix[i] = viewProjection[i]!;
    this.#width = width;
    this.#height = height;
  }

  /** Writes where a place is into `out`; false for one behind the camera. */
  project(x: number, y: number, z: number, out: Projected): boolean {
    const m = this.#matrix;
    const w = m[3]! * x + m[7]! * y + m[11]! * z + m[15]!;
    if (w <= 0) return false;
    out.x = ((m[0]! * x + m[4]! * y + m[8]! * z + m[12]!) / w / 2 + 0.5) * this.#width;
    out.y = (0.5 - (m[1]! * x + m[5]! * y + m[9]! * z + m[13]!) / w / 2) * this.#height;
    out.depthM = w;
    return true;
  }
}
