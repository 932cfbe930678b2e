import { z } from 'zod';
import { Code } from './code.ts';
import { LayerGroup, LayerKind, LayerStyle } from './layer.ts';
import { Medium } from './network.ts';

/** What is told of a file of geographic information that is imported as a layer; what is not told is the file's, or the layer's of before. */
export const GeoImportRequest = z.strictObject({
  /** Code of the layer that it becomes, new or replaced as a whole. */
  layer: Code,
  /** buildings: surfaces that are footprints, to stand as solids; network: lines that are pipes or cables; else they lie on the ground. */
  kind: z.enum(['features', 'buildings', 'network']).optional(),
  name: z.string().trim().min(1).max(200).optional(),
  group: LayerGroup.optional(),
  classCode: z.string().max(20).optional(),
  rights: z.string().max(500).optional(),
  source: z.string().max(500).optional(),
  accuracyM: z.number().nonnegative().optional(),
  surveyDate: z.iso.date().optional(),
  heightDatum: z.enum(['ellipsoid', 'egm96', '1985']).optional(),
  style: LayerStyle.optional(),
  /** `EPSG:N`, `GCJ-02`, `BD-09`, a proj string; where the file names none, or a wrong one. */
  crs: z.string().min(1).max(2000).optional(),
  /** Its coordinates come latitude, or northing, first. */
  swapAxes: z.boolean().optional(),
  /** Takes it wherever it lies: without, what lies elsewhere than the site, is shifted or has its axes swapped is refused. */
  anywhere: z.boolean().optional(),
  /** Of a plan that says nowhere where it lies (EPANET): longitude and latitude in degrees of the middle of its extent. */
  at: z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]).optional(),
  /** With `at`: metres that one unit of the plan is. */
  unitM: z.number().positive().max(1e6).optional(),
  /** With `at`: where its y axis points to, degrees clockwise from north. */
  turnDeg: z.number().min(-360).max(360).optional(),
  /** Six numbers: x' = a·x + b·y + c, y' = d·x + e·y + f are of `crs`. */
  affine: z.array(z.number()).length(6, 'expected six numbers').optional(),
  /** Of a network whose features name none. */
  medium: Medium.optional(),
  /** Of an EPANET network that is to lie so far below the ground, metres, and not at its elevations. */
  depthM: z.number().min(0).max(200).optional(),
});
export type GeoImportRequest = z.infer<typeof GeoImportRequest>;

/** What came of an import. */
export const GeoImportReport = z.object({
  layer: Code,
  kind: LayerKind,
  /** Of the file: geojson, flatgeobuf, shapefile, osm-pbf, osm-xml, geotiff, hgt, mbtiles, pmtiles, epanet. */
  format: z.string(),
  /** That it was read in. */
  crs: z.string(),
  /** Nothing was stored. */
  dryRun: z.boolean(),
  /** Features stored; 1 for an elevation model. */
  accepted: z.int(),
  rejected: z.int(),
  seconds: z.number(),
  /** What was assumed, mended, left out: the first of `warningCount`. */
  warnings: z.array(z.string()),
  warningCount: z.int(),
});
export type GeoImportReport = z.infer<typeof GeoImportReport>;

/** Where an import of a layer is; the last three are final. */
export const GeoImportStage = z.enum(['queued', 'read', 'store', 'done', 'failed', 'cancelled']);
export type GeoImportStage = z.infer<typeof GeoImportStage>;

/** An import of a layer as whoever may manage models sees it. Times are epoch ms. */
export const GeoImportJob = z.object({
  id: z.string(),
  fileName: z.string(),
  bytes: z.number(),
  request: GeoImportRequest,
  stage: GeoImportStage,
  /** Of the stage, 0 to 1. */
  fraction: z.number(),
  requestedAt: z.number(),
  finishedAt: z.number().nullable(),
  report: GeoImportReport.nullable(),
  /** Why it was refused: file, place and reason. */
  failure: z.string().nullable(),
});
export type GeoImportJob = z.infer<typeof GeoImportJob>;
