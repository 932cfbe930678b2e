import type { GeoreferenceFinding } from 'twin-core';
import { ellipsoidalHeight } from '../../geoid.ts';
import { finding } from './finding.ts';

/** What heights are measured from. All but the ellipsoid are taken as EGM96: they differ from it by decimetres. */
type HeightDatum = 'ellipsoid' | 'EGM96' | 'EGM2008' | 'Yellow Sea 1985' | 'Yellow Sea 1956' | 'other';

/** EPSG codes: 4979 WGS 84 3D, 4480 CGCS2000 3D, 5773 EGM96, 3855 EGM2008, 5737 Yellow Sea 1985, 5736 Yellow Sea 1956. */
const DATUMS: readonly { readonly datum: HeightDatum; readonly pattern: RegExp }[] = [
  { datum: 'ellipsoid', pattern: /ellips|EPSG\D{0,3}(4979|4480|4937)|大地高/i },
  { datum: 'EGM96', pattern: /EGM\s*(19)?96|EPSG\D{0,3}5773/i },
  { datum: 'EGM2008', pattern: /EGM\s*(20)?08|EPSG\D{0,3}3855/i },
  { datum: 'Yellow Sea 1985', pattern: /1985|EPSG\D{0,3}5737/i },
  { datum: 'Yellow Sea 1956', pattern: /1956|EPSG\D{0,3}5736|黄海/i },
];

/** The lowest and highest ground there is, with a margin, metres. */
const LOWEST_M = -500;
const HIGHEST_M = 9000;
/** Less than this between sea level and ellipsoid cannot be told from an ordinary difference of heights, metres. */
const LEAST_GEOID_M = 5;
/** How well two heights of one file agree where they are of one point, metres. */
const SAME_HEIGHT_M = 2;

/** The datum that a CRS names for its heights; null where it names none. */
function heightDatumOf(name: string | null): HeightDatum | null {
  if (name === null) return null;
  return DATUMS.find(({ pattern }) => pattern.test(name))?.datum ?? 'other';
}

/** A height as it can be: exporters write millimetres for metres; what cannot be at all counts as 0. */
export function plausibleHeight(meters: number): {
  readonly meters: number;
  readonly finding: GeoreferenceFinding | null;
} {
  const fits = (height: number) => height >= LOWEST_M && height <= HIGHEST_M;
  const used = [meters, meters / 1000].find(fits) ?? 0;
  const odd = used === meters ? null : finding('height.implausible', 'doubt', { givenM: meters, usedM: used });
  return { meters: used, finding: odd };
}

/** A height over the ellipsoid, and what there is to say of its datum. */
export interface EllipsoidalHeight {
  readonly height: number;
  /** Height of sea level (EGM96) over the ellipsoid at the place, metres. */
  readonly geoidM: number;
  readonly finding: GeoreferenceFinding;
}

/** Brings a file's height to the ellipsoid. `datum`: as the CRS names it; null where it names none. */
export async function toEllipsoid(
  longitude: number,
  latitude: number,
  meters: number,
  datum: string | null,
): Promise<EllipsoidalHeight> {
  const geoidM = await ellipsoidalHeight(longitude, latitude, 0);
  const kind = heightDatumOf(datum);
  if (kind === null) {
    return { height: meters + geoidM, geoidM, finding: finding('height.assumed', 'note', { geoidM }) };
  }
  const height = kind === 'ellipsoid' ? meters : meters + geoidM;
  const named = kind === 'other' ? `'${datum}'` : kind;
  return {
    height,
    geoidM,
    finding: finding('height.datum', kind === 'other' ? 'note' : 'ok', { datum: named, geoidM }),
  };
}

/** Tells two heights of one point, metres, that differ as sea level and ellipsoid do there; null where they do not. */
export function geoidSignature(differenceM: number, geoidM: number): GeoreferenceFinding | null {
  const like = Math.abs(geoidM) >= LEAST_GEOID_M && Math.abs(Math.abs(differenceM) - Math.abs(geoidM)) <= SAME_HEIGHT_M;
  return like ? finding('height.geoid', 'doubt', { differenceM, geoidM }) : null;
}
