import type { ThrowCase, Track } from './case.ts';
import { type Facade, facadesOf } from './facade.ts';
import { lensOf, rayOf, straighten } from './lens.ts';
import type { SeenTrack } from './observed.ts';
import { shareOut } from './rank.ts';
import { firstOnFacade, type GridNode, startGrid } from './start-grid.ts';
import { nothing, type ThrowTrace, traceOf, type Undetermined } from './throw-trace.ts';
import { trackCurve } from './track-curve.ts';

const LEAST_SIGHTINGS = 4;
const RISE_PX = 6;
/** Sum of squares refused: beyond this many standard deviations of its distribution (Wilson and Hilferty 1931). */
const REFUSED_AT = 5;
/** What the wind blows towards a camera rises in its picture while it falls: it has to be explained so well. */
const RISING_REFUSED_AT = 2;
const IN_REACH_M = { aside: 40, above: 40, away: 200 };

/** Traces a fall back to the storeys and homes it may have begun at, or says why not. Times of all tracks are of one clock. */
export function traceThrow(given: ThrowCase): ThrowTrace {
  const calibrated = given.tracks.filter(({ calibration }) => calibration !== null);
  if (calibrated.length === 0) return nothing('no-calibration');
  const seen = calibrated.flatMap((track) => seenTrack(track) ?? []).sort((a, b) => a.curve.firstS - b.curve.firstS);
  if (seen.length === 0) return nothing('few-sightings');
  const facades = facadesOf(given.openings).filter((facade) => isInReach(seen, facade));
  if (facades.length === 0) return nothing('no-facade');
  const nodes = startGrid(seen, facades, given);
  const fault = fitFault(seen, facades, nodes, given);
  if (fault) return nothing(fault);
  const shares = shareOut(nodes, facades);
  if (shares.shares.size === 0) return nothing('no-facade');
  return traceOf(
    shares,
    given,
    Math.min(...seen.map(({ curve }) => curve.firstS)),
    Math.max(...seen.map(({ curve }) => curve.lastS)),
  );
}

function seenTrack({ camera, calibration, sightings }: Track): SeenTrack | null {
  if (!calibration || sightings.length < LEAST_SIGHTINGS) return null;
  const lens = lensOf(calibration);
  const sorted = [...sightings].sort((a, b) => a.t - b.t);
  const straight = sorted.map(({ u, v, t }) => {
    const [x, y] = straighten(lens, u, v);
    return { u: x, v: y, t };
  });
  const curve = trackCurve(straight, calibration.sigma.pixelPx);
  const frameS = (sorted.at(-1)!.t - sorted[0]!.t) / (sorted.length - 1);
  return curve && { camera, calibration, lens, curve, frameS };
}

/** Higher at the end than at the beginning, by the angle above the horizon. */
function rises({ lens, curve }: SeenTrack): boolean {
  const m = curve.terms;
  const elevation = (i: number) => {
    const [e, n, u] = rayOf(lens, curve.pixels[i]!, curve.pixels[m + i]!);
    return Math.atan2(u, Math.hypot(e, n));
  };
  return (elevation(m - 1) - elevation(0)) * lens.focalPx > RISE_PX;
}

function isInReach(seen: readonly SeenTrack[], facade: Facade): boolean {
  const inFront = ({ lens: { position } }: SeenTrack) =>
    position[0] * facade.normal[0] + position[1] * facade.normal[1] - facade.outM > 1;
  const place = seen.every(inFront) ? firstOnFacade(seen, facade) : null;
  if (!place) return false;
  const s = place[0] * facade.along[0] + place[1] * facade.along[1];
  const [e, n] = seen[0]!.lens.position;
  return (
    s > facade.left - IN_REACH_M.aside &&
    s < facade.right + IN_REACH_M.aside &&
    place[2] < facade.high + IN_REACH_M.above &&
    Math.hypot(place[0] - e, place[1] - n) < IN_REACH_M.away
  );
}

const best = (nodes: readonly GridNode[]) => nodes.reduce((a, b) => (b.fit.chi2 < a.fit.chi2 ? b : a));

function fits(seen: readonly SeenTrack[], nodes: readonly GridNode[], refusedAt = REFUSED_AT): boolean {
  if (nodes.length === 0) return false;
  // As many numbers as coefficients and expectations (7), less those fitted (9).
  const freedom = seen.reduce((sum, { curve }) => sum + 2 * curve.terms, 0) - 2;
  const spread = 2 / (9 * freedom);
  return ((best(nodes).fit.chi2 / freedom) ** (1 / 3) - 1 + spread) / Math.sqrt(spread) < refusedAt;
}

/** Whether a track that rises in the picture is explained by a fall that sinks while it is seen. */
function sinks(seen: readonly SeenTrack[], nodes: readonly GridNode[]): boolean {
  if (!fits(seen, nodes, RISING_REFUSED_AT)) return false;
  const { fitter, fit, beforeS } = best(nodes);
  const seenS = Math.max(...seen.map(({ curve }) => curve.lastS)) - Math.min(...seen.map(({ curve }) => curve.firstS));
  const [first, last] = fitter.trace(fit, Float64Array.of(beforeS, beforeS + seenS));
  return last!.at[2] < first!.at[2];
}

function fitFault(
  seen: readonly SeenTrack[],
  facades: readonly Facade[],
  nodes: readonly GridNode[],
  given: ThrowCase,
): Undetermined | null {
  if (seen.every(rises)) return sinks(seen, nodes) ? null : 'rises';
  if (fits(seen, nodes)) return null;
  const alone = seen.length > 1 && seen.every((each) => fits([each], startGrid([each], facades, given)));
  return alone ? 'cameras-disagree' : 'no-fall';
}
