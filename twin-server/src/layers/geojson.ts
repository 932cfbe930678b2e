import type { FeatureGeometry, LayerFeature, LayerRecord, Position } from 'twin-core';
import { epsgOf, fromGeographic, isKnownCrs, shiftedSystemOf, toShifted } from 'twin-core/crs';

/** A coordinate system that a layer can be written in: its name, how a place is converted, and what its GeoJSON says of itself. */
export interface ExportCrs {
  readonly name: string;
  readonly convert: (longitude: number, latitude: number) => readonly [number, number];
  /** Decimals that keep a millimetre. */
  readonly decimals: number;
  /** `crs` of the file; RFC 7946 knows WGS 84 alone, older readers take this; null where it is WGS 84. */
  readonly crs: { readonly type: 'name'; readonly properties: { readonly name: string } } | null;
}

/** Nine decimals of a degree are a tenth of a millimetre. */
const DEGREE_DECIMALS = 9;

/** What a name means: EPSG:4326 and 4490, a projected EPSG code, GCJ-02, BD-09; null for what is not known. */
export function exportCrsOf(name: string): ExportCrs | null {
  const shifted = shiftedSystemOf(name);
  if (shifted) {
    return {
      name: shifted,
      convert: (longitude, latitude) => {
        const place = toShifted(shifted, { longitude, latitude });
        return [place.longitude, place.latitude];
      },
      decimals: DEGREE_DECIMALS,
      crs: { type: 'name', properties: { name: shifted } },
    };
  }
  const epsg = epsgOf(name);
  if (epsg === null || !isKnownCrs(name)) return null;
  const code = `EPSG:${epsg}`;
  if (epsg === 4326) return { name: code, convert: (x, y) => [x, y], decimals: DEGREE_DECIMALS, crs: null };
  const crs = { type: 'name', properties: { name: `urn:ogc:def:crs:EPSG::${epsg}` } } as const;
  // CGCS2000 is declared equal to WGS 84, its epoch ignored.
  if (epsg === 4490) return { name: code, convert: (x, y) => [x, y], decimals: DEGREE_DECIMALS, crs };
  return {
    name: code,
    convert: (longitude, latitude) => {
      const { easting, northing } = fromGeographic(code, longitude, latitude);
      return [easting, northing];
    },
    decimals: isGeographic(code) ? DEGREE_DECIMALS : 3,
    crs,
  };
}

/** A degree east of the middle of China is a degree in a geographic system, and thousands of metres in a projected one. */
function isGeographic(code: string): boolean {
  const [a, b] = [fromGeographic(code, 110, 30), fromGeographic(code, 111, 30)];
  return Math.abs(b.easting - a.easting) < 2;
}

/** A layer as GeoJSON, piece by piece: easting or longitude first, heights above the ellipsoid where a feature has them. */
export async function* writeGeoJson(
  layer: LayerRecord,
  features: AsyncIterable<LayerFeature>,
  { name, convert, decimals, crs }: ExportCrs,
): AsyncGenerator<string> {
  const { code, name: label, source, accuracyM, surveyDate, classCode, rights } = layer;
  const about = { code, name: label, classCode, source, accuracyM, surveyDate, rights, crs: name };
  const rounded = (value: number) => Number(value.toFixed(decimals));
  const moved = ([longitude, latitude, height]: Position): number[] => {
    const [x, y] = convert(longitude, latitude);
    return height === undefined ? [rounded(x), rounded(y)] : [rounded(x), rounded(y), Number(height.toFixed(3))];
  };
  yield `{"type":"FeatureCollection","name":${JSON.stringify(code)},${crs ? `"crs":${JSON.stringify(crs)},` : ''}"about":${JSON.stringify(about)},"features":[`;
  let first = true;
  for await (const { id, name: title, geometry, properties } of features) {
    const feature = {
      type: 'Feature',
      id,
      properties: title === null || 'name' in properties ? properties : { name: title, ...properties },
      geometry: { type: geometry.type, coordinates: movedGeometry(geometry, moved) },
    };
    yield `${first ? '' : ','}\n${JSON.stringify(feature)}`;
    first = false;
  }
  yield '\n]}\n';
}

function movedGeometry(geometry: FeatureGeometry, moved: (position: Position) => number[]): unknown {
  switch (geometry.type) {
    case 'Point':
      return moved(geometry.coordinates);
    case 'MultiPoint':
    case 'LineString':
      return geometry.coordinates.map(moved);
    case 'MultiLineString':
    case 'Polygon':
      return geometry.coordinates.map((line) => line.map(moved));
    case 'MultiPolygon':
      return geometry.coordinates.map((polygon) => polygon.map((ring) => ring.map(moved)));
  }
}
