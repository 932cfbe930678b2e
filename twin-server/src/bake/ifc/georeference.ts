import { type GeoPoint, type Georeference, localToGeo, type Placement } from 'twin-core';
import { gridConvergenceDeg, isKnownCrs, toGeographic } from 'twin-core/crs';
import { ellipsoidalHeight } from '../geoid.ts';
import type { Vector3 } from './frame.ts';
import { type MapConversion, readMapConversion } from './map-conversion.ts';
import type { IfcModel } from './model.ts';
import type { PropertySets } from './properties.ts';
import { readSitePlace, type SitePlace } from './site-place.ts';
import type { SpatialTree } from './spatial-tree.ts';

/** What the caller knows of the place. longitude and latitude go together; height is ellipsoidal, metres. */
export interface PlacementOverride extends Partial<Placement> {
  /** Where the building stands if the file itself is not believed. */
  readonly fallback?: Placement;
}

/** The parts of a placement that are given whatever the file says, in a fixed order. */
export function overridden({ longitude, latitude, height, headingDeg }: PlacementOverride): Partial<Placement> {
  const entries = Object.entries({ longitude, latitude, height, headingDeg });
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

/** What was believed, before it is compared with the other places that the file offers. */
type Belief = Omit<Georeference, 'findings' | 'candidates'>;

/** What was believed, and what the user should hear of it. */
export interface GeoreferenceResult {
  readonly georeference: Georeference;
  readonly warnings: string[];
  /** Whether the building stands by the caller's fallback. */
  readonly usedFallback: boolean;
}

const NOWHERE: Placement = { longitude: 0, latitude: 0, height: 0, headingDeg: 0 };

const degrees = (value: number) => value.toFixed(6);

/** Azimuth from −180 to 180 degrees. */
function normalizeDeg(angle: number): number {
  return ((((angle + 180) % 360) + 360) % 360) - 180;
}

async function byMapConversion(map: MapConversion): Promise<Belief> {
  const { crs, easting, northing, height: up } = map;
  const { longitude, latitude } = toGeographic(crs, easting, northing);
  const convergence = gridConvergenceDeg(crs, easting, northing);
  const height = map.ellipsoidal ? up : await ellipsoidalHeight(longitude, latitude, up);
  return {
    source: map.source,
    believed: true,
    crs,
    reason:
      `${map.source} to ${crs} ${map.unit}; grid convergence ${convergence.toFixed(4)}°; ` +
      (map.ellipsoidal ? 'height declared ellipsoidal' : `EGM96 geoid ${(height - up).toFixed(2)} m`),
    placement: { longitude, latitude, height, headingDeg: normalizeDeg(convergence - map.rotationDeg) },
  };
}

async function bySite(site: SitePlace, origin: Vector3): Promise<Belief> {
  const { longitude, latitude, elevation, reference, headingDeg } = site;
  const frame: Placement = { longitude, latitude, height: 0, headingDeg };
  const at: GeoPoint = localToGeo(frame, [origin[0] - reference[0], origin[1] - reference[1], 0]);
  const up = elevation + origin[2] - reference[2];
  return {
    source: 'IfcSite',
    believed: true,
    reason: 'latitude, longitude and elevation of IfcSite, elevation taken as EGM96; heading by TrueNorth',
    placement: {
      longitude: at.longitude,
      latitude: at.latitude,
      height: await ellipsoidalHeight(at.longitude, at.latitude, up),
      headingDeg: normalizeDeg(headingDeg),
    },
  };
}

async function byFile(
  model: IfcModel,
  tree: SpatialTree,
  properties: ReadonlyMap<number, PropertySets>,
  origin: Vector3,
): Promise<{ readonly georeference: Belief; readonly warnings: string[] }> {
  const warnings: string[] = [];
  const map = readMapConversion(model, properties, origin);
  if (map?.plausible) return { georeference: await byMapConversion(map), warnings };
  if (map) {
    const reason = isKnownCrs(map.crs) ? `lies outside the area of ${map.crs}` : `has an unknown CRS '${map.crs}'`;
    warnings.push(`georeference: ${map.source} ${reason} and is not believed`);
  }
  const site = readSitePlace(model, tree);
  if (!site) {
    const reason = 'the file says nothing of its place';
    return {
      georeference: { source: 'none', believed: false, reason, placement: NOWHERE },
      warnings: [...warnings, `georeference: ${reason}; placed at longitude 0, latitude 0`],
    };
  }
  if (site.defaultOf === null) return { georeference: await bySite(site, origin), warnings };
  const where = `${degrees(site.latitude)}, ${degrees(site.longitude)}`;
  const reason = `IfcSite stands at ${where}, the default place of ${site.defaultOf}`;
  return {
    georeference: { source: 'IfcSite', believed: false, reason, placement: NOWHERE },
    warnings: [...warnings, `georeference: ${reason}; not believed, placed at longitude 0, latitude 0`],
  };
}

/**
 * Decides where the building frame stands: the caller's word first, then the map conversion, then IfcSite unless it is an
 * authoring tool's default. `origin` is the frame's origin in the project's axes, metres.
 */
export async function readGeoreference(
  model: IfcModel,
  tree: SpatialTree,
  properties: ReadonlyMap<number, PropertySets>,
  origin: Vector3,
  override: PlacementOverride,
): Promise<GeoreferenceResult> {
  const found = await byFile(model, tree, properties, origin);
  const given = overridden(override);
  const names = Object.keys(given).join(', ');
  const { georeference, warnings } = found;
  const usedFallback = override.fallback !== undefined && !georeference.believed && given.longitude === undefined;
  const unexamined = { findings: [], candidates: [] };
  if (names === '' && !usedFallback) {
    return { georeference: { ...georeference, ...unexamined }, warnings, usedFallback };
  }
  const base = usedFallback && override.fallback ? override.fallback : georeference.placement;
  const placed = given.longitude !== undefined || usedFallback;
  const said = [
    ...(names === '' ? [] : [`${names} given by the caller`]),
    ...(usedFallback ? ["the caller's fallback"] : []),
  ];
  return {
    georeference: {
      ...georeference,
      ...unexamined,
      source: 'override',
      believed: placed || georeference.believed,
      reason: `${said.join(', ')}; the file: ${georeference.reason}`,
      placement: { ...base, ...given },
    },
    warnings: placed ? [] : warnings,
    usedFallback,
  };
}
