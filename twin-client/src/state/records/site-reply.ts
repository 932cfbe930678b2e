import { BuildingRecord, SiteFile } from 'twin-core';
import { z } from 'zod';

/** GET /api/v1/site. */
export const SiteReply = SiteFile.pick({
  site: true,
  name: true,
  timeZone: true,
  crs: true,
  frame: true,
  normalHeightM: true,
  heightDatum: true,
  boundary: true,
  view: true,
  zones: true,
}).extend({
  buildings: z.array(BuildingRecord.extend({ tileset: z.string().nullable(), model: z.string().nullable() })),
});

/** GET /api/v1/layers/ground: geometries are left to the rooms that draw them. */
export const GroundReply = z.object({
  type: z.literal('FeatureCollection'),
  features: z.array(
    z.looseObject({
      type: z.literal('Feature'),
      geometry: z.looseObject({ type: z.string(), coordinates: z.array(z.unknown()) }),
      properties: z.looseObject({ layer: z.string() }),
    }),
  ),
});
