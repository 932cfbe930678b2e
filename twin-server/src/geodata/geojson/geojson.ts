import { isUtf8 } from 'node:buffer';
import { InputError, reasonOf } from '../../problem.ts';
import type { OpenBytes } from '../open-bytes.ts';
import type { ReadLimits } from '../read-limits.ts';
import { type TextEncoding, textOf } from '../read-text.ts';
import type { DeclaredCrs, FeatureSource, SourceFeature, SourceGeometry } from '../source-feature.ts';
import { JsonPieces } from './json-pieces.ts';

// Nothing of the outermost object but its features is of any length.
const MAX_HEAD_BYTES = 2 ** 20;

const SHAPES = new Set([
  'Point',
  'MultiPoint',
  'LineString',
  'MultiLineString',
  'Polygon',
  'MultiPolygon',
  'GeometryCollection',
]);

type Members = Record<string, unknown>;

const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function parse(text: Buffer, what: string, place: string, encoding: TextEncoding): unknown {
  try {
    return JSON.parse(textOf(text, encoding));
  } catch (cause) {
    throw new InputError(`${what} is not JSON: ${reasonOf(cause)}`, { place, cause });
  }
}

/** The name in a `crs` member of GeoJSON 2008 (`{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4490"}}`). */
function crsOf(member: unknown): DeclaredCrs | null {
  if (!isObject(member) || !isObject(member.properties)) return null;
  const { name, code } = member.properties;
  const text = typeof name === 'string' ? name : typeof code === 'number' ? `EPSG:${code}` : null;
  return text === null ? null : { text, from: 'crs member' };
}

/** Says what a file is that is JSON but no GeoJSON. */
function refuseOther(head: Members, place: string): void {
  const { type } = head;
  if (type === 'Topology') throw new InputError('TopoJSON, expected GeoJSON', { place });
  if ('geometryType' in head && 'spatialReference' in head) {
    throw new InputError('JSON of Esri, expected GeoJSON: ask its server for f=geojson', { place });
  }
  if (type !== 'FeatureCollection' && type !== 'Feature' && !SHAPES.has(String(type))) {
    const found = type === undefined ? 'has no type' : `has the type ${JSON.stringify(type)}`;
    throw new InputError(`JSON, but its outermost object ${found}, expected FeatureCollection or Feature`, { place });
  }
}

function featureOf(value: unknown, number: number, place: string): SourceFeature {
  const at = `feature ${number}`;
  if (!isObject(value)) throw new InputError('expected an object', { place: `${place}: ${at}` });
  if (SHAPES.has(String(value.type))) {
    return { id: null, geometry: value as unknown as SourceGeometry, properties: {}, place: at };
  }
  if (value.type !== 'Feature') {
    throw new InputError(`type ${JSON.stringify(value.type)}, expected Feature`, { place: `${place}: ${at}` });
  }
  const { id, geometry, properties } = value;
  return {
    id: typeof id === 'string' || typeof id === 'number' ? String(id) : null,
    geometry: isObject(geometry) && typeof geometry.type === 'string' ? (geometry as unknown as SourceGeometry) : null,
    properties: isObject(properties) ? properties : {},
    place: at,
  };
}

/** Members of an outermost object so far; `features` only by whether there are any. */
function member(head: Members, key: string, text: Buffer, place: string, encoding: TextEncoding): void {
  if (text.length <= MAX_HEAD_BYTES || key === 'geometry' || key === 'properties' || key === 'coordinates') {
    head[key] = parse(text, `member ${key}`, place, encoding);
  }
}

/**
 * Opens a FeatureCollection, a Feature, a shape, or a row of these each on its line (RFC 8142, ndjson). The whole file is passed over
 * once, so that one that breaks off is refused before anything of it is used, and a `crs` after the features counts too.
 */
export async function openGeoJson(open: OpenBytes, place: string, limits: ReadLimits): Promise<FeatureSource> {
  let crs: DeclaredCrs | null = null;
  let first = true;
  let encoding: TextEncoding = 'utf-8';
  for await (const { head, element } of objects(open, place, limits, encoding)) {
    if (element) {
      // Of the whole file: some Chinese words are valid in both.
      if (!isUtf8(element)) encoding = 'gb18030';
      continue;
    }
    if (first) refuseOther(head, place);
    first = false;
    crs ??= crsOf(head.crs);
  }
  if (first) throw new InputError('no JSON in it', { place });
  return {
    format: 'geojson',
    crs,
    notes: encoding === 'utf-8' ? [] : ['no UTF-8: texts are read as GB18030'],
    features: async function* () {
      let number = 0;
      for await (const { head, element } of objects(open, place, limits, encoding)) {
        if (element) yield featureOf(parse(element, `feature ${number + 1}`, place, encoding), ++number, place);
        else if (head.type !== 'FeatureCollection') yield featureOf(head, ++number, place);
      }
    },
  };
}

/** Each outermost object at its end, and before it the elements of its `features`. */
async function* objects(
  open: OpenBytes,
  place: string,
  limits: ReadLimits,
  encoding: TextEncoding,
): AsyncGenerator<{ readonly head: Members; readonly element: Buffer | null }> {
  const pieces = new JsonPieces(limits.maxFeatureBytes);
  let head: Members = {};
  let elements = 0;
  for await (const chunk of open()) {
    let found: ReturnType<JsonPieces['push']>;
    try {
      found = pieces.push(chunk);
    } catch (cause) {
      throw new InputError(reasonOf(cause), { place, cause });
    }
    for (const piece of found) {
      if (piece.kind === 'element') {
        elements += 1;
        yield { head, element: piece.text };
      } else if (piece.kind === 'member') member(head, piece.key, piece.text, place, encoding);
      else {
        yield { head, element: null };
        head = {};
      }
    }
  }
  if (!pieces.isWhole) {
    throw new InputError(`ends at byte ${pieces.position} after ${elements} whole features: truncated`, { place });
  }
}
