import { LayerRecord, ZoneRecord } from 'twin-core';
import { z } from 'zod';
import { exportCrsOf, writeGeoJson } from '../layers/geojson.ts';
import type { ApiDeps } from './deps.ts';
import { type Endpoint, endpoint } from './endpoint.ts';
import { text } from './input.ts';
import { Problem } from './problem.ts';
import { versionOf } from './record-version.ts';
import { importCrsOf, readZoneFeature, ZoneCollection, zoneFeature } from './zone-file.ts';

const BODY_BYTES = 4 << 20;
const CRS_WORDS = 'EPSG:4326, EPSG:4490, GCJ-02, BD-09, or a projected EPSG code such as EPSG:4546 (easting first)';

const ImportBody = z.strictObject({
  collection: ZoneCollection,
  crs: text(200).optional().describe(`of the coordinates, where the file does not say it itself: ${CRS_WORDS}`),
  dryRun: z.boolean().default(false).describe('say what would become of each feature, and change nothing'),
});

const ImportView = z.object({
  crs: z.string(),
  items: z.array(
    z.object({
      feature: z.int().describe('counts from 1'),
      code: z.string().nullable(),
      name: z.string().nullable(),
      result: z.enum(['new', 'changed', 'same', 'refused']),
      reason: z.string().nullable(),
    }),
  ),
});

const unknownCrs = (place: 'query' | 'body', crs: string) => {
  const reason = `${crs} is not known; expected ${CRS_WORDS}`;
  return new Problem('invalid-input', `${place}.crs: ${reason}`, { faults: [{ in: place, field: 'crs', reason }] });
};

/** Zones as GeoJSON files, out and in. `oneAtATime` is that of all changes of zones. */
export function zoneFileEndpoints(deps: ApiDeps, oneAtATime: <T>(act: () => Promise<T>) => Promise<T>): Endpoint[] {
  const { registry, access } = deps;
  return [
    endpoint({
      method: 'get',
      path: '/zones/geojson',
      tag: 'places',
      summary: 'The zones as a GeoJSON file, in the coordinate system of choice',
      right: 'twin.view',
      query: z.strictObject({ crs: text(64).default('EPSG:4326').describe(CRS_WORDS) }),
      answer: {
        status: 200,
        description: 'GeoJSON; `crs` names the system where it is not WGS 84',
        schema: z.unknown(),
      },
      handle: ({ query, setHeader }) => {
        const crs = exportCrsOf(query.crs);
        if (!crs) throw unknownCrs('query', query.crs);
        const { site, zones } = { site: registry.site, zones: [...registry.zones()] };
        const about = LayerRecord.parse({
          code: 'zones',
          name: { zh: `${site.name.zh}区域`, en: `Zones of ${site.name.en}` },
          kind: 'features',
          group: 'places',
          source: site.code,
          crs: crs.name,
        });
        setHeader('Content-Type', 'application/geo+json; charset=utf-8');
        const file = `${site.code}-zones.${crs.name.replace(':', '')}.geojson`;
        setHeader('Content-Disposition', `attachment; filename="${file}"`);
        return writeGeoJson(about, inOrder(zones), crs);
      },
    }),
    endpoint({
      method: 'post',
      path: '/zones/geojson',
      logged: 'unlessDryRun',
      tag: 'places',
      summary:
        'Take zones in from a GeoJSON file: those that can stand on the site are stored, each other is told why not',
      right: 'base.manage',
      body: ImportBody,
      bodyLimit: BODY_BYTES,
      answer: { status: 200, description: 'What became of each feature, in their order', schema: ImportView },
      problems: ['unavailable'],
      handle: ({ body: { collection, crs: told, dryRun }, caller }) =>
        oneAtATime(async () => {
          const name = told ?? collection.crs?.properties.name ?? 'EPSG:4326';
          const crs = importCrsOf(name);
          if (!crs) throw unknownCrs('body', name);
          const seen = new Set<string>();
          const items: z.infer<typeof ImportView>['items'] = [];
          const stored: ZoneRecord[] = [];
          for (const [at, feature] of collection.features.entries()) {
            const read = readZoneFeature(feature, crs.convert, registry.site.boundary);
            const refused =
              'reason' in read
                ? read
                : seen.has(read.zone.code)
                  ? { code: read.zone.code, reason: 'properties.code: is given twice' }
                  : null;
            if (refused || !('zone' in read)) {
              const { code, reason } = refused!;
              items.push({ feature: at + 1, code, name: null, result: 'refused', reason });
              continue;
            }
            const zone = ZoneRecord.parse(read.zone);
            seen.add(zone.code);
            const before = registry.zone(zone.code);
            const result = !before ? 'new' : versionOf(before) === versionOf(zone) ? 'same' : 'changed';
            items.push({ feature: at + 1, code: zone.code, name: zone.name, result, reason: null });
            if (dryRun || result === 'same') continue;
            await deps.putZone(zone);
            stored.push(zone);
          }
          if (stored.length > 0) {
            await access.audit.append(caller, {
              action: 'zone.import',
              result: 'done',
              detail: { crs: crs.name, codes: stored.map(({ code }) => code) },
            });
          }
          return { crs: crs.name, items };
        }),
    }),
  ];
}

async function* inOrder(zones: readonly ZoneRecord[]) {
  for (const zone of zones) yield zoneFeature(zone);
}
