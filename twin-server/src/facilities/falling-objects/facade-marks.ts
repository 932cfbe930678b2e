import { type GeoPoint, localToGeo, type Placement } from 'twin-core';
import type { HomeShare, Opening, StoreyShare } from 'twin-core/geometry';

/** Storeys and homes less likely than this are not listed. */
const LEAST = 0.005;
const RAD = Math.PI / 180;

interface Extent {
  readonly azimuthDeg: number;
  readonly outM: number;
  readonly left: number;
  readonly right: number;
  readonly low: number;
  readonly high: number;
}

function extentOf({ middle, azimuthDeg, widthM, heightM }: Opening): Extent {
  const [e, n] = [Math.sin(azimuthDeg * RAD), Math.cos(azimuthDeg * RAD)];
  const s = middle[0] * n - middle[1] * e;
  return {
    azimuthDeg,
    outM: middle[0] * e + middle[1] * n,
    left: s - widthM / 2,
    right: s + widthM / 2,
    low: middle[2] - heightM / 2,
    high: middle[2] + heightM / 2,
  };
}

function cornersOf(frame: Placement, { azimuthDeg, outM, left, right, low, high }: Extent): GeoPoint[] {
  const [e, n] = [Math.sin(azimuthDeg * RAD), Math.cos(azimuthDeg * RAD)];
  const corner = (s: number, z: number) => localToGeo(frame, [outM * e + s * n, outM * n - s * e, z]);
  return [corner(left, low), corner(right, low), corner(right, high), corner(left, high)];
}

/** Storeys with the strip of facade that each is: over its whole width, so that it points at no home. */
export function markedStoreys(
  frame: Placement,
  storeys: readonly StoreyShare[],
  likely: readonly Opening[],
  all: readonly Opening[],
) {
  return storeys
    .filter(({ probability }) => probability >= LEAST)
    .map((share) => {
      const first =
        likely.find(({ building, storey }) => building === share.building && storey === share.storey) ?? likely[0];
      const strip = all
        .filter(({ building, storey, azimuthDeg }) => {
          const turned = Math.abs(((azimuthDeg - (first?.azimuthDeg ?? azimuthDeg) + 540) % 360) - 180);
          return building === share.building && storey === share.storey && turned < 3;
        })
        .map(extentOf);
      const across = {
        azimuthDeg: strip[0]?.azimuthDeg ?? 0,
        outM: Math.max(...strip.map(({ outM }) => outM)),
        left: Math.min(...strip.map(({ left }) => left)),
        right: Math.max(...strip.map(({ right }) => right)),
        low: Math.min(...strip.map(({ low }) => low)),
        high: Math.max(...strip.map(({ high }) => high)),
      };
      return { ...share, mark: cornersOf(frame, across) };
    });
}

/** Homes with the openings that are likely of each. */
export function markedHomes(
  frame: Placement,
  homes: readonly HomeShare[],
  likely: readonly { readonly opening: Opening; readonly probability: number }[],
) {
  return homes
    .filter(({ probability }) => probability >= LEAST)
    .map((share) => ({
      ...share,
      marks: likely
        .filter(({ opening }) => opening.home === share.home && opening.building === share.building)
        .map(({ opening, probability }) => ({ corners: cornersOf(frame, extentOf(opening)), probability })),
    }));
}
