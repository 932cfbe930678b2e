import { METERS_PER_DEGREE } from './dem.ts';

const RADIANS = Math.PI / 180;

/** A square grid of heights with a ring of posts around it. */
export interface RingedGrid {
  /** Posts a side, the ring included. */
  readonly side: number;
  /** Metres, rows from the south. */
  readonly heights: Float64Array;
  /** Of the columns and rows, degrees. */
  readonly longitudes: Float64Array;
  readonly latitudes: Float64Array;
  /** Degrees between posts. */
  readonly stepDeg: number;
}

const toByte = (value: number) => Math.round((Math.min(1, Math.max(-1, value)) * 0.5 + 0.5) * 255);
const signOf = (value: number) => (value < 0 ? -1 : 1);

/** Normals of the posts inside the ring, earth-centred and oct-encoded in 2 bytes (Meyer et al. 2010), [n × 2]. */
export function octNormals({ side, heights, longitudes, latitudes, stepDeg }: RingedGrid): Uint8Array {
  const inner = side - 2;
  const normals = new Uint8Array(inner * inner * 2);
  const north = 2 * stepDeg * METERS_PER_DEGREE;
  for (let row = 1; row <= inner; row++) {
    const phi = latitudes[row]! * RADIANS;
    const [sinPhi, cosPhi] = [Math.sin(phi), Math.cos(phi)];
    const east = north * Math.max(cosPhi, 1e-6);
    for (let column = 1; column <= inner; column++) {
      const at = row * side + column;
      const toEast = -(heights[at + 1]! - heights[at - 1]!) / east;
      const toNorth = -(heights[at + side]! - heights[at - side]!) / north;
      const lambda = longitudes[column]! * RADIANS;
      const [sin, cos] = [Math.sin(lambda), Math.cos(lambda)];
      // East, north and up of the place, in earth-centred axes.
      const x = -sin * toEast - sinPhi * cos * toNorth + cosPhi * cos;
      const y = cos * toEast - sinPhi * sin * toNorth + cosPhi * sin;
      const z = cosPhi * toNorth + sinPhi;
      const sum = Math.abs(x) + Math.abs(y) + Math.abs(z);
      let [u, v] = [x / sum, y / sum];
      if (z < 0) [u, v] = [(1 - Math.abs(v)) * signOf(u), (1 - Math.abs(u)) * signOf(v)];
      const out = ((row - 1) * inner + column - 1) * 2;
      normals[out] = toByte(u);
      normals[out + 1] = toByte(v);
    }
  }
  return normals;
}
