import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { BuildingRecord, FacilitySchema, SiteFile, ZoneRecord } from 'twin-core';
import { z } from 'zod';
import { GroundPlan } from '../base/site-base.ts';
import type { ApiDeps } from './deps.ts';
import { type Endpoint, endpoint } from './endpoint.ts';

import { modelFolder } from './tilesets.ts';

const SiteView = SiteFile.omit({ buildings: true, ground: true, data: true }).extend({
  zones: z.array(ZoneRecord),
  buildings: z.array(
    BuildingRecord.extend({
      tileset: z.string().nullable().describe('address of tileset.json (3D Tiles 1.1); null where nothing was baked'),
      model: z
        .string()
        .nullable()
        .describe(
          'address of outline.json: storeys, spaces, doors, devices; building.json beside it has the elements too',
        ),
    }),
  ),
});

/** The site as a whole: where it is, what stands on it, which facilities it may have. */
export function siteEndpoints({ registry, catalogue, paths }: ApiDeps): Endpoint[] {
  // The version makes another bake another address, so that an open screen notices.
  const bakedFile = async (building: string, file: string) => {
    const folder = await modelFolder(paths.tilesets, building);
    const found = folder && (await stat(join(folder, file)).catch(() => null));
    return found
      ? `/tilesets/${encodeURIComponent(building)}/${file}?v=${Math.round(found.mtimeMs).toString(36)}`
      : null;
  };
  return [
    endpoint({
      method: 'get',
      path: '/site',
      tag: 'site',
      summary: 'The site, its zones and buildings, and where their models are',
      right: 'twin.view',
      answer: { status: 200, description: 'The site', schema: SiteView },
      handle: async () => {
        const { code, ...site } = registry.site;
        const buildings = [...registry.buildings()].map(async (building) => ({
          ...building,
          tileset: await bakedFile(building.code, 'tileset.json'),
          model: await bakedFile(building.code, 'outline.json'),
        }));
        return { site: code, ...site, zones: [...registry.zones()], buildings: await Promise.all(buildings) };
      },
    }),
    endpoint({
      method: 'get',
      path: '/layers/ground',
      tag: 'site',
      summary: 'The ground plan: roads, paths, green, water, parking, walls, trees …',
      right: 'twin.view',
      answer: {
        status: 200,
        description: 'GeoJSON in WGS 84; properties.layer says what a feature is',
        schema: GroundPlan,
      },
      handle: () => registry.ground,
    }),
    endpoint({
      method: 'get',
      path: '/facilities',
      tag: 'site',
      summary: 'The catalogue: device kinds, observed properties, alarms of every facility',
      right: 'twin.view',
      answer: { status: 200, description: 'The facilities', schema: z.array(FacilitySchema).readonly() },
      handle: () => catalogue.facilities,
    }),
  ];
}
