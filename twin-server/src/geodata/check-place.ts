import { groundProjector, isWithinCrs, shiftedSystemOf } from 'twin-core/crs';
import { chineseShift } from './chinese-shift.ts';
import { boxAround, distanceM, type GroundBox, middleOf, offsetM, type SiteGround } from './site-ground.ts';
import type { Survey } from './survey.ts';

/** How a file's features lie to the site. */
export interface PlaceFinding {
  readonly kind: 'fits' | 'outside' | 'swapped' | 'shifted';
  /** From the site to the features as they were read, metres. */
  readonly distanceM: number;
  /** The CRS by which they would fit, and how far from the site (kind `shifted`: from their place) they would then be, metres. */
  readonly suggestion: { readonly crs: string; readonly swapAxes: boolean; readonly residualM: number } | null;
  /** One sentence: what is wrong and what would be right; null where the place fits. */
  readonly reason: string | null;
}

/** Farther from the site than this is no surroundings of it, metres. */
const FAR_M = 10_000;

/** Extent in WGS 84 of an extent in a CRS; null where it has no place on earth in it. */
export function groundExtent(extent: NonNullable<Survey['extent']>, crs: string, swapAxes: boolean): GroundBox | null {
  const [minX, minY, maxX, maxY] = extent;
  const project = groundProjector(crs);
  const points: [number, number][] = [];
  for (const x of [minX, (minX + maxX) / 2, maxX]) {
    for (const y of [minY, (minY + maxY) / 2, maxY]) {
      const { longitude, latitude } = swapAxes ? project(y, x) : project(x, y);
      if (!(Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90)) return null;
      points.push([longitude, latitude]);
    }
  }
  return boxAround(points);
}

function* candidates(): Generator<string> {
  yield 'EPSG:4326';
  // CGCS2000 in 3-degree zones first: where a 6-degree zone has the same meridian the two are one.
  for (let code = 4513; code <= 4554; code++) yield `EPSG:${code}`;
  for (let code = 4491; code <= 4512; code++) yield `EPSG:${code}`;
  for (let code = 32601; code <= 32660; code++) yield `EPSG:${code}`;
  for (let code = 32701; code <= 32760; code++) yield `EPSG:${code}`;
  yield 'EPSG:3857';
}

/** The CRS that brings an extent nearest to the site; null where none brings it near. */
export function fittingCrs(site: SiteGround, extent: NonNullable<Survey['extent']>): PlaceFinding['suggestion'] {
  const around = boxAround(site.boundary);
  const here = middleOf(around);
  let best: { crs: string; swapAxes: boolean; residualM: number } | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const swapAxes of [false, true]) {
    for (const crs of candidates()) {
      if (!isWithinCrs(crs, here[0], here[1])) continue;
      const box = groundExtent(extent, crs, swapAxes);
      if (!box || distanceM(around, box) > FAR_M) continue;
      const apart = Math.hypot(...offsetM(here, middleOf(box)));
      if (apart >= least) continue;
      least = apart;
      best = { crs, swapAxes, residualM: distanceM(around, box) };
    }
  }
  return best;
}

const km = (meters: number) => (meters < 10_000 ? `${Math.round(meters)} m` : `${Math.round(meters / 1000)} km`);
const at = (box: GroundBox) => {
  const [longitude, latitude] = middleOf(box);
  return `${longitude.toFixed(4)}, ${latitude.toFixed(4)}`;
};

/** What a suggestion says to a person. */
export function adviceOf({ crs, swapAxes, residualM }: NonNullable<PlaceFinding['suggestion']>): string {
  const axes = swapAxes ? ' with its axes swapped (latitude or northing first)' : '';
  return `as ${crs}${axes} it would lie ${residualM === 0 ? 'at' : `${km(residualM)} from`} the site`;
}

/**
 * Whether what a file holds may belong to a site: near it, its axes in the order of the CRS, and not shifted as Chinese web maps are.
 * `crs` is as readCrs gives it; `swapAxes` says that the coordinates come northing first.
 */
export function checkPlace(site: SiteGround, survey: Survey, crs: string, swapAxes = false): PlaceFinding {
  const fits: PlaceFinding = { kind: 'fits', distanceM: 0, suggestion: null, reason: null };
  if (!survey.extent) return fits;
  const around = boxAround(site.boundary);
  const box = groundExtent(survey.extent, crs, swapAxes);
  const apart = box ? distanceM(around, box) : Number.POSITIVE_INFINITY;
  if (!box || apart > FAR_M) {
    const suggestion = fittingCrs(site, survey.extent);
    const swapped = suggestion?.swapAxes === true && suggestion.crs === crs;
    const found = box
      ? `as ${crs} it lies ${km(apart)} from the site (around ${at(box)}, the site at ${at(around)})`
      : `as ${crs} its coordinates are nowhere on earth`;
    const advice = suggestion ? `; ${adviceOf(suggestion)}` : '; no CRS known here would bring it near';
    return { kind: swapped ? 'swapped' : 'outside', distanceM: apart, suggestion, reason: `${found}${advice}` };
  }
  if (shiftedSystemOf(crs)) return { ...fits, distanceM: apart };
  const project = groundProjector(crs);
  const boxes = Array.from({ length: survey.boxes.length / 4 }, (_, i): GroundBox => {
    const [minX, minY, maxX, maxY] = survey.boxes.subarray(i * 4, i * 4 + 4) as unknown as [
      number,
      number,
      number,
      number,
    ];
    const [low, high] = swapAxes
      ? [project(minY, minX), project(maxY, maxX)]
      : [project(minX, minY), project(maxX, maxY)];
    return [low.longitude, low.latitude, high.longitude, high.latitude];
  });
  const shift = chineseShift(site, box, boxes);
  if (!shift) return { ...fits, distanceM: apart };
  const { system, residualM, matched } = shift;
  const seen = matched === null ? 'by its extent' : `by ${matched} buildings of the site`;
  return {
    kind: 'shifted',
    distanceM: shift.distanceM,
    suggestion: { crs: system, swapAxes: false, residualM },
    reason: `it lies ${Math.round(shift.distanceM)} m beside its place, as ${system} shifts maps (seen ${seen}); read as ${system} it is off by ${residualM.toFixed(1)} m`,
  };
}
