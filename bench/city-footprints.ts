import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type GeoFeature, readFeatures } from '../twin-server/src/geodata/index.ts';

/** A set of footprints from a file. */
export interface Footprints {
  readonly name: string;
  readonly file: string;
}

/** The Tokyo set where TWIN_FIXTURES names the folder it is in, else the estate's own surroundings. */
export function footprints(): Footprints {
  const tokyo = join(process.env.TWIN_FIXTURES ?? '', 'gis/tokyo_city_buildings.fgb');
  if (process.env.TWIN_FIXTURES && existsSync(tokyo)) return { name: 'tokyo', file: tokyo };
  return { name: 'estate', file: fileURLToPath(new URL('../models/ground.geojson', import.meta.url)) };
}

type Place = readonly [number, number, ...number[]];

function moved(geometry: GeoFeature['geometry'], east: number, north: number): GeoFeature['geometry'] {
  const move = (coordinates: unknown): unknown => {
    const list = coordinates as readonly unknown[];
    if (typeof list[0] !== 'number') return list.map(move);
    const [x, y, ...rest] = list as Place;
    return [x + east, y + north, ...rest];
  };
  return { type: geometry.type, coordinates: move(geometry.coordinates) } as GeoFeature['geometry'];
}

/**
 * `count` buildings around a place in degrees: the set moved there and repeated side by side, each copy's ids its own. Repetition begins
 * with the copy in the middle.
 */
export async function* cityAround(
  { file }: Footprints,
  [longitude, latitude]: readonly [number, number],
  count: number,
): AsyncGenerator<GeoFeature> {
  const set: GeoFeature[] = [];
  const [low, high] = [
    [Infinity, Infinity],
    [-Infinity, -Infinity],
  ];
  for await (const feature of (await readFeatures(file)).features()) {
    const { geometry } = feature;
    if (geometry.type !== 'Polygon') continue;
    set.push(feature);
    for (const [x, y] of geometry.coordinates[0]!) {
      low[0] = Math.min(low[0]!, x);
      low[1] = Math.min(low[1]!, y);
      high[0] = Math.max(high[0]!, x);
      high[1] = Math.max(high[1]!, y);
    }
  }
  const width = high[0]! - low[0]!;
  const [east, north] = [longitude - (low[0]! + high[0]!) / 2, latitude - (low[1]! + high[1]!) / 2];
  for (let given = 0, copy = 0; given < count; copy++) {
    const aside = (copy % 2 === 0 ? 1 : -1) * Math.ceil(copy / 2) * width;
    for (const feature of set) {
      if (given++ >= count) return;
      yield { ...feature, id: `${copy}/${feature.id}`, geometry: moved(feature.geometry, east + aside, north) };
    }
  }
}
