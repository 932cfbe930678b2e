import { writeFile } from 'node:fs/promises';
import { writeArrayBuffer } from 'geotiff';

/** A grid of posts to be written as a GeoTIFF. */
export interface SampleDem {
  readonly columns: number;
  readonly rows: number;
  /** Of the north-western post, and the distance to the next, units of the CRS. */
  readonly west: number;
  readonly north: number;
  readonly step: number;
  /** Metres; NaN for a void. */
  readonly heightAt: (x: number, y: number) => number;
  /** EPSG numbers; neither for a file without CRS. */
  readonly geographic?: number;
  readonly projected?: number;
  /** The file says that its pixels are areas: their corner is named, not their middle. */
  readonly isArea?: boolean;
}

/** What a void is written as. */
const VOID = -9999;

/** Writes an uncompressed GeoTIFF of 32-bit floats. */
export async function writeSampleDem(file: string, dem: SampleDem): Promise<string> {
  const { columns, rows, west, north, step, heightAt, geographic, projected, isArea = false } = dem;
  const heights = new Float32Array(columns * rows);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const height = heightAt(west + column * step, north - row * step);
      heights[row * columns + column] = Number.isNaN(height) ? VOID : height;
    }
  }
  const half = isArea ? step / 2 : 0;
  const bytes = writeArrayBuffer(heights, {
    width: columns,
    height: rows,
    SampleFormat: [3],
    BitsPerSample: [32],
    ModelPixelScale: [step, step, 0],
    ModelTiepoint: [0, 0, 0, west - half, north + half, 0],
    GDAL_NODATA: `${VOID}`,
    GTRasterTypeGeoKey: isArea ? 1 : 2,
    ...(geographic === undefined ? {} : { GTModelTypeGeoKey: 2, GeographicTypeGeoKey: geographic }),
    ...(projected === undefined ? {} : { GTModelTypeGeoKey: 1, ProjectedCSTypeGeoKey: projected }),
  });
  await writeFile(file, new Uint8Array(bytes));
  return file;
}
