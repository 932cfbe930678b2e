import type { GeoreferenceFinding, GeoreferenceReading } from 'twin-core';
import type { LongitudeLatitude } from 'twin-core/crs';
import type { Vector3 } from '../frame.ts';
import type { IfcModel } from '../model.ts';
import type { PropertySets } from '../properties.ts';
import type { SpatialTree } from '../spatial-tree.ts';
import { finding } from './finding.ts';
import { type GridGuess, guessGrids, isGridLike } from './grid-guess.ts';
import { groundDistanceM } from './ground-distance.ts';
import { geoidSignature } from './height-datum.ts';
import { lengthUnitFinding } from './length-unit.ts';
import { type MapPlace, readMapPlace } from './map-place.ts';
import { readMapStatement } from './map-statement.ts';
import { normalizeDeg, type Place, placeOfGrid, placeOfSite } from './place.ts';
import { isOnEarth, readSitePlace, type SitePlace, trueNorthHeadingDeg } from './site-place.ts';

/** Everything a file says of its place. */
export interface Diagnosis {
  /** The places it offers, the strongest first; the first believed one is where the model stands. */
  readonly places: readonly Place[];
  readonly findings: readonly GeoreferenceFinding[];
}

/** IfcSite's point is of the model only within this, metres: a tangent plane ends here, and so does every estate. */
const SITE_REACH_M = 20_000;
/** Drawn farther than this from the own origin is worth a remark, metres. */
const LARGE_M = 1000;
/** Guessed coordinates count as confirmed this near to IfcSite's point, metres beyond its own precision. */
const CONFIRMED_M = 250;
/** Places that agree within this are the same for a building, metres. */
const AGREE_M = 50;
/** Headings that differ by more cannot both be right, degrees. */
const SAME_HEADING_DEG = 1;
/** At most so many grids are offered for coordinates that name none. */
const MOST_GUESSES = 4;

/** Where IfcSite stands, if it can be that of this model. */
function nearOf(site: SitePlace | null): LongitudeLatitude | null {
  return site?.believed ? site : null;
}

/** How numbers are read that name no grid. */
function readingOf({ crs, swapped }: GridGuess, numbers: string) {
  const reading: GeoreferenceReading = swapped ? 'exchanged' : 'grid';
  return { reading, reason: `${numbers} as ${crs}${swapped ? ', northing first' : ''}` };
}

async function placesOfMap(map: MapPlace, site: SitePlace | null): Promise<Place[]> {
  const { source, verticalDatum } = map.statement;
  const reason = `${source} to ${map.crs} ${map.unit}`;
  const stated = { source, reading: 'stated', believed: true, reason } as const;
  const places = map.believed ? [await placeOfGrid(map, stated, verticalDatum)] : [];
  for (const other of map.alternatives) {
    const told = { source, reading: 'exchanged', believed: false, reason: other.reason } as const;
    places.push(await placeOfGrid(other, told, verticalDatum));
  }
  if (map.believed || map.alternatives.length > 0) return places;
  for (const guess of guessGrids(map.easting, map.northing, nearOf(site)).slice(0, MOST_GUESSES)) {
    const told = { source, ...readingOf(guess, `the numbers of ${source}`), believed: false } as const;
    places.push(await placeOfGrid({ ...map, ...guess }, told, verticalDatum));
  }
  return places;
}

function isConfirmed([best, next]: readonly GridGuess[], site: SitePlace | null): boolean {
  if (!site?.believed || best?.distanceM == null) return false;
  const reach = site.precisionM + CONFIRMED_M;
  return best.distanceM <= reach && (next?.distanceM == null || next.distanceM > 2 * reach);
}

/** Coordinates drawn into the model itself, without a map conversion that speaks of them. */
async function placesDrawn(
  [x, y, z]: Vector3,
  site: SitePlace | null,
  findings: GeoreferenceFinding[],
): Promise<Place[]> {
  const distanceM = Math.hypot(x, y);
  if (distanceM < LARGE_M) return [];
  if (!isGridLike(x, y)) {
    findings.push(finding('coordinates.large', 'note', { distanceM }));
    return [];
  }
  const guesses = guessGrids(x, y, nearOf(site));
  const confirmed = isConfirmed(guesses, site);
  const [best] = guesses;
  if (confirmed && best) {
    findings.push(finding('coordinates.confirmed', 'ok', { crs: best.crs, residualM: best.distanceM ?? 0 }));
  } else findings.push(finding('coordinates.grid', 'doubt', { x, y, z }));
  const offered = guesses.slice(0, MOST_GUESSES).map((guess, index) => {
    const believed = confirmed && index === 0;
    const told = { source: 'coordinates', ...readingOf(guess, 'the coordinates drawn'), believed } as const;
    return placeOfGrid({ ...guess, height: z, rotationDeg: 0 }, told, null);
  });
  return Promise.all(offered);
}

async function placesOfSite(
  site: SitePlace,
  origin: Vector3,
  headingDeg: number,
  findings: GeoreferenceFinding[],
): Promise<Place[]> {
  findings.push(...site.findings);
  const distanceM = Math.hypot(origin[0] - site.reference[0], origin[1] - site.reference[1]);
  const far = distanceM > SITE_REACH_M;
  if (far && site.believed) findings.push(finding('site.far', 'refused', { distanceM }));
  const believed = site.believed && !far;
  const reason = far
    ? 'latitude and longitude of IfcSite, taken for the origin of the model'
    : 'latitude, longitude and elevation of IfcSite, elevation taken as EGM96; heading by TrueNorth';
  const stated = { reading: far ? 'anchored' : 'stated', believed, reason } as const;
  const places = isOnEarth(site) ? [await placeOfSite(site, origin, headingDeg, stated)] : [];
  for (const { reading, reason: other, ...place } of site.alternatives) {
    const told = { reading, believed: false, reason: other };
    places.push(await placeOfSite({ ...site, ...place }, origin, headingDeg, told, far));
  }
  return places;
}

/** How well the places agree that a file offers besides the one believed. */
function compare(believed: Place, places: readonly Place[], northDeg: number | null): GeoreferenceFinding[] {
  const findings: GeoreferenceFinding[] = [];
  const { source, placement } = believed;
  // What is refused has been said; a default place is nobody's word against the others.
  for (const other of places.filter((place) => place !== believed && place.believed)) {
    const residualM = groundDistanceM(placement, other.placement);
    const agree = residualM <= AGREE_M;
    const values = { source, other: other.source, residualM };
    findings.push(finding(agree ? 'places.agree' : 'places.disagree', agree ? 'ok' : 'doubt', values));
    const signature = agree && geoidSignature(placement.height - other.placement.height, believed.geoidM);
    if (signature) findings.push(signature);
  }
  if (northDeg !== null && source !== 'IfcSite') {
    const differenceDeg = Math.abs(normalizeDeg(northDeg - placement.headingDeg));
    const { headingDeg } = placement;
    if (differenceDeg > SAME_HEADING_DEG)
      findings.push(finding('north.disagrees', 'note', { source, northDeg, headingDeg, differenceDeg }));
  }
  return findings;
}

/** Looks at everything a file says of its place. `origin` is the frame's origin in the project's axes, metres. */
export async function diagnose(
  model: IfcModel,
  tree: SpatialTree,
  properties: ReadonlyMap<number, PropertySets>,
  origin: Vector3,
): Promise<Diagnosis> {
  const findings = [lengthUnitFinding(model)];
  const statement = readMapStatement(model, properties);
  const map = statement && readMapPlace(statement, origin, model.metersPerUnit);
  const site = readSitePlace(model, tree);
  const northDeg = trueNorthHeadingDeg(model);
  const places: Place[] = [];
  if (map) {
    findings.push(...map.findings);
    places.push(...(await placesOfMap(map, site)));
  }
  if (!map?.believed) places.push(...(await placesDrawn(origin, site, findings)));
  if (site) places.push(...(await placesOfSite(site, origin, northDeg ?? 0, findings)));
  const believed = places.find((place) => place.believed);
  if (believed) findings.push(believed.height, ...compare(believed, places, northDeg));
  if (places.length === 0) findings.push(finding('none', 'refused'));
  return { places, findings };
}
