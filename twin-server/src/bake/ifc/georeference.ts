import type { Georeference, Placement } from 'twin-core';
import type { Vector3 } from './frame.ts';
import { type Diagnosis, diagnose } from './georeference/diagnose.ts';
import { groundDistanceM } from './georeference/ground-distance.ts';
import type { IfcModel } from './model.ts';
import type { PropertySets } from './properties.ts';
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

/** What was believed, and what the user should hear of it. */
export interface GeoreferenceResult {
  readonly georeference: Georeference;
  readonly warnings: string[];
  /** Whether the building stands by the caller's fallback. */
  readonly usedFallback: boolean;
}

const NOWHERE: Placement = { longitude: 0, latitude: 0, height: 0, headingDeg: 0 };

/** What the file itself says. */
function byFile({ places, findings }: Diagnosis): Georeference {
  const believed = places.find((place) => place.believed);
  const candidates = places.map((place) => {
    const { source, reading, crs, placement, reason } = place;
    const residualM = believed ? groundDistanceM(believed.placement, placement) : null;
    const named = crs === undefined ? {} : { crs };
    return { source, reading, ...named, believed: place === believed, placement, residualM, reason };
  });
  const found = { findings: [...findings], candidates };
  if (believed) {
    const { source, reason, placement, crs } = believed;
    return { source, believed: true, reason, ...(crs === undefined ? {} : { crs }), placement, ...found };
  }
  const refused = findings.find(({ verdict }) => verdict === 'refused' || verdict === 'doubt');
  const source = places[0]?.source ?? 'none';
  return { source, believed: false, reason: refused?.text ?? 'no place is believed', placement: NOWHERE, ...found };
}

/**
 * Decides where the building frame stands: the caller's word first, then the strongest place of the file that can be
 * believed. `origin` is the frame's origin in the project's axes, metres.
 */
export async function readGeoreference(
  model: IfcModel,
  tree: SpatialTree,
  properties: ReadonlyMap<number, PropertySets>,
  origin: Vector3,
  override: PlacementOverride,
): Promise<GeoreferenceResult> {
  const file = byFile(await diagnose(model, tree, properties, origin));
  const given = overridden(override);
  const names = Object.keys(given).join(', ');
  const usedFallback = override.fallback !== undefined && !file.believed && given.longitude === undefined;
  const placed = given.longitude !== undefined || usedFallback;
  const warnings = placed ? [] : warningsOf(file);
  if (names === '' && !usedFallback) return { georeference: file, warnings, usedFallback };
  const base = usedFallback && override.fallback ? override.fallback : file.placement;
  const said = [
    ...(names === '' ? [] : [`${names} given by the caller`]),
    ...(usedFallback ? ["the caller's fallback"] : []),
  ];
  const placement = { ...base, ...given };
  return {
    georeference: {
      ...file,
      source: 'override',
      believed: placed || file.believed,
      reason: `${said.join(', ')}; the file: ${file.reason}`,
      placement,
      candidates: file.candidates.map((candidate) => ({
        ...candidate,
        residualM: groundDistanceM(placement, candidate.placement),
      })),
    },
    warnings,
    usedFallback,
  };
}

/** One line for everything that was not believed or should be looked at. */
function warningsOf({ believed, findings }: Georeference): string[] {
  const told = findings.filter(({ verdict }) => verdict === 'refused' || verdict === 'doubt');
  const lines = told.map(({ text }) => `georeference: ${text}`);
  if (believed || lines.length === 0) return lines;
  return [...lines.slice(0, -1), `${lines.at(-1)}; placed at longitude 0, latitude 0`];
}
