import type { Calibration, Enu } from './case.ts';
import { type Facade, meetFacade } from './facade.ts';
import { type Lens, rayOf } from './lens.ts';
import { factor, forward, logDeterminant } from './matrix.ts';
import type { TrackCurve } from './track-curve.ts';

const RAD = Math.PI / 180;
/** What one drag and one wind do not say of a real fall (tumbling, gusts, the wind's growth with height), metres a second squared. */
const UNMODELLED_MPS2 = 0.03;

/** A camera's track, ready to be compared. */
export interface SeenTrack {
  readonly camera: string;
  readonly calibration: Calibration;
  readonly lens: Lens;
  readonly curve: TrackCurve;
  /** Between sightings, seconds. */
  readonly frameS: number;
}

/**
 * A track with the errors of its camera taken into the weight of what it says: pose, focal length, distortion and clock shift a whole track
 * together, which is a known covariance of its coefficients. It stands in `weigh` (the inverse of its factor, times the basis).
 */
export interface Observed {
  readonly lens: Lens;
  readonly terms: number;
  readonly nodes: Float64Array;
  /** From pixels at nodes, [u…, v…], to numbers with errors of 1: [2m × 2m]. */
  readonly weigh: Float64Array;
  readonly target: Float64Array;
  readonly logDeterminant: number;
}

/** How each error of the camera, at one standard deviation, shifts a pixel whose place is [x, y, z] in the camera's axes. */
function shifts({ calibration, lens }: SeenTrack, [x, y, z]: Enu): [u: number, v: number][] {
  const { positionM, angleDeg, focal, k1 } = calibration.sigma;
  const f = lens.focalPx;
  const [p, q] = [x / z, y / z];
  const step = (f / z) * positionM;
  const turn = f * angleDeg * RAD;
  const bend = k1 * (p * p + q * q);
  return [
    [-step, 0],
    [0, step],
    [step * p, -step * q],
    [-turn * p * q, turn * (1 + q * q)],
    [turn * (1 + p * p), -turn * p * q],
    [-turn * q, -turn * p],
    [f * p * focal, -f * q * focal],
    [f * p * bend, -f * q * bend],
  ];
}

/** Places in the camera's axes that the track would have in the facade's plane. */
function placesOnFacade({ lens, curve }: SeenTrack, facade: Facade): Enu[] {
  const m = curve.terms;
  const nearest = 1;
  return Array.from(curve.nodes, (_, i): Enu => {
    const [u, v] = [curve.pixels[i]!, curve.pixels[m + i]!];
    const depth = Math.max(nearest, meetFacade(facade, lens.position, rayOf(lens, u, v)) ?? nearest);
    const [p, q] = [(u - lens.centreU) / lens.focalPx, (lens.centreV - v) / lens.focalPx];
    return [p * depth, q * depth, depth];
  });
}

/** `isOther`: not the camera whose clock counts. */
export function observe(seen: SeenTrack, facade: Facade, isOther: boolean): Observed {
  const { curve, lens, calibration } = seen;
  const m = curve.terms;
  const size = 2 * m;
  const places = placesOnFacade(seen, facade);
  const byNode = places.map((place) => shifts(seen, place));
  const swerve = places.map(
    ([, , depth], i) => ((lens.focalPx / depth) * UNMODELLED_MPS2 * (curve.nodes[i]! - curve.firstS) ** 2) / 2,
  );
  const columns = byNode[0]!.map((_, error) =>
    Float64Array.from({ length: size }, (_, i) => byNode[i % m]![error]![i < m ? 0 : 1]),
  );
  for (const from of [0, m]) {
    const column = new Float64Array(size);
    column.set(swerve, from);
    columns.push(column);
  }
  if (isOther) columns.push(curve.speeds.map((speed) => speed * calibration.sigma.clockS));
  const spread = columns.map((column) => throughBasis(curve, column));
  const l = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = i === j ? curve.sigmaPx * curve.sigmaPx : 0;
      for (const column of spread) sum += column[i]! * column[j]!;
      l[i * size + j] = sum;
    }
  }
  factor(l, size);
  const target = Float64Array.from(curve.coefficients);
  forward(l, size, target);
  const weigh = new Float64Array(size * size);
  const unit = new Float64Array(size);
  for (let j = 0; j < size; j++) {
    unit.fill(0);
    unit[j] = 1;
    const column = throughBasis(curve, unit);
    forward(l, size, column);
    for (let i = 0; i < size; i++) weigh[i * size + j] = column[i]!;
  }
  return { lens, terms: m, nodes: curve.nodes, weigh, target, logDeterminant: logDeterminant(l, size) };
}

function throughBasis({ basis, terms: m }: TrackCurve, pixels: Float64Array): Float64Array {
  const out = new Float64Array(2 * m);
  for (let i = 0; i < 2 * m; i++) {
    const from = i < m ? 0 : m;
    for (let j = 0; j < m; j++) out[i]! += basis[(i - from) * m + j]! * pixels[from + j]!;
  }
  return out;
}
