import { geoToLocal, localToGeo, type Placement } from 'twin-core';
import type { CoverageMark, CoveragePicture, CoverageWall } from '../../../state/coverage/coverage-controls.ts';
import type { LonLat } from '../../../state/ground-plan.ts';
import { WALL_DARK } from '../../../state/palette.ts';
import type { Coverage } from '../../../state/records/coverage.ts';
import type { SiteView } from '../../../state/site-view.ts';
import { scaleColor } from '../inside/value-scale.ts';
import { boundaryChanges, placeChanges, storeyChanges } from './coverage-difference.ts';

/** Bands stand before the walls that they color, metres. */
const BEFORE_M = 0.6;
/** A gap is drawn as high as a fence, and higher, so that it is found from afar. */
const GAP_M = 6;
const MARK_M = 3;
const BAND_OPACITY = 0.62;
const GAP_OPACITY = 0.75;
/** Share of a facade as the scale of the room's values has it. */
const SHARES = { from: 0, to: 1 };
/** Shorter gaps are red too, but have no number over them: they are the width of a post. */
const LEAST_LABEL_M = 1;

/** Color of a share that is seen, as #rrggbb. */
export const shareColor = (share: number): string => scaleColor(SHARES, share);

/** What is drawn of a coverage: a band around each storey, gaps of the boundary with their metres, a dot for each key place. */
export function coveragePicture(
  { facades, perimeter, places }: Coverage,
  site: Pick<SiteView, 'frame' | 'buildings'>,
  metres: (lengthM: number) => string,
): CoveragePicture {
  const { frame } = site;
  const { priority, muted } = WALL_DARK;
  const rings = new Map(site.buildings.map(({ code, footprint }) => [code, widened(footprint, BEFORE_M, frame)]));
  const bands = facades.flatMap(({ building, areaM2, seenM2, lowM, highM }): CoverageWall[] => {
    const line = rings.get(building);
    if (!line || areaM2 === 0 || highM - lowM < 0.5) return [];
    return [{ line, lowM, highM, color: shareColor(seenM2 / areaM2), opacity: BAND_OPACITY }];
  });
  const gaps = perimeter.unseen.concat(perimeter.unfenced).map(({ from, to }): CoverageWall => {
    const line = [from, to];
    return { line, lowM: frame.height, highM: frame.height + GAP_M, color: priority[1], opacity: GAP_OPACITY };
  });
  const lengths = perimeter.unseen.concat(perimeter.unfenced).flatMap(({ fromM, toM, from, to }): CoverageMark[] => {
    if (toM - fromM < LEAST_LABEL_M) return [];
    const at: LonLat = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
    return [{ at, heightM: frame.height + GAP_M, color: priority[1], text: metres(toM - fromM) }];
  });
  const dots = places.map(({ at, covered }): CoverageMark => {
    return { at, heightM: frame.height + MARK_M, color: covered ? muted : priority[2], text: null };
  });
  return { walls: [...bands, ...gaps], marks: [...lengths, ...dots] };
}

/** What is drawn of a difference: storeys, stretches of the boundary and key places that are seen at one time alone; the more, the stronger. */
export function differencePicture(
  now: Coverage,
  then: Coverage,
  { frame, buildings }: Pick<SiteView, 'frame' | 'buildings'>,
  metres: (lengthM: number) => string,
): CoveragePicture {
  const { priority, wayOut } = WALL_DARK;
  const colorOf = (won: boolean) => (won ? wayOut : priority[1]);
  const rings = new Map(buildings.map(({ code, footprint }) => [code, widened(footprint, BEFORE_M, frame)]));
  const bands = storeyChanges(now, then).flatMap(({ band: { building, lowM, highM }, ...change }): CoverageWall[] => {
    const line = rings.get(building);
    if (!line || highM - lowM < 0.5) return [];
    const by = change.after - change.before;
    return [{ line, lowM, highM, color: colorOf(by > 0), opacity: Math.min(0.85, 0.2 + Math.abs(by)) }];
  });
  const { lost, won } = boundaryChanges(now, then);
  const stretches = [
    ...lost.map((stretch) => ({ stretch, color: colorOf(false) })),
    ...won.map((stretch) => ({ stretch, color: colorOf(true) })),
  ];
  const heightM = frame.height + GAP_M;
  const walls = stretches.map(({ stretch: { from, to }, color }): CoverageWall => {
    return { line: [from, to], lowM: frame.height, highM: heightM, color, opacity: GAP_OPACITY };
  });
  const lengths = stretches.flatMap(({ stretch: { fromM, toM, from, to }, color }): CoverageMark[] => {
    if (toM - fromM < LEAST_LABEL_M) return [];
    return [{ at: [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2], heightM, color, text: metres(toM - fromM) }];
  });
  const dots = placeChanges(now, then).map(({ at, covered }): CoverageMark => {
    return { at, heightM: frame.height + MARK_M, color: colorOf(covered), text: null };
  });
  return { walls: [...bands, ...walls], marks: [...lengths, ...dots] };
}

/** A ring moved outward on all sides, closed. */
function widened(ring: readonly LonLat[], byM: number, frame: Placement): LonLat[] {
  const corners = ring.map(([longitude, latitude]) => geoToLocal(frame, { longitude, latitude, height: frame.height }));
  const sign = isClockwise(corners) ? -1 : 1;
  const moved = corners.map(([x, y], i): LonLat => {
    const before = corners[(i + corners.length - 1) % corners.length]!;
    const after = corners[(i + 1) % corners.length]!;
    const [ax, ay] = outward(before, corners[i]!, sign);
    const [bx, by] = outward(corners[i]!, after, sign);
    // Along the bisector, as far as both sides move; never far at a sharp corner.
    const share = byM / Math.max(0.3, 1 + ax * bx + ay * by);
    const { longitude, latitude } = localToGeo(frame, [x + (ax + bx) * share, y + (ay + by) * share, 0]);
    return [longitude, latitude];
  });
  return [...moved, moved[0]!];
}

type Corner = readonly [x: number, y: number, z: number];

function outward([ax, ay]: Corner, [bx, by]: Corner, sign: number): readonly [number, number] {
  const length = Math.hypot(bx - ax, by - ay) || 1;
  return [(sign * (by - ay)) / length, (-sign * (bx - ax)) / length];
}

function isClockwise(corners: readonly Corner[]): boolean {
  let twice = 0;
  for (const [i, [x, y]] of corners.entries()) {
    const [nextX, nextY] = corners[(i + 1) % corners.length]!;
    twice += (nextX - x) * (nextY + y);
  }
  return twice > 0;
}
