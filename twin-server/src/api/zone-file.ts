import { type FeatureGeometry, ZoneRecord } from 'twin-core';
import { epsgOf, fromShifted, isKnownCrs, shiftedSystemOf, toGeographic } from 'twin-core/crs';
import { checkZone, type PlaceFault } from 'twin-core/geometry';
import { z } from 'zod';
import { placeFaultText } from './place-fault-text.ts';

/** A GeoJSON file as far as every feature has it in common; `crs` is that of older writers, which RFC 7946 knows no more. */
export const ZoneCollection = z.object({
  type: z.literal('FeatureCollection'),
  crs: z.object({ properties: z.object({ name: z.string().max(200) }) }).optional(),
  features: z.array(z.unknown()).max(5000, 'expected at most 5000 features'),
});

const Coordinates = z.array(z.number()).min(2).max(4);
const ZoneFeature = z.object({
  type: z.literal('Feature'),
  id: z.union([z.string(), z.number()]).optional(),
  geometry: z.discriminatedUnion('type', [
    z.object({ type: z.literal('LineString'), coordinates: z.array(Coordinates).min(2) }),
    z.object({ type: z.literal('Polygon'), coordinates: z.array(z.array(Coordinates).min(4)).min(1) }),
  ]),
  properties: z.looseObject({
    code: ZoneRecord.shape.code.optional(),
    name: z.string().min(1).max(100).optional(),
    kind: ZoneRecord.shape.kind,
  }),
});

type Convert = (x: number, y: number) => [longitude: number, latitude: number];

/** How coordinates of a named system become WGS 84; null for a name that is not known. */
export function importCrsOf(name: string): { readonly name: string; readonly convert: Convert } | null {
  const shifted = shiftedSystemOf(name);
  if (shifted) {
    return {
      name: shifted,
      convert: (longitude, latitude) => {
        const place = fromShifted(shifted, { longitude, latitude });
        return [place.longitude, place.latitude];
      },
    };
  }
  if (/CRS:?:?84$/i.test(name)) return { name: 'EPSG:4326', convert: (x, y) => [x, y] };
  const epsg = epsgOf(name);
  if (epsg === null || !isKnownCrs(name)) return null;
  return {
    name: `EPSG:${epsg}`,
    convert: (x, y) => {
      const { longitude, latitude } = toGeographic(`EPSG:${epsg}`, x, y);
      return [longitude, latitude];
    },
  };
}

/** What a feature of a file says: a zone, or why it is none. */
export type ReadZone = { readonly zone: ZoneRecord } | { readonly code: string | null; readonly reason: string };

/** Reads one feature; what cannot stand on the site is refused with the likeliest cause. Degrees are rounded to a tenth of a millimetre. */
export function readZoneFeature(
  feature: unknown,
  convert: Convert,
  boundary: readonly (readonly [number, number])[],
): ReadZone {
  const parsed = ZoneFeature.safeParse(feature);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return { code: codeOf(feature), reason: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not understood'}` };
  }
  const { id, geometry, properties } = parsed.data;
  const code = ZoneRecord.shape.code.safeParse(properties.code ?? (id === undefined ? undefined : String(id)));
  if (!code.success) return { code: codeOf(feature), reason: 'properties.code: expected the code of the zone' };
  const zone = (change: Convert): ZoneRecord => ({
    code: code.data,
    name: properties.name ?? code.data,
    kind: properties.kind,
    geometry:
      geometry.type === 'LineString'
        ? { type: 'LineString', coordinates: geometry.coordinates.map((position) => moved(position, change)) }
        : {
            type: 'Polygon',
            coordinates: geometry.coordinates.map((ring) => ring.map((position) => moved(position, change))),
          },
  });
  const read = zone(convert);
  const fault = checkZone(read, boundary);
  if (!fault) return { zone: read };
  const reason = `geometry: ${placeFaultText(fault)}`;
  return { code: code.data, reason: `${reason}${hint(fault, (change) => checkZone(zone(change), boundary), convert)}` };
}

/** What else the coordinates may be meant as, where that would put them on the site. */
function hint(fault: PlaceFault, check: (change: Convert) => PlaceFault | null, convert: Convert): string {
  if (fault.reason !== 'outsideSite') return '';
  if (check((x, y) => convert(y, x)) === null) return '; its axes are swapped';
  for (const shifted of ['GCJ-02', 'BD-09'] as const) {
    const back: Convert = (x, y) => {
      const place = fromShifted(shifted, { longitude: x, latitude: y });
      return [place.longitude, place.latitude];
    };
    if (check(back) === null) return `; it looks like ${shifted}: name it as the file's crs`;
  }
  return '';
}

function moved([x = 0, y = 0]: readonly number[], change: Convert): [number, number] {
  const [longitude, latitude] = change(x, y);
  return [Number(longitude.toFixed(9)), Number(latitude.toFixed(9))];
}

function codeOf(feature: unknown): string | null {
  const told = feature as { id?: unknown; properties?: { code?: unknown } | null } | null;
  const code = told?.properties?.code ?? told?.id;
  return typeof code === 'string' || typeof code === 'number' ? String(code).slice(0, 64) : null;
}

/** A zone as a feature for export. */
export function zoneFeature({ code, name, kind, geometry }: ZoneRecord) {
  return { layer: 'zones', id: code, name, geometry: geometry as FeatureGeometry, properties: { code, name, kind } };
}
