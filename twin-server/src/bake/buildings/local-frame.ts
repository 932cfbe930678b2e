// WGS 84 (NIMA TR8350.2): semi-major axis in metres, first eccentricity squared.
const SEMI_MAJOR_M = 6378137;
const E2 = 0.0066943799901413165;
const RADIANS = Math.PI / 180;

/** East, north and up at a place, for putting many points into its frame quickly. */
export class LocalFrame {
  readonly longitude: number;
  readonly latitude: number;
  readonly heightM: number;
  readonly #origin: readonly [number, number, number];
  readonly #sinCos: readonly [sinLambda: number, cosLambda: number, sinPhi: number, cosPhi: number];

  constructor(longitude: number, latitude: number, heightM: number) {
    this.longitude = longitude;
    this.latitude = latitude;
    this.heightM = heightM;
    const [lambda, phi] = [longitude * RADIANS, latitude * RADIANS];
    this.#sinCos = [Math.sin(lambda), Math.cos(lambda), Math.sin(phi), Math.cos(phi)];
    const [sl, cl, sp, cp] = this.#sinCos;
    const n = SEMI_MAJOR_M / Math.sqrt(1 - E2 * sp * sp);
    this.#origin = [(n + heightM) * cp * cl, (n + heightM) * cp * sl, (n * (1 - E2) + heightM) * sp];
  }

  /** Writes the place at two heights (metres above the ellipsoid), each as three whole millimetres east, north, up: 6 numbers from `at`. */
  write(longitude: number, latitude: number, lowM: number, highM: number, to: Int32Array, at: number): void {
    const [lambda, phi] = [longitude * RADIANS, latitude * RADIANS];
    const [sl, cl, sp, cp] = [Math.sin(lambda), Math.cos(lambda), Math.sin(phi), Math.cos(phi)];
    const n = SEMI_MAJOR_M / Math.sqrt(1 - E2 * sp * sp);
    const [ux, uy, uz] = [cp * cl, cp * sl, sp];
    this.#put(n * ux + lowM * ux, n * uy + lowM * uy, n * (1 - E2) * uz + lowM * uz, to, at);
    this.#put(n * ux + highM * ux, n * uy + highM * uy, n * (1 - E2) * uz + highM * uz, to, at + 3);
  }

  #put(x: number, y: number, z: number, to: Int32Array, at: number): void {
    const [sl, cl, sp, cp] = this.#sinCos;
    const [dx, dy, dz] = [x - this.#origin[0], y - this.#origin[1], z - this.#origin[2]];
    const across = cl * dx + sl * dy;
    to[at] = Math.round((-sl * dx + cl * dy) * 1000);
    to[at + 1] = Math.round((-sp * across + cp * dz) * 1000);
    to[at + 2] = Math.round((cp * across + sp * dz) * 1000);
  }
}
