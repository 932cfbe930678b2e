import {
  type AssetRights,
  type BuildingRecord,
  type CameraCalibration,
  type CameraStream,
  type CameraView,
  type DeviceRecord,
  type DutyRecord,
  type HouseRecord,
  type OccupancyRecord,
  type OrganisationRecord,
  type OwnerRecord,
  type PersonRecord,
  SiteFile,
  type ZoneRecord,
} from 'twin-core';
import { z } from 'zod';

/** The site itself: its code, and site.json without the lists and files it names. */
export const SiteRecord = SiteFile.omit({ site: true, buildings: true, zones: true, ground: true, data: true }).extend({
  code: SiteFile.shape.site,
});
export type SiteRecord = z.infer<typeof SiteRecord>;

/** GeoJSON (RFC 7946) of the ground plan: longitude and latitude in degrees, WGS 84; each feature says its layer. */
export const GroundPlan = z.object({
  type: z.literal('FeatureCollection'),
  features: z.array(
    z.object({
      type: z.literal('Feature'),
      properties: z.looseObject({ layer: z.string() }),
      geometry: z.object({
        type: z.enum(['Point', 'LineString', 'Polygon', 'MultiPoint', 'MultiLineString', 'MultiPolygon']),
        coordinates: z.array(z.unknown()),
      }),
    }),
  ),
});
export type GroundPlan = z.infer<typeof GroundPlan>;

/** What a models folder holds besides, kept in the database alone: who owns and lived in the houses, whose devices are, how cameras stand, what they see and send. */
export interface SiteTenure {
  readonly owners: readonly OwnerRecord[];
  readonly occupancies: readonly OccupancyRecord[];
  readonly assetRights: readonly AssetRights[];
  readonly cameraViews: readonly CameraView[];
  readonly cameraStreams: readonly CameraStream[];
  readonly cameraCalibrations: readonly CameraCalibration[];
}

/** All base data of one site that the registry holds in memory. */
export interface SiteBase {
  readonly site: SiteRecord;
  readonly ground: GroundPlan;
  readonly buildings: readonly BuildingRecord[];
  readonly zones: readonly ZoneRecord[];
  readonly devices: readonly DeviceRecord[];
  readonly houses: readonly HouseRecord[];
  readonly persons: readonly PersonRecord[];
  readonly organisations: readonly OrganisationRecord[];
  readonly duties: readonly DutyRecord[];
}
