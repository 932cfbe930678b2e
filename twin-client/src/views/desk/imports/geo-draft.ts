import type { GeoImportRequest, LayerGroup, Medium } from 'twin-core';

/** A file of geographic information that was chosen and waits to be told what it becomes. */
export interface GeoDraft {
  readonly id: number;
  readonly file: File;
  readonly target: GeoTarget;
}

/** What the file is to become. Empty text is not told. */
export interface GeoTarget {
  readonly layer: string;
  /** What it is drawn as: on the ground, standing as buildings, or as pipes and cables under the ground. */
  readonly kind: GeoKind;
  readonly name: string;
  readonly group: LayerGroup;
  readonly crs: string;
  readonly rights: string;
  /** Of a network whose features do not name it. */
  readonly medium: Medium;
  /** Of a plan that says nowhere where it lies; null for files that do. */
  readonly plan: GeoPlan | null;
}

export const GEO_KINDS = ['features', 'buildings', 'network'] as const;
export type GeoKind = (typeof GEO_KINDS)[number];

/** Where an EPANET plan lies: counts only while no CRS is named. */
export interface GeoPlan {
  /** Longitude and latitude of its middle, as typed. */
  readonly at: string;
  /** Metres that one of its units is. */
  readonly unitM: string;
  /** Where its y axis points to, degrees from north. */
  readonly turnDeg: string;
  /** Metres below the ground; empty for its own elevations. */
  readonly depthM: string;
}

const FILE_NAME =
  /\.(geojson|geojsonl|ndjson|json|fgb|zip|osm\.pbf|pbf|osm\.gz|osm|geojson\.gz|json\.gz|tiff?|hgt\.zip|hgt|inp|mbtiles|pmtiles)$/i;
const NETWORK = /^.*(pipe|sewer|water.?network|管网|管线|管道).*$/i;
const PLAN = /\.inp$/i;
const BUILDINGS = /^.*(building|footprint|建筑|房屋|楼).*$/i;
const CODE = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
const MAX_SUGGESTED = 32;

/** Endings that a file dialog offers. */
export const GEO_ENDINGS = '.geojson,.json,.fgb,.zip,.pbf,.osm,.gz,.tif,.tiff,.hgt,.inp,.mbtiles,.pmtiles';

export function isGeoFile({ name }: { readonly name: string }): boolean {
  return FILE_NAME.test(name);
}

/** A first guess: a code made of the file's name, and what is most likely meant by such a file; a plan without a place lies in the site's middle. */
export function suggestGeoTarget(fileName: string, middle: readonly [number, number]): GeoTarget {
  const stem = fileName.replace(FILE_NAME, '');
  const plain = stem
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, '')
    .slice(0, MAX_SUGGESTED)
    .toLowerCase();
  const isGround = /\.(tiff?|hgt|hgt\.zip|mbtiles|pmtiles)$/i.test(fileName);
  const isPlan = PLAN.test(fileName);
  const kind =
    isPlan || (!isGround && NETWORK.test(stem)) ? 'network' : BUILDINGS.test(stem) ? 'buildings' : 'features';
  return {
    layer: plain === '' ? 'layer' : plain,
    kind,
    name: stem,
    group: isGround ? 'base' : kind === 'network' ? 'underground' : 'surroundings',
    crs: '',
    rights: '',
    medium: 'water',
    plan: isPlan
      ? { at: middle.map((angle) => angle.toFixed(6)).join(', '), unitM: '1', turnDeg: '0', depthM: '' }
      : null,
  };
}

/** Whether a code may be one of a layer. */
export function isLayerCode(code: string): boolean {
  return CODE.test(code);
}

/** What is typed of a plan, as numbers; null where it is none. */
function readPlan({ at, unitM, turnDeg, depthM }: GeoPlan) {
  const numbers = (text: string) => text.split(/[\s,，]+/).map((part) => (part === '' ? Number.NaN : Number(part)));
  const [longitude = Number.NaN, latitude = Number.NaN, ...more] = numbers(at.trim());
  const [[unit = Number.NaN], [turn = Number.NaN]] = [numbers(unitM.trim()), numbers(turnDeg.trim())];
  const depth = depthM.trim() === '' ? undefined : Number(depthM);
  const isPlace = Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90 && more.length === 0;
  if (!isPlace || !(unit > 0) || !(Math.abs(turn) <= 360)) return null;
  if (depth !== undefined && !(depth >= 0 && depth <= 200)) return null;
  return { at: [longitude, latitude] as [number, number], unitM: unit, turnDeg: turn, depthM: depth };
}

/** What is wrong with what was told; null where it can be asked for. */
export function geoFault({ layer, plan, crs }: GeoTarget): 'code' | 'plan' | null {
  if (!isLayerCode(layer)) return 'code';
  return plan && crs === '' && !readPlan(plan) ? 'plan' : null;
}

/** The request for a file: what is not told is left to the file. */
export function geoRequestOf({ layer, kind, name, group, crs, rights, medium, plan }: GeoTarget): GeoImportRequest {
  const given = <K extends string>(key: K, value: string) =>
    value.trim() === '' ? {} : ({ [key]: value.trim() } as Record<K, string>);
  const place = plan && readPlan(plan);
  const { depthM, ...middle } = place ?? {};
  return {
    layer,
    kind,
    group,
    ...given('name', name),
    ...given('crs', crs),
    ...given('rights', rights),
    ...(kind === 'network' && !plan && { medium }),
    ...(crs === '' && middle),
    ...(depthM !== undefined && { depthM }),
  };
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
