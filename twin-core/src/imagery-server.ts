import { z } from 'zod';
import { GeoBounds, ImagerySource, LayerGroup } from './layer.ts';
import { Label } from './site.ts';

/** Longest address of an imagery server. */
const MOST_URL = 2000;

/** What a WMTS asks for in its own words, where the address is the service's and not yet a tile's. */
const WmtsLayer = z.strictObject({
  layer: z.string().min(1).max(200),
  style: z.string().max(200).default('default'),
  matrixSet: z.string().min(1).max(200),
  format: z.string().min(1).max(100).default('image/png'),
});

/**
 * Pictures of another server as the administrator declares them; this server fetches its tiles and hands them on. The address is a
 * template: {z} {x} {y}, {-y} for rows from the south, {s} for one of `subdomains`, or a WMTS's own {TileMatrix} {TileRow} {TileCol}.
 */
export const ImageryServer = z
  .strictObject({
    name: Label,
    scheme: ImagerySource.shape.scheme,
    url: z.url({ protocol: /^https?$/ }).max(MOST_URL),
    subdomains: z
      .string()
      .regex(/^[a-z0-9]{1,16}$/, 'expected letters or digits, one a subdomain')
      .optional(),
    wmts: WmtsLayer.optional(),
    datum: ImagerySource.shape.datum.default('wgs84'),
    tiling: ImagerySource.shape.tiling,
    minZoom: ImagerySource.shape.minZoom.default(0),
    maxZoom: ImagerySource.shape.maxZoom.default(18),
    tilePx: z.union([z.literal(256), z.literal(512)]).default(256),
    group: LayerGroup.default('base'),
    source: z.string().min(1).max(200).optional(),
    rights: z.string().max(500).nullable().default(null),
    surveyDate: z.iso.date().nullable().default(null),
    accuracyM: z.number().nonnegative().nullable().default(null),
    bounds: GeoBounds.nullable().default(null),
    opacity: z.number().min(0).max(1).default(1),
    order: z.int().default(0),
    visible: z.boolean().default(true),
  })
  .refine(({ minZoom, maxZoom }) => minZoom <= maxZoom, { path: ['maxZoom'], error: 'expected at least minZoom' })
  .refine(({ scheme, wmts }) => wmts === undefined || scheme === 'wmts', {
    path: ['wmts'],
    error: 'expected only where the scheme is wmts',
  });
export type ImageryServer = z.infer<typeof ImageryServer>;
