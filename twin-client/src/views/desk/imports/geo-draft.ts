import type { GeoImportRequest, LayerGroup } from 'twin-core';

/** A file of geographic information that was chosen and waits to be told what it becomes. */
export interface GeoDraft {
  readonly id: number;
  readonly file: File;
  readonly target: GeoTarget;
}

/** What the file is to become. Empty text is not told. */
export interface GeoTarget {
  readonly layer: string;
  /** How its surfaces are drawn: on the ground, or standing as buildings. */
  readonly kind: 'features' | 'buildings';
  readonly name: string;
  readonly group: LayerGroup;
  readonly crs: string;
  readonly rights: string;
}

const FILE_NAME =
  /\.(geojson|geojsonl|ndjson|json|fgb|zip|osm\.pbf|pbf|osm\.gz|osm|geojson\.gz|json\.gz|tiff?|hgt\.zip|hgt|inp|mbtiles|pmtiles)$/i;
const BUILDINGS = /^.*(building|footprint|建筑|房屋|楼).*$/i;
const CODE = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
const MAX_SUGGESTED = 32;

/** Endings that a file dialog offers. */
export const GEO_ENDINGS = '.geojson,.json,.fgb,.zip,.pbf,.osm,.gz,.tif,.tiff,.hgt';

export function isGeoFile({ name }: { readonly name: string }): boolean {
  return FILE_NAME.test(name);
}

/** A first guess: a code made of the file's name, and what is most likely meant by such a file. */
export function suggestGeoTarget(fileName: string): GeoTarget {
  const stem = fileName.replace(FILE_NAME, '');
  const plain = stem
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, '')
    .slice(0, MAX_SUGGESTED)
    .toLowerCase();
  const isGround = /\.(tiff?|hgt|hgt\.zip|mbtiles|pmtiles)$/i.test(fileName);
  return {
    layer: plain === '' ? 'layer' : plain,
    kind: BUILDINGS.test(stem) ? 'buildings' : 'features',
    name: stem,
    group: isGround ? 'base' : /\.inp$/i.test(fileName) ? 'underground' : 'surroundings',
    crs: '',
    rights: '',
  };
}

/** Whether a code may be one of a layer. */
export function isLayerCode(code: string): boolean {
  return CODE.test(code);
}

/** The request for a file: what is not told is left to the file. */
export function geoRequestOf({ layer, kind, name, group, crs, rights }: GeoTarget): GeoImportRequest {
  const given = <K extends string>(key: K, value: string) =>
    value.trim() === '' ? {} : ({ [key]: value.trim() } as Record<K, string>);
  return { layer, kind, group, ...given('name', name), ...given('crs', crs), ...given('rights', rights) };
}

/** Ways out of a refusal, by what its reason speaks of; the last is always open. */
export type WayOut = 'asGcj' | 'asBd' | 'asSwapped' | 'anyway';

/** What may be meant instead, by the server's explanation. A broken file has no way out. */
export function waysOut(failure: string): readonly WayOut[] {
  const ways: WayOut[] = [];
  if (/GCJ-02/.test(failure)) ways.push('asGcj');
  if (/BD-09/.test(failure)) ways.push('asBd');
  if (/swap|latitude first|northing first/i.test(failure)) ways.push('asSwapped');
  if (ways.length > 0 || /\bsite\b/i.test(failure)) ways.push('anyway');
  return ways;
}

/** The request told otherwise, as a way out says. */
export function requestByWay(request: GeoImportRequest, way: WayOut): GeoImportRequest {
  switch (way) {
    case 'asGcj':
      return { ...request, crs: 'GCJ-02' };
    case 'asBd':
      return { ...request, crs: 'BD-09' };
    case 'asSwapped':
      return { ...request, swapAxes: true };
    case 'anyway':
      return { ...request, anywhere: true };
  }
}
