import type { LongitudeLatitude } from 'twin-core/crs';

interface DefaultPlace extends LongitudeLatitude {
  readonly tool: string;
}

/**
 * Places that authoring tools write when nobody set one, degrees. Sources: Boston, Autodesk's gbXML help for Revit
 * ("Boston, MA, USA", 42.3583, −71.0603), and files of Revit 2011 to 2026 that vary within half a minute; London, Revit's
 * own sample house; Amersfoort, ArchiCAD 18's Dutch files and the remark on them in buildingSMART/Certification-datasets
 * #133; San Francisco, AutoCAD's system variables LATITUDE and LONGITUDE (AutoCAD Architecture and MEP export them);
 * Boulder, SketchUp's shadow_info of a new model; Abu Dhabi and zero, files of the field.
 */
const DEFAULT_PLACES: readonly DefaultPlace[] = [
  { tool: 'Revit (Boston)', latitude: 42.3583, longitude: -71.0603 },
  { tool: 'Revit (London)', latitude: 51.5, longitude: -0.1262 },
  { tool: 'ArchiCAD (Amersfoort)', latitude: 52.15, longitude: 5.3833 },
  { tool: 'AutoCAD (San Francisco)', latitude: 37.795, longitude: -122.394 },
  { tool: 'SketchUp (Boulder)', latitude: 40.017, longitude: -105.283 },
  { tool: 'several programs (Abu Dhabi)', latitude: 24.4667, longitude: 54.3667 },
  { tool: 'several programs (zero)', latitude: 0, longitude: 0 },
];

/** Releases differ from each other by less than this. */
const RADIUS_DEG = 0.012;

/** The authoring tool whose default a place is; null where it is nobody's. */
export function defaultPlaceOf({ longitude, latitude }: LongitudeLatitude): string | null {
  const found = DEFAULT_PLACES.find((place) => {
    return Math.hypot(place.latitude - latitude, place.longitude - longitude) < RADIUS_DEG;
  });
  return found?.tool ?? null;
}
