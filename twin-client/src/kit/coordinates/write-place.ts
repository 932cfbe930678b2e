import {
  crsOf,
  fromEllipsoid,
  fromSystem,
  type GridSite,
  isGrid,
  type MapSystem,
  toSystem,
  UNLEVELLED_1985_M,
  type VerticalDatum,
} from 'twin-core/crs';
import type { LonLat } from '../../state/ground-plan.ts';
import type { SiteView } from '../../state/site-view.ts';

/** How coordinates are written: a system, WGS 84 also in degrees, minutes and seconds. */
export type ShownSystem = MapSystem | 'wgs84dms';
export const SHOWN_SYSTEMS: readonly ShownSystem[] = [
  'wgs84',
  'wgs84dms',
  'cgcs2000',
  'gaussKruger',
  'utm',
  'gcj02',
  'bd09',
];

/** What heights are counted from. */
export const HEIGHT_DATUMS: readonly VerticalDatum[] = ['ellipsoid', 'egm96', '1985'];

/** What coordinates are written in. */
export interface ShownCoordinates {
  readonly system: ShownSystem;
  readonly heights: VerticalDatum;
}

type Site = GridSite & Pick<SiteView, 'frame' | 'normalHeightM'>;

/** A tenth of a metre needs six decimals of a degree; seven are shown, as surveyors do. */
const DEGREE_DECIMALS = 7;
const GRID_DECIMALS = 3;

const systemOf = (system: ShownSystem): MapSystem => (system === 'wgs84dms' ? 'wgs84' : system);

/** What a system is called at a site: CGCS2000 / EPSG:4546, UTM 49N, GCJ-02. */
export function systemName(system: ShownSystem, site: GridSite): string {
  const crs = crsOf(systemOf(system), site);
  switch (system) {
    case 'wgs84':
    case 'wgs84dms':
      return 'WGS 84';
    case 'cgcs2000':
      return 'CGCS2000';
    case 'gaussKruger':
      return `CGCS2000 ${crs}`;
    case 'utm': {
      const code = Number(crs.slice(5));
      return `UTM ${code % 100}${code >= 32700 ? 'S' : 'N'}`;
    }
    default:
      return crs;
  }
}

/** An angle as 37°52′12.345″N. */
function sexagesimal(degrees: number, [positive, negative]: readonly [string, string]): string {
  // In thousandths of a second, so that nothing is rounded up to sixty.
  const whole = Math.round(Math.abs(degrees) * 3_600_000);
  const [seconds, minutes] = [(whole % 60_000) / 1000, Math.floor(whole / 60_000) % 60];
  const two = (value: number) => String(value).padStart(2, '0');
  const side = degrees < 0 ? negative : positive;
  return `${Math.floor(whole / 3_600_000)}°${two(minutes)}′${seconds.toFixed(3).padStart(6, '0')}″${side}`;
}

/**
 * A place in a system, in the order that its readers expect: longitude and latitude in degrees; X (north) before Y (east) for a
 * Gauss–Krüger grid, as is practice in China; easting before northing for UTM.
 */
export function placeText(system: ShownSystem, site: GridSite, [longitude, latitude]: LonLat): string {
  if (system === 'wgs84dms') return `${sexagesimal(longitude, ['E', 'W'])} ${sexagesimal(latitude, ['N', 'S'])}`;
  const [x, y] = toSystem(system, site, { longitude, latitude });
  if (!isGrid(system)) return `${x.toFixed(DEGREE_DECIMALS)}°, ${y.toFixed(DEGREE_DECIMALS)}°`;
  const [east, north] = [x.toFixed(GRID_DECIMALS), y.toFixed(GRID_DECIMALS)];
  return system === 'gaussKruger' ? `X ${north} Y ${east}` : `E ${east} N ${north}`;
}

/** One of two numbers that a place is typed as. */
export interface PlaceNumber {
  readonly label: 'longitude' | 'latitude' | 'north' | 'east';
  readonly text: string;
}

/** The two numbers of a place, in the order of placeText. Degrees of WGS 84 also where minutes and seconds are shown. */
export function placeNumbers(
  system: ShownSystem,
  site: GridSite,
  [longitude, latitude]: LonLat,
): [PlaceNumber, PlaceNumber] {
  const [x, y] = toSystem(systemOf(system), site, { longitude, latitude });
  if (!isGrid(systemOf(system))) {
    return [
      { label: 'longitude', text: x.toFixed(DEGREE_DECIMALS) },
      { label: 'latitude', text: y.toFixed(DEGREE_DECIMALS) },
    ];
  }
  const north: PlaceNumber = { label: 'north', text: y.toFixed(GRID_DECIMALS) };
  const east: PlaceNumber = { label: 'east', text: x.toFixed(GRID_DECIMALS) };
  return system === 'gaussKruger' ? [north, east] : [east, north];
}

/** The place that two typed numbers mean, in the order of placeNumbers; null for what is no number or no place on earth. */
export function readPlace(system: ShownSystem, site: GridSite, typed: readonly [string, string]): LonLat | null {
  const [a, b] = typed.map((text) => (text.trim() === '' ? Number.NaN : Number(text.trim().replace(/°$/, '')))) as [
    number,
    number,
  ];
  if (!Number.isFinite(a) || !Number.isFinite(b)) return null;
  const { longitude, latitude } = fromSystem(systemOf(system), site, system === 'gaussKruger' ? [b, a] : [a, b]);
  return Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90 ? [longitude, latitude] : null;
}

/** How far the geoid lies over the ellipsoid at a site, by its ground's two heights, metres. */
const geoidOf = ({ frame, normalHeightM }: Site): number => frame.height - normalHeightM;

/** A height above the ellipsoid in a datum, metres; `geoidM` where it is known better than for the whole site. */
export function heightIn(datum: VerticalDatum, site: Site, heightM: number, geoidM: number = geoidOf(site)): number {
  // No site has told its own offset of the 1985 datum so far: it is taken as EGM96, to a quarter of a metre.
  return fromEllipsoid(heightM, datum, { geoidM, offset1985M: 0, uncertainty1985M: UNLEVELLED_1985_M });
}
