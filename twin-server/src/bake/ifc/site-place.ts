import * as ifc from 'web-ifc';
import type { Vector3 } from './frame.ts';
import type { IfcModel } from './model.ts';
import type { SpatialTree } from './spatial-tree.ts';
import { type Line, numberOf, numbersOf, refOf } from './values.ts';

/** What IfcSite says of its place. */
export interface SitePlace {
  readonly longitude: number;
  readonly latitude: number;
  /** Orthometric, metres. */
  readonly elevation: number;
  /** The point that the coordinates are of, metres in the project's axes. */
  readonly reference: Vector3;
  /** Azimuth of the project's +Y, degrees clockwise from true north. */
  readonly headingDeg: number;
  /** Whose default it is, where it is one. */
  readonly defaultOf: string | null;
}

/**
 * Places that authoring tools write when nobody set one, degrees, with the distance within which they vary between
 * releases. Revit takes its template's city; ArchiCAD and others start elsewhere.
 */
const DEFAULTS: readonly { readonly name: string; readonly longitude: number; readonly latitude: number }[] = [
  { name: 'Boston (Revit, US templates)', latitude: 42.3583, longitude: -71.0603 },
  { name: 'London (Revit, UK templates)', latitude: 51.5, longitude: -0.1262 },
  { name: 'Amersfoort (ArchiCAD, Dutch templates)', latitude: 52.15, longitude: 5.3833 },
  { name: 'Abu Dhabi', latitude: 24.4667, longitude: 54.3667 },
  { name: 'zero', latitude: 0, longitude: 0 },
];
const DEFAULT_RADIUS_DEG = 0.012;

/** Degrees of an IfcCompoundPlaneAngleMeasure: degrees, minutes, seconds and millionths of a second, all of one sign. */
function degreesOf(value: unknown): number | null {
  const parts = numbersOf(value);
  if (!parts || parts.length < 3) return null;
  const [degrees = 0, minutes = 0, seconds = 0, millionths = 0] = parts;
  return degrees + minutes / 60 + (seconds + millionths / 1e6) / 3600;
}

/** Azimuth of +Y by TrueNorth of the model's 3D context, degrees; 0 where it is not given. */
function trueNorthHeadingDeg(model: IfcModel): number {
  for (const context of model.all(ifc.IFCGEOMETRICREPRESENTATIONCONTEXT)) {
    const direction = model.line(refOf(context.TrueNorth));
    const ratios = direction?.DirectionRatios;
    const [x, y] = Array.isArray(ratios) ? ratios.map(numberOf) : [];
    if (typeof x === 'number' && typeof y === 'number' && Math.hypot(x, y) > 0) {
      return (Math.atan2(-x, y) * 180) / Math.PI || 0;
    }
  }
  return 0;
}

/** The first IfcSite with coordinates; null where none has any, or where they are not on Earth. */
export function readSitePlace(model: IfcModel, tree: SpatialTree): SitePlace | null {
  const sites: Line[] = [...(tree.site ? [tree.site] : []), ...model.all(ifc.IFCSITE)];
  for (const site of sites) {
    const latitude = degreesOf(site.RefLatitude);
    const longitude = degreesOf(site.RefLongitude);
    if (latitude === null || longitude === null || Math.abs(latitude) > 90 || Math.abs(longitude) > 180) continue;
    const known = DEFAULTS.find((place) => {
      return Math.hypot(place.latitude - latitude, place.longitude - longitude) < DEFAULT_RADIUS_DEG;
    });
    return {
      latitude,
      longitude,
      elevation: (numberOf(site.RefElevation) ?? 0) * model.metersPerUnit,
      reference: model.placementOrigin(site) ?? [0, 0, 0],
      headingDeg: trueNorthHeadingDeg(model),
      defaultOf: known?.name ?? null,
    };
  }
  return null;
}
