import { z } from 'zod';
import { Code } from './code.ts';
import { Label } from './site.ts';

/** What a layer is made of: an elevation model, pictures of the ground, drawn features, city buildings, or pipes and cables. */
export const LayerKind = z.enum(['terrain', 'imagery', 'features', 'buildings', 'network']);
export type LayerKind = z.infer<typeof LayerKind>;

/** Branch of the layer tree. */
export const LayerGroup = z.enum(['base', 'surroundings', 'ground', 'underground', 'places', 'emergency']);
export type LayerGroup = z.infer<typeof LayerGroup>;

/** west, south, east, north in degrees, WGS 84. */
export const GeoBounds = z.tuple([z.number(), z.number(), z.number(), z.number()]);
export type GeoBounds = z.infer<typeof GeoBounds>;

/** Pictures of the ground: tiles by z, x and y (TMS counts y from the south), or one layer of a WMTS. */
export const ImagerySource = z.object({
  scheme: z.enum(['xyz', 'tms', 'wmts']),
  /** Address on this server with {z}, {x} and {y}; another server's tiles are fetched by this one. */
  url: z.string(),
  /** Datum of the tiles: those of Chinese map services are shifted and are set right when they are drawn. */
  datum: z.enum(['wgs84', 'gcj02', 'bd09']),
  /** Grid of the tiles: Web Mercator, plain degrees (two tiles at zoom 0), or Baidu's own (whole metres a pixel from 0°, 0° on). */
  tiling: z.enum(['mercator', 'geographic', 'baidu']).default('mercator'),
  minZoom: z.int().min(0).max(24),
  maxZoom: z.int().min(0).max(24),
  /** Side of a tile, pixels. */
  tilePx: z.int().default(256),
});
export type ImagerySource = z.infer<typeof ImagerySource>;

/** How the features of a layer are drawn; what is not given is the client's choice by group and geometry. */
export const LayerStyle = z.object({
  fill: z.string().optional(),
  line: z.string().optional(),
  /** Metres on the ground. */
  lineWidthM: z.number().positive().optional(),
  dashM: z.tuple([z.number().positive(), z.number().positive()]).optional(),
  /** Of buildings: what their color tells; nothing where it is not given. */
  colorBy: z.enum(['height', 'use', 'year']).optional(),
  /** Property whose value is written beside a feature. */
  label: z.string().optional(),
  /**
   * Layer of the site's ground plan (road, green …) that already draws these features: rooms show and hide that with this layer, and do
   * not draw the features once more. They are still picked, searched and listed.
   */
  plan: z.string().optional(),
});
export type LayerStyle = z.infer<typeof LayerStyle>;

/** A layer of geographic information with what clause 6.4.1-9 asks of it: class, source, accuracy, date, coordinate system, rights. */
export const LayerRecord = z.object({
  code: Code,
  name: Label,
  kind: LayerKind,
  group: LayerGroup,
  /** Feature class of GB/T 13923; null where none was given. */
  classCode: z.string().nullable().default(null),
  /** Who made it, or the file it is from. */
  source: z.string(),
  /** One standard deviation in plan, metres; null is not known. */
  accuracyM: z.number().nonnegative().nullable().default(null),
  /** ISO 8601 date of the survey. */
  surveyDate: z.iso.date().nullable().default(null),
  /** Of the source; what is stored is WGS 84, longitude and latitude in degrees. CGCS2000 is declared equal, its epoch ignored. */
  crs: z.string(),
  heightDatum: z.enum(['ellipsoid', 'egm96', '1985']).nullable().default(null),
  /** Attribution, shown wherever the layer is. */
  rights: z.string().nullable().default(null),
  bounds: GeoBounds.nullable().default(null),
  /** Features, buildings or pipes in it; null for pictures and terrain. */
  count: z.int().nullable().default(null),
  style: LayerStyle.default({}),
  /** tileset.json of its 3D Tiles on this server; null where it has none. */
  tileset: z.string().nullable().default(null),
  imagery: ImagerySource.nullable().default(null),
  /** How it begins on a screen that nobody has changed. */
  visible: z.boolean().default(true),
  /** 0 to 1. */
  opacity: z.number().min(0).max(1).default(1),
  /** Greater is drawn over less. */
  order: z.int().default(0),
});
export type LayerRecord = z.infer<typeof LayerRecord>;

/** A GeoJSON position: longitude, latitude in degrees, WGS 84, and metres above the ellipsoid where it is known. */
export const Position = z.union([z.tuple([z.number(), z.number()]), z.tuple([z.number(), z.number(), z.number()])]);
export type Position = z.infer<typeof Position>;

/** Shapes of RFC 7946, no collections; rings are closed. */
export const FeatureGeometry = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Point'), coordinates: Position }),
  z.object({ type: z.literal('MultiPoint'), coordinates: z.array(Position) }),
  z.object({ type: z.literal('LineString'), coordinates: z.array(Position).min(2) }),
  z.object({ type: z.literal('MultiLineString'), coordinates: z.array(z.array(Position).min(2)) }),
  z.object({ type: z.literal('Polygon'), coordinates: z.array(z.array(Position).min(4)).min(1) }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(z.array(Position).min(4)).min(1)) }),
]);
export type FeatureGeometry = z.infer<typeof FeatureGeometry>;

/** One thing of a layer (dictionary 3.9 `geoFeature`). */
export const LayerFeature = z.object({
  layer: Code,
  /** Of the source where it has one, else its number in the file. */
  id: z.string().min(1).max(200),
  name: z.string().nullable(),
  geometry: FeatureGeometry,
  properties: z.record(z.string(), z.unknown()),
});
export type LayerFeature = z.infer<typeof LayerFeature>;
