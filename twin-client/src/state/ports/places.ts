import type { CameraView, LayerFeature, ZoneRecord } from 'twin-core';
import type { LonLat } from '../ground-plan.ts';
import type { CameraViewEntry, FeatureManager, GroundHeight, ZoneEntry, ZoneImport } from '../records/place.ts';

/** What people draw on the ground. `version` is that of the record as it was read, null for a new one. Rejects with a Problem. */
export interface PlacesPort {
  zones(signal?: AbortSignal): Promise<readonly ZoneEntry[]>;
  putZone(zone: ZoneRecord, version: string | null): Promise<ZoneEntry>;
  removeZone(code: string, version: string): Promise<void>;
  cameraViews(signal?: AbortSignal): Promise<readonly CameraViewEntry[]>;
  putCameraView(view: CameraView, version: string | null): Promise<CameraViewEntry>;
  removeCameraView(device: string, version: string): Promise<void>;
  putFeature(feature: LayerFeature): Promise<void>;
  removeFeature(layer: string, id: string): Promise<void>;
  /** Who is responsible for a feature; null where nobody is named. */
  manager(layer: string, id: string, signal?: AbortSignal): Promise<FeatureManager | null>;
  /** The ground at places, at most 500 at once. */
  heights(places: readonly LonLat[], signal?: AbortSignal): Promise<readonly GroundHeight[]>;
  /** Address of the zones as a GeoJSON file in a coordinate system. */
  zonesFile(crs: string): string;
  /** Takes a GeoJSON file in, or (dry) says what would become of each of its features. */
  importZones(file: object, dry: boolean): Promise<ZoneImport>;
}
