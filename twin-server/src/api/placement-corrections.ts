import {
  type Georeference,
  type GeoreferenceCandidate,
  GeoreferenceReading,
  GeoreferenceSource,
  geoToLocal,
  Placement,
} from 'twin-core';
import { gridConvergenceDeg } from 'twin-core/crs';
import { z } from 'zod';
import { ellipsoidalHeight } from '../bake/geoid.ts';
import { guessGrids } from '../bake/ifc/georeference/grid-guess.ts';
import { groundDistanceM } from '../bake/ifc/georeference/ground-distance.ts';

/** Another place a building may be meant to stand at. */
export const Correction = z.object({
  source: z.enum([...GeoreferenceSource.options, 'geoid']),
  reading: GeoreferenceReading,
  crs: z.string().optional(),
  placement: Placement,
  residualM: z.number().describe('on the ground, from where the building stands now'),
  upM: z.number().describe('over where it stands now'),
  reason: z.string(),
});
export type Correction = z.infer<typeof Correction>;

/** What a correction is measured against. */
export interface Standing {
  /** Where the registry has the building. */
  readonly placement: Placement;
  /** The site's frame: the ground at its origin, ellipsoidal. */
  readonly ground: Placement;
  /** Lowest point of the model over its own origin, metres. */
  readonly lowestM: number;
}

/** Nearer than this a correction changes nothing that could be seen, metres and degrees. */
const SAME_M = 0.01;
const SAME_DEG = 0.01;
/** Sea level and the ellipsoid are told apart from here on, and a basement from the ground up to here, metres. */
const LEAST_GEOID_M = 5;
const GROUND_TOLERANCE_M = 6;
const MOST_GUESSES = 4;

type Offer = Omit<Correction, 'residualM' | 'upM'>;

function isElsewhere({ source, placement: a }: Offer, b: Placement): boolean {
  // IfcSite is a point: most files that have it say nothing of north.
  if (source === 'IfcSite' && groundDistanceM(a, b) <= SAME_M) return Math.abs(a.height - b.height) > SAME_M;
  const turn = Math.abs(((((a.headingDeg - b.headingDeg + 180) % 360) + 360) % 360) - 180);
  return groundDistanceM(a, b) > SAME_M || Math.abs(a.height - b.height) > SAME_M || turn > SAME_DEG;
}

/** The file's own places, but those that are an authoring tool's default. */
function ofFile({ candidates, findings }: Georeference): readonly GeoreferenceCandidate[] {
  const byDefault = findings.some(({ code }) => code === 'site.default');
  return candidates.filter(({ source }) => !(byDefault && source === 'IfcSite'));
}

/** Coordinates drawn into a model that names no grid: the grids that put them on this site. */
async function ofGrids({ findings }: Georeference, { ground }: Standing): Promise<Offer[]> {
  const values = findings.find(({ code }) => code === 'coordinates.grid')?.values;
  const [x, y, up] = [values?.x, values?.y, values?.z];
  if (typeof x !== 'number' || typeof y !== 'number') return [];
  const guesses = guessGrids(x, y, ground).slice(0, MOST_GUESSES);
  return Promise.all(
    guesses.map(async ({ crs, easting, northing, swapped, longitude, latitude }) => ({
      source: 'coordinates' as const,
      reading: swapped ? ('exchanged' as const) : ('grid' as const),
      crs,
      placement: {
        longitude,
        latitude,
        height: await ellipsoidalHeight(longitude, latitude, typeof up === 'number' ? up : 0),
        headingDeg: gridConvergenceDeg(crs, easting, northing),
      },
      reason: `the coordinates drawn as ${crs}${swapped ? ', northing first' : ''}: near this site`,
    })),
  );
}

/** A building that floats or is buried by as much as sea level and the ellipsoid differ was given the wrong one's height. */
async function ofGeoid({ placement, ground, lowestM }: Standing): Promise<Offer[]> {
  const geoidM = await ellipsoidalHeight(placement.longitude, placement.latitude, 0);
  const overGroundM = geoToLocal(ground, placement)[2] + lowestM;
  if (Math.abs(geoidM) < LEAST_GEOID_M) return [];
  const sign = Math.sign(overGroundM);
  if (Math.abs(Math.abs(overGroundM) - Math.abs(geoidM)) > GROUND_TOLERANCE_M) return [];
  const moved = { ...placement, height: placement.height - sign * Math.abs(geoidM) };
  const reason = `it stands ${overGroundM.toFixed(1)} m over the ground; the geoid lies ${geoidM.toFixed(1)} m over the ellipsoid`;
  return [{ source: 'geoid', reading: 'otherwise', placement: moved, reason }];
}

/** Everything that may be meant instead of where a building stands now, the nearest first. */
export async function correctionsFor(georeference: Georeference | null, standing: Standing): Promise<Correction[]> {
  const { placement } = standing;
  const near = groundDistanceM(placement, standing.ground) < 100_000;
  const offers: Offer[] = [
    ...(georeference ? [...ofFile(georeference), ...(await ofGrids(georeference, standing))] : []),
    ...(near ? await ofGeoid(standing) : []),
  ];
  return offers
    .filter((offer) => isElsewhere(offer, placement))
    .map(({ source, reading, crs, placement: to, reason }) => ({
      source,
      reading,
      ...(crs === undefined ? {} : { crs }),
      placement: to,
      residualM: groundDistanceM(placement, to),
      upM: to.height - placement.height,
      reason,
    }))
    .sort((a, b) => a.residualM - b.residualM);
}
