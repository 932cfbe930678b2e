import { CameraView, GeoPoint, ZoneRecord } from 'twin-core';
import { z } from 'zod';

/** A zone with the word for its content that is sent back with a change, and how many devices refer to it. */
export const ZoneEntry = ZoneRecord.extend({ version: z.string(), devices: z.number() });
export type ZoneEntry = z.infer<typeof ZoneEntry>;

/** GET /api/v1/zones. */
export const ZonesReply = z.object({ items: z.array(ZoneEntry) });

/** What a camera sees, with the camera's name and place. */
export const CameraViewEntry = CameraView.extend({ name: z.string(), location: GeoPoint, version: z.string() });
export type CameraViewEntry = z.infer<typeof CameraViewEntry>;

/** GET /api/v1/camera-views. */
export const CameraViewsReply = z.object({ items: z.array(CameraViewEntry) });

/** The ground at a place. */
export const GroundHeight = z.object({
  longitude: z.number(),
  latitude: z.number(),
  /** Metres above the ellipsoid, and above EGM96; null where no elevation model is. */
  height: z.number().nullable(),
  normalHeight: z.number().nullable(),
  source: z.string().nullable(),
  accuracyM: z.number().nullable(),
});
export type GroundHeight = z.infer<typeof GroundHeight>;

/** GET /api/v1/heights. */
export const HeightsReply = z.object({ items: z.array(GroundHeight) });

/** What became of one feature of a GeoJSON file, or would become of it. */
const ImportedPlace = z.object({
  /** Counts from 1. */
  feature: z.number(),
  code: z.string().nullable(),
  name: z.string().nullable(),
  result: z.enum(['new', 'changed', 'same', 'refused']),
  reason: z.string().nullable(),
});

/** POST /api/v1/zones/geojson. */
export const ZoneImport = z.object({ crs: z.string(), items: z.array(ImportedPlace) });
export type ZoneImport = z.infer<typeof ZoneImport>;

/** Who is responsible for a feature; name and number as the session may see them. */
export const FeatureManager = z.object({ code: z.string(), name: z.string(), phone: z.string().nullable() });
export type FeatureManager = z.infer<typeof FeatureManager>;
