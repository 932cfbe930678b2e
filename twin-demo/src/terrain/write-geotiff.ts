import { deflateSync } from 'node:zlib';

/** A grid of heights and where it lies. */
export interface HeightGrid {
  /** EPSG number of the coordinate reference system, and whether it is geographic. */
  readonly epsg: number;
  readonly geographic: boolean;
  /** Of the north-western post, units of the CRS. */
  readonly west: number;
  readonly north: number;
  /** Distance between posts, units of the CRS. */
  readonly step: number;
  readonly columns: number;
  readonly rows: number;
  /** Metres above EGM96 [rows × columns], from the north. */
  readonly heights: Float32Array;
}

const TILE = 256;
const [SHORT, LONG, DOUBLE] = [3, 4, 12] as const;
const BYTES = { [SHORT]: 2, [LONG]: 4, [DOUBLE]: 8 } as const;

type Field = readonly [tag: number, type: typeof SHORT | typeof LONG | typeof DOUBLE, values: readonly number[]];

/** One tile, its rows byte-shuffled and differenced (TIFF Technical Note 3, predictor 3), deflated; outside the grid it repeats the edge. */
function packTile({ columns, rows, heights }: HeightGrid, left: number, top: number): Buffer {
  const packed = Buffer.alloc(TILE * TILE * 4);
  const value = new DataView(new ArrayBuffer(4));
  for (let j = 0; j < TILE; j++) {
    const row = packed.subarray(j * TILE * 4, (j + 1) * TILE * 4);
    for (let i = 0; i < TILE; i++) {
      const [x, y] = [Math.min(left + i, columns - 1), Math.min(top + j, rows - 1)];
      value.setFloat32(0, heights[y * columns + x]!);
      for (let byte = 0; byte < 4; byte++) row[byte * TILE + i] = value.getUint8(byte);
    }
    for (let i = row.length - 1; i > 0; i--) row[i] = (row[i]! - row[i - 1]!) & 0xff;
  }
  return deflateSync(packed, { level: 9 });
}

/** Geographic keys: the CRS, posts as points, heights above EGM96 (EPSG:5773) in metres (9001). */
function geoKeys({ epsg, geographic }: HeightGrid): number[] {
  const keys = [
    [1024, geographic ? 2 : 1],
    [1025, 2],
    geographic ? [2048, epsg] : [3072, epsg],
    [4096, 5773],
    [4099, 9001],
  ];
  return [1, 1, 1, keys.length, ...keys.flatMap(([key, value]) => [key!, 0, 1, value!])];
}

/** Writes heights as a tiled GeoTIFF 1.1 of 32-bit floats: the same bytes for the same grid. */
export function writeGeoTiff(grid: HeightGrid): Buffer {
  const [across, down] = [Math.ceil(grid.columns / TILE), Math.ceil(grid.rows / TILE)];
  const tiles = Array.from({ length: across * down }, (_, i) =>
    packTile(grid, (i % across) * TILE, Math.floor(i / across) * TILE),
  );
  const fields = (offsets: readonly number[]): Field[] => [
    [256, LONG, [grid.columns]],
    [257, LONG, [grid.rows]],
    [258, SHORT, [32]],
    [259, SHORT, [8]],
    [262, SHORT, [1]],
    [277, SHORT, [1]],
    [317, SHORT, [3]],
    [322, LONG, [TILE]],
    [323, LONG, [TILE]],
    [324, LONG, offsets],
    [325, LONG, tiles.map((tile) => tile.length)],
    [339, SHORT, [3]],
    [33550, DOUBLE, [grid.step, grid.step, 0]],
    [33922, DOUBLE, [0, 0, 0, grid.west, grid.north, 0]],
    [34735, SHORT, geoKeys(grid)],
  ];
  const sizeOf = ([, type, values]: Field) => BYTES[type] * values.length;
  const plan = fields(tiles.map(() => 0));
  const directoryBytes = 2 + plan.length * 12 + 4;
  const apart = plan.map(sizeOf).filter((size) => size > 4);
  const head = 8 + directoryBytes + apart.reduce((sum, size) => sum + size, 0);
  let at = head;
  const offsets = tiles.map((tile) => {
    at += tile.length;
    return at - tile.length;
  });
  return Buffer.concat([writeHead(head, 8 + directoryBytes, fields(offsets)), ...tiles]);
}

/** Header and directory, little-endian; values that do not fit into their field stand after it. */
function writeHead(bytes: number, valuesAt: number, fields: readonly Field[]): Buffer {
  const head = Buffer.alloc(bytes);
  head.write('II*\0', 'latin1');
  head.writeUInt32LE(8, 4);
  head.writeUInt16LE(fields.length, 8);
  let free = valuesAt;
  for (const [i, [tag, type, values]] of fields.entries()) {
    const entry = 10 + i * 12;
    head.writeUInt16LE(tag, entry);
    head.writeUInt16LE(type, entry + 2);
    head.writeUInt32LE(values.length, entry + 4);
    const size = BYTES[type] * values.length;
    let at = entry + 8;
    if (size > 4) {
      head.writeUInt32LE(free, at);
      at = free;
      free += size;
    }
    for (const [n, value] of values.entries()) {
      if (type === SHORT) head.writeUInt16LE(value, at + n * 2);
      else if (type === LONG) head.writeUInt32LE(value, at + n * 4);
      else head.writeDoubleLE(value, at + n * 8);
    }
  }
  return head;
}
