import { basename } from 'node:path';

/** Endings of what can be imported: models of buildings, and geographic information. */
const MODELS = /\.(ifc|ifczip)$/i;
const GEO =
  /\.(geojson|geojsonl|ndjson|json|fgb|zip|osm\.pbf|pbf|osm\.gz|osm|geojson\.gz|json\.gz|gz|tiff?|hgt\.zip|hgt|inp|mbtiles|pmtiles)$/i;
const MAX_BYTES = 180;

/** What is told of a name that nothing can be made of. */
export const EXPECTED_NAMES =
  '.ifc or .ifczip (a building), or .geojson, .json, .fgb, .zip (shapefile), .osm.pbf, .osm, .osm.gz, .tif, .hgt, .hgt.zip, .inp, .mbtiles, .pmtiles (a layer)';

/** Whether a name is one of a building's model. */
export function isModelName(name: string): boolean {
  return MODELS.test(name);
}

/**
 * A supplied file's name as it may stand in a folder of ours: no path, no control characters, at most 180 bytes in UTF-8,
 * its ending in lower case. Null where it does not end as something that can be imported.
 */
export function safeFileName(supplied: string): string | null {
  const base = basename(supplied.replaceAll('\\', '/'));
  const ending = (MODELS.exec(base) ?? GEO.exec(base))?.[0];
  if (ending === undefined) return null;
  let stem = base
    .slice(0, -ending.length)
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}<>:"|?*]/gu, '_')
    .replace(/^[.\s]+/, '')
    .trim();
  const extension = ending.toLowerCase();
  while (Buffer.byteLength(stem + extension) > MAX_BYTES) stem = [...stem].slice(0, -1).join('');
  return stem === '' ? null : stem + extension;
}
