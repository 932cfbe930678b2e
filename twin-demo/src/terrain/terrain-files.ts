import { geoToLocal } from 'twin-core';
import { fromGeographic, toGeographic } from 'twin-core/crs';
import { PROJECTED_CRS, SITE_FRAME } from '../estate/site-frame.ts';
import { basinHeight } from './basin.ts';
import { type HeightGrid, writeGeoTiff } from './write-geotiff.ts';

/** Heights are whole sixteenths of a metre: exact as floats, and small once packed. */
const STEPS_PER_METER = 16;
/** The basin: posts of 3″ as SRTM has them, degrees. */
const BASIN = { west: 112.14, north: 38.33, east: 112.86, south: 37.6, postsPerDegree: 1200 };
/** Around the estate: posts of 10 m on the city's own grid, this far to each side, metres. */
const NEAR = { reachM: 2500, stepM: 10 };

function heightAt(longitude: number, latitude: number): number {
  const [x, y] = geoToLocal(SITE_FRAME, { longitude, latitude, height: SITE_FRAME.height });
  return Math.round(basinHeight([x, y]) * STEPS_PER_METER) / STEPS_PER_METER;
}

function grid(
  place: Omit<HeightGrid, 'heights'>,
  toDegrees: (x: number, y: number) => { longitude: number; latitude: number },
): HeightGrid {
  const { west, north, step, columns, rows } = place;
  const heights = new Float32Array(columns * rows);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const { longitude, latitude } = toDegrees(west + column * step, north - row * step);
      heights[row * columns + column] = heightAt(longitude, latitude);
    }
  }
  return { ...place, heights };
}

function basin(): HeightGrid {
  const { west, north, east, south, postsPerDegree } = BASIN;
  return grid(
    {
      epsg: 4326,
      geographic: true,
      west,
      north,
      step: 1 / postsPerDegree,
      columns: Math.round((east - west) * postsPerDegree) + 1,
      rows: Math.round((north - south) * postsPerDegree) + 1,
    },
    (longitude, latitude) => ({ longitude, latitude }),
  );
}

function near(): HeightGrid {
  const { reachM, stepM } = NEAR;
  const { easting, northing } = fromGeographic(PROJECTED_CRS, SITE_FRAME.longitude, SITE_FRAME.latitude);
  const round = (value: number) => Math.round(value / stepM) * stepM;
  const side = (2 * reachM) / stepM + 1;
  return grid(
    {
      epsg: Number(PROJECTED_CRS.replace('EPSG:', '')),
      geographic: false,
      west: round(easting - reachM),
      north: round(northing + reachM),
      step: stepM,
      columns: side,
      rows: side,
    },
    (x, y) => toGeographic(PROJECTED_CRS, x, y),
  );
}

/** The terrain's files by name: two elevation models and the list of them, the first above the second. */
export function terrainFiles(): Readonly<Record<string, Buffer>> {
  const sources = [
    { file: 'jinyang-10m.tif', name: '晋阳嘉园周边示例地形 10 m（程序生成）', heightDatum: 'egm96', accuracyM: 0.05 },
    { file: 'basin-90m.tif', name: '太原盆地示例地形 90 m（程序生成）', heightDatum: 'egm96', accuracyM: 5 },
  ];
  return {
    'jinyang-10m.tif': writeGeoTiff(near()),
    'basin-90m.tif': writeGeoTiff(basin()),
    'sources.json': Buffer.from(`${JSON.stringify({ sources }, null, 2)}\n`),
  };
}
