import { toEllipsoid, UNLEVELLED_1985_M, type VerticalDatum } from 'twin-core/crs';
import { InputError } from '../../../problem.ts';
import type { GeoidHeight } from '../../geoid.ts';
import type { GroundHeights } from '../ground-heights.ts';
import { distanceM, type Place, roundPlace } from '../line-length.ts';
import type { DraftLine, DraftNode } from './read-pipes.ts';

/** What the heights or depths of a file are of: a pipe's middle, its top (cover), its inner bottom; or as is usual for its medium. */
export type PipePart = 'axis' | 'crown' | 'invert' | 'usual';

/** Where pipes lie: at the Z of their points over a datum, or so far below the ground. */
export type PipeHeights =
  | { readonly by: 'z'; readonly datum: VerticalDatum; readonly part: PipePart }
  | { readonly by: 'depth'; readonly part: PipePart };

/** A line with its middle in space. */
export interface PlacedLine extends Omit<DraftLine, 'plan' | 'z' | 'depths'> {
  readonly line: readonly Place[];
}

/** A point with what is known of its height. */
export interface PlacedNode extends Omit<DraftNode, 'plan' | 'z' | 'depthM'> {
  readonly plan: readonly [longitude: number, latitude: number];
  /** Null where only the pipes there tell it. */
  readonly height: number | null;
  readonly groundHeight: number | null;
}

/** Pipes that follow the ground are looked at this often, metres. */
const STEP_M = 20;
/** A point so near to the straight line between its neighbours is left out, metres. */
const STRAIGHT_M = 0.01;

/** Metres to add to a height of that part for the pipe's middle. Sewers are surveyed by their bottom, all others by their top. */
function toAxis({ medium, diameterMm }: Pick<DraftLine, 'medium' | 'diameterMm'>, part: PipePart): number {
  const radius = (diameterMm ?? 0) / 2000;
  const of = part === 'usual' ? (medium === 'sewage' ? 'invert' : 'crown') : part;
  return of === 'axis' ? 0 : of === 'crown' ? -radius : radius;
}

/** Puts lines and points into space. Throws InputError where depths are given and the ground is not known. */
export async function placeHeights(
  lines: readonly DraftLine[],
  nodes: readonly DraftNode[],
  heights: PipeHeights,
  {
    file,
    ground,
    geoid,
  }: { readonly file: string; readonly ground: GroundHeights | null; readonly geoid: GeoidHeight },
): Promise<{ lines: PlacedLine[]; nodes: PlacedNode[]; rejected: string[] }> {
  const rejected: string[] = [];
  const usable = lines.filter(({ id, z, depths }) => {
    const missing = heights.by === 'z' ? z === null : depths === null;
    if (missing) rejected.push(`feature ${id}: ${heights.by === 'z' ? 'no Z in its points' : 'no depth'}`);
    return !missing;
  });
  const plans = usable.map(({ plan, depths }) =>
    heights.by === 'depth' && depths && 'along' in depths ? densified(plan) : [...plan],
  );
  const places = [...nodes.map(({ plan }) => plan), ...plans.flat()];
  const grounds = await groundAt(ground, places);
  const unknown = heights.by === 'depth' ? grounds.findIndex(Number.isNaN) : -1;
  if (unknown >= 0) {
    const [longitude, latitude] = places[unknown]!;
    const where = `${longitude.toFixed(6)}, ${latitude.toFixed(6)}`;
    throw new InputError(`a depth is counted from the ground, and no elevation model has any at ${where}`, {
      place: file,
    });
  }
  const overEllipsoid = (z: number, [longitude, latitude]: readonly [number, number], datum: VerticalDatum) =>
    toEllipsoid(z, datum, {
      geoidM: geoid(longitude, latitude),
      offset1985M: 0,
      uncertainty1985M: UNLEVELLED_1985_M,
    }).heightM;
  let at = nodes.length;
  const placed = usable.map((draft, i): PlacedLine => {
    const { plan: _plan, z, depths, ...rest } = draft;
    const plan = plans[i]!;
    const up = toAxis(draft, heights.part);
    const surface = grounds.subarray(at, at + plan.length);
    at += plan.length;
    const line =
      heights.by === 'z'
        ? plan.map((place, k): Place => [place[0], place[1], overEllipsoid(z![k]!, place, heights.datum) + up])
        : underGround(plan, surface, depths!, up);
    return { ...rest, line: line.map(roundPlace) };
  });
  return {
    lines: placed,
    rejected,
    nodes: nodes.map(({ z, depthM, ...node }, i) => {
      const groundHeight = Number.isNaN(grounds[i]!) ? null : Math.round(grounds[i]! * 1000) / 1000;
      const own =
        heights.by === 'z'
          ? z === null
            ? null
            : overEllipsoid(z, node.plan, heights.datum)
          : depthM === null || groundHeight === null
            ? null
            : groundHeight - depthM;
      return { ...node, groundHeight, height: own };
    }),
  };
}

async function groundAt(
  ground: GroundHeights | null,
  places: readonly (readonly [longitude: number, latitude: number])[],
): Promise<Float64Array> {
  if (!ground) return new Float64Array(places.length).fill(Number.NaN);
  const [x, y] = [0, 1].map((axis) => Float64Array.from(places, (place) => place[axis]!));
  return ground(x!, y!);
}

/** A line with points every STEP_M, so that it can follow the ground. */
function densified(plan: readonly (readonly [number, number])[]): (readonly [number, number])[] {
  return plan.flatMap((to, index) => {
    const from = plan[index - 1];
    if (!from) return [to];
    const steps = Math.max(1, Math.ceil(distanceM([...from, 0], [...to, 0]) / STEP_M));
    return Array.from({ length: steps }, (_, step) => {
      const share = (step + 1) / steps;
      return [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share] as const;
    });
  });
}

function underGround(
  plan: readonly (readonly [number, number])[],
  ground: Float64Array,
  depths: NonNullable<DraftLine['depths']>,
  up: number,
): Place[] {
  if ('along' in depths) return straightened(plan.map(([x, y], i) => [x, y, ground[i]! - depths.along + up]));
  const along = [0];
  for (let i = 1; i < plan.length; i++) along.push(along[i - 1]! + distanceM([...plan[i - 1]!, 0], [...plan[i]!, 0]));
  const [start, end] = [ground[0]! - depths.start + up, ground.at(-1)! - depths.end + up];
  // What has a depth at each end is laid straight between them, as sewers are.
  return plan.map(([x, y], i) => [x, y, start + (end - start) * (along[i]! / (along.at(-1)! || 1))]);
}

/** Leaves out points that lie on the straight line between their neighbours. */
function straightened(line: readonly Place[]): Place[] {
  const kept = [line[0]!];
  for (let i = 1; i < line.length - 1; i++) {
    const [a, b, c] = [kept.at(-1)!, line[i]!, line[i + 1]!];
    const [ab, bc, ac] = [distanceM(a, b), distanceM(b, c), distanceM(a, c)];
    // Heron: height of the triangle over its longest side.
    const half = (ab + bc + ac) / 2;
    const area = Math.sqrt(Math.max(0, half * (half - ab) * (half - bc) * (half - ac)));
    if (ac > 0 && (2 * area) / ac < STRAIGHT_M) continue;
    kept.push(b);
  }
  kept.push(line.at(-1)!);
  return kept;
}
