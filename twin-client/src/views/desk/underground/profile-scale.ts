import type { SectionPipe } from 'twin-core';

/** A point of the ground along a section, metres: distance, and height above the ellipsoid. */
export type GroundPoint = readonly [distanceM: number, height: number];

/** How metres of a section become pixels of its picture. */
export interface ProfileScale {
  readonly lengthM: number;
  /** Heights at the lower and the upper edge. */
  readonly low: number;
  readonly high: number;
  readonly x: (distanceM: number) => number;
  readonly y: (height: number) => number;
  /** Pixels of a metre up for one of a metre along. */
  readonly exaggeration: number;
  /** Round distances and heights for the axes. */
  readonly distances: readonly number[];
  readonly heights: readonly number[];
}

/** The plot within the picture, pixels. */
export interface PlotBox {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** At least so much is shown below the lowest and above the highest, metres. */
const MARGIN_M = 0.4;
/** At least so much height is shown, metres. */
const LEAST_M = 3;
const TICKS = 6;

/** Steps of 1, 2 or 5 times a power of ten, at most `most` of them in a span. */
export function roundSteps(from: number, to: number, most: number): number[] {
  const rough = (to - from) / most;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((one) => one >= rough) ?? rough;
  const first = Math.ceil(from / step - 1e-9);
  const count = Math.floor(to / step + 1e-9) - first + 1;
  return Array.from({ length: Math.max(0, count) }, (_, i) => Math.round((first + i) * step * 1e6) / 1e6);
}

/** Fits the ground and the pipes of a section into a plot. */
export function profileScale(
  lengthM: number,
  ground: readonly GroundPoint[],
  pipes: readonly SectionPipe[],
  box: PlotBox,
): ProfileScale {
  const heights = [
    ...ground.map(([, height]) => height),
    ...pipes.flatMap(({ course, diameterMm }) => course.map(([, height]) => height - (diameterMm ?? 0) / 2000)),
  ];
  const highest = heights.length > 0 ? Math.max(...heights) : 0;
  const lowest = heights.length > 0 ? Math.min(...heights) : 0;
  const high = highest + MARGIN_M;
  const low = Math.min(lowest - MARGIN_M, high - LEAST_M);
  const perDistance = box.width / lengthM;
  const perHeight = box.height / (high - low);
  return {
    lengthM,
    low,
    high,
    x: (distanceM) => box.left + distanceM * perDistance,
    y: (height) => box.top + (high - height) * perHeight,
    exaggeration: perHeight / perDistance,
    distances: roundSteps(0, lengthM, TICKS + 2),
    heights: roundSteps(low, high, TICKS),
  };
}

/** Height of the ground at a distance along a section; null where it is not known. */
export function groundAt(ground: readonly GroundPoint[], distanceM: number): number | null {
  const after = ground.findIndex(([distance]) => distance >= distanceM);
  const [b, a] = [ground[after], ground[after - 1]];
  if (!b) return ground.at(-1)?.[1] ?? null;
  if (!a || b[0] === a[0]) return b[1];
  return a[1] + ((b[1] - a[1]) * (distanceM - a[0])) / (b[0] - a[0]);
}
