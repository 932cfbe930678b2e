import { type GeoPoint, geoToLocal, type LocalPoint, localToGeo, type Placement } from 'twin-core';
import { halfTurns } from './moved-placement.ts';

/** A point of the model (metres of the building frame) and where it belongs on Earth. */
export interface FitPair {
  readonly model: LocalPoint;
  /** height null: only the place on the ground is known. */
  readonly ground: Omit<GeoPoint, 'height'> & { readonly height: number | null };
}

/** Where a model stands so that its points come nearest to theirs. */
export interface Fit {
  readonly placement: Placement;
  /** Root mean square of what is left between the pairs on the ground, metres. */
  readonly residualM: number;
}

/** Points of a model nearer together than this tell no direction, metres. */
const LEAST_SPAN_M = 0.1;

/**
 * Moves and turns a model, without scaling it, so that the squares of the distances left on the ground are least (Procrustes
 * in the plane). One point, or several at one place, move it only. Where every pair has a height the model is raised by
 * their mean. Throws RangeError without a pair.
 */
export function fitPoints(pairs: readonly FitPair[], from: Placement): Fit {
  const first = pairs[0];
  if (!first) throw new RangeError('no pair of points to fit');
  const frame: Placement = {
    longitude: first.ground.longitude,
    latitude: first.ground.latitude,
    height: from.height,
    headingDeg: 0,
  };
  const grounds = pairs.map(({ ground }) => geoToLocal(frame, { ...ground, height: from.height }));
  const models = pairs.map(({ model }) => model);
  const center = (points: readonly LocalPoint[], axis: 0 | 1) =>
    points.reduce((sum, point) => sum + point[axis], 0) / points.length;
  const [mx, my] = [center(models, 0), center(models, 1)];
  const [gx, gy] = [center(grounds, 0), center(grounds, 1)];
  let [cos, sin, span] = [0, 0, 0];
  for (const [index, model] of models.entries()) {
    const [x, y] = [model[0] - mx, model[1] - my];
    const [u, v] = [grounds[index]![0] - gx, grounds[index]![1] - gy];
    cos += x * u + y * v;
    sin += x * v - y * u;
    span = Math.max(span, Math.hypot(x, y));
  }
  const turn = span < LEAST_SPAN_M ? (-from.headingDeg * Math.PI) / 180 : Math.atan2(sin, cos);
  const [c, s] = [Math.cos(turn), Math.sin(turn)];
  const [east, north] = [gx - (c * mx - s * my), gy - (s * mx + c * my)];
  const squares = models.map(([x, y], index) => {
    const [u, v] = grounds[index]!;
    return (east + c * x - s * y - u) ** 2 + (north + s * x + c * y - v) ** 2;
  });
  const heights = pairs.flatMap(({ model, ground }) => (ground.height === null ? [] : [ground.height - model[2]]));
  const height =
    heights.length === pairs.length ? heights.reduce((sum, value) => sum + value, 0) / heights.length : from.height;
  const { longitude, latitude } = localToGeo(frame, [east, north, 0]);
  return {
    placement: { longitude, latitude, height, headingDeg: halfTurns((-turn * 180) / Math.PI) },
    residualM: Math.sqrt(squares.reduce((sum, value) => sum + value, 0) / squares.length),
  };
}
