import { readCrs } from 'twin-core/crs';
import { InputError } from '../problem.ts';
import { adviceOf, fittingCrs, groundExtent } from './check-place.ts';
import type { SiteGround } from './site-ground.ts';
import type { FeatureSource } from './source-feature.ts';
import type { Survey } from './survey.ts';

/** The CRS that a file is read in. */
export interface SourceCrs {
  /** As readCrs gives it. */
  readonly crs: string;
  readonly name: string;
  /** Whether nobody said so: the file names none and its format settles none. */
  readonly isAssumed: boolean;
}

const WGS84 = 'EPSG:4326';
/** Formats that are WGS 84 where they say nothing (RFC 7946; OpenStreetMap). */
const SETTLED = new Set(['geojson', 'osm-pbf', 'osm-xml']);

/** The CRS by what the caller says, else the file, else its format. Throws InputError for one that is not known here. */
export function sourceCrs(source: FeatureSource, override: string | undefined, place: string): SourceCrs {
  if (override !== undefined) {
    const reading = readCrs(override);
    if ('reason' in reading) throw new InputError(`${reading.reason} (asked for)`, { place });
    return { ...reading, isAssumed: false };
  }
  if (!source.crs) return { crs: WGS84, name: WGS84, isAssumed: !SETTLED.has(source.format) };
  const reading = readCrs(source.crs.text);
  if ('reason' in reading) {
    throw new InputError(`${reading.reason}; say which it is with --crs`, { place: `${place}: ${source.crs.from}` });
  }
  return { ...reading, isAssumed: false };
}

const isGeographic = (crs: string) => crs === WGS84 || crs === 'EPSG:4490' || /^(GCJ|BD)/.test(crs);
const looksLikeDegrees = ([minX, minY, maxX, maxY]: NonNullable<Survey['extent']>) =>
  minX >= -180 && maxX <= 180 && minY >= -90 && maxY <= 90;

/**
 * Throws InputError where coordinates cannot be of their CRS, whatever the site: metres that are called degrees, degrees that are called
 * metres, latitude before longitude beyond 90°. Names the CRS that would fit where a site is given.
 */
export function checkCoordinates(
  survey: Survey,
  { crs, name, isAssumed }: SourceCrs,
  swapAxes: boolean,
  place: string,
  site?: SiteGround,
): void {
  const { extent } = survey;
  if (!extent) return;
  const [minX, minY, maxX, maxY] = extent;
  const taken: typeof extent = swapAxes ? [minY, minX, maxY, maxX] : extent;
  const show = `${minX.toFixed(6).replace(/\.?0+$/, '')}, ${minY.toFixed(6).replace(/\.?0+$/, '')}`;
  const suggestion = site ? fittingCrs(site, extent) : null;
  const advice = suggestion ? `; ${adviceOf(suggestion)}` : '; say with --crs which CRS it is';
  if (isGeographic(crs) && !looksLikeDegrees(taken)) {
    const swapped: typeof extent = [taken[1], taken[0], taken[3], taken[2]];
    if (looksLikeDegrees(swapped)) {
      throw new InputError(
        `latitude and longitude are swapped: ${show} has no place in ${name}, which wants longitude first`,
        { place },
      );
    }
    const missing = isAssumed ? 'names no CRS, and ' : '';
    throw new InputError(`${missing}coordinates such as ${show} are no degrees of ${name}${advice}`, { place });
  }
  if (!isGeographic(crs) && looksLikeDegrees(taken) && (maxX - minX > 0 || maxY - minY > 0)) {
    throw new InputError(`coordinates such as ${show} look like degrees, but the CRS is ${name}${advice}`, { place });
  }
  if (!groundExtent(extent, crs, swapAxes)) {
    throw new InputError(`coordinates such as ${show} have no place on earth in ${name}${advice}`, { place });
  }
}
