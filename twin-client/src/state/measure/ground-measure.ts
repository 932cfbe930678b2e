import { geodesic, geodesicAreaM2, geodesicLengthM, isInside, placesAlong } from 'twin-core/geometry';
import type { LonLat } from '../ground-plan.ts';

/** Heights that one question to the server may ask for. */
const MOST_HEIGHTS = 500;
/** Posts of the ground a side of the grid that an area is measured by. */
const GRID_POSTS = 22;
/** Posts along a line are not nearer than this: elevation models are coarser, metres. */
const LEAST_STEP_M = 0.5;

/** A post of a profile: metres along the line on the ellipsoid, and the ground's height there. */
export interface ProfilePost {
  readonly atM: number;
  readonly heightM: number;
}

/** What a line over the ground comes to, metres. */
export interface MeasuredLine {
  /** On the ellipsoid, from corner to corner. */
  readonly horizontalM: number;
  /** Through the air, from corner to corner. */
  readonly straightM: number;
  /** Over the ground, from post to post. */
  readonly groundM: number;
  /** Last over first. */
  readonly riseM: number;
  /** Between neighboring posts at most. */
  readonly stepM: number;
  readonly profile: readonly ProfilePost[];
}

/** Places whose heights a line is measured by: its corners and posts between them. */
export function postsOf(line: readonly LonLat[]): readonly LonLat[] {
  const lengthM = geodesicLengthM(line);
  const spare = Math.max(1, MOST_HEIGHTS - 2 * line.length);
  return placesAlong(line, Math.max(LEAST_STEP_M, lengthM / spare)).slice(0, MOST_HEIGHTS);
}

/** Measures a line by the heights of its posts (postsOf, in their order); null where the ground is not known everywhere. */
export function measureLine(
  line: readonly LonLat[],
  posts: readonly LonLat[],
  heights: readonly (number | null)[],
): MeasuredLine | null {
  if (line.length < 2 || heights.length !== posts.length || heights.some((height) => height === null)) return null;
  const known = heights as readonly number[];
  const profile: ProfilePost[] = [{ atM: 0, heightM: known[0]! }];
  let [groundM, stepM, atM] = [0, 0, 0];
  for (let i = 1; i < posts.length; i += 1) {
    const { distanceM } = geodesic(posts[i - 1]!, posts[i]!);
    groundM += Math.hypot(distanceM, known[i]! - known[i - 1]!);
    stepM = Math.max(stepM, distanceM);
    atM += distanceM;
    profile.push({ atM, heightM: known[i]! });
  }
  const corners = line.map(
    (corner) => known[posts.findIndex(([x, y]) => x === corner[0] && y === corner[1])] ?? Number.NaN,
  );
  const straightM = line
    .slice(1)
    .reduce(
      (sum, corner, i) => sum + Math.hypot(geodesic(line[i]!, corner).distanceM, corners[i + 1]! - corners[i]!),
      0,
    );
  return { horizontalM: atM, straightM, groundM, riseM: corners.at(-1)! - corners[0]!, stepM, profile };
}

/** What an area on the ground comes to. */
export interface MeasuredArea {
  /** On the ellipsoid, square metres. */
  readonly planM2: number;
  /** Of the ground itself, square metres: the plan area, times how much more than flat the cells of the grid are. */
  readonly surfaceM2: number;
  readonly lowestM: number;
  readonly highestM: number;
  /** Between posts of the grid, metres. */
  readonly stepM: number;
}

/** Posts of a grid over a ring, row by row from the south-west. */
export function gridOf(ring: readonly LonLat[]): readonly LonLat[] {
  const [west, south, east, north] = boundsOf(ring);
  return Array.from({ length: GRID_POSTS * GRID_POSTS }, (_, i): LonLat => {
    const [column, row] = [i % GRID_POSTS, Math.floor(i / GRID_POSTS)];
    return [west + ((east - west) * column) / (GRID_POSTS - 1), south + ((north - south) * row) / (GRID_POSTS - 1)];
  });
}

/** Measures a ring by the heights of the posts over it (gridOf); null where the ground is not known everywhere. */
export function measureArea(
  ring: readonly LonLat[],
  posts: readonly LonLat[],
  heights: readonly (number | null)[],
): MeasuredArea | null {
  if (ring.length < 3 || heights.length !== posts.length || heights.some((height) => height === null)) return null;
  const known = heights as readonly number[];
  const dxM = geodesic(posts[0]!, posts[1]!).distanceM;
  const dyM = geodesic(posts[0]!, posts[GRID_POSTS]!).distanceM;
  const inside: number[] = [];
  const all: number[] = [];
  for (let row = 0; row < GRID_POSTS - 1; row += 1) {
    for (let column = 0; column < GRID_POSTS - 1; column += 1) {
      const at = row * GRID_POSTS + column;
      all.push(at);
      const [a, b] = [posts[at]!, posts[at + GRID_POSTS + 1]!];
      if (isInside(ring, (a[0] + b[0]) / 2, (a[1] + b[1]) / 2)) inside.push(at);
    }
  }
  // A sliver may hold no cell's middle: then the ground around it tells how steep it is.
  const cells = inside.length > 0 ? inside : all;
  let steep = 0;
  let [lowestM, highestM] = [Infinity, -Infinity];
  for (const at of cells) {
    const [sw, se, nw, ne] = [known[at]!, known[at + 1]!, known[at + GRID_POSTS]!, known[at + GRID_POSTS + 1]!];
    const slope = (alongX: number, alongY: number) => Math.hypot(1, alongX / dxM, alongY / dyM);
    // The two triangles of a cell.
    steep += (slope(se - sw, nw - sw) + slope(ne - nw, ne - se)) / 2;
    lowestM = Math.min(lowestM, sw, se, nw, ne);
    highestM = Math.max(highestM, sw, se, nw, ne);
  }
  const planM2 = geodesicAreaM2(ring);
  return { planM2, surfaceM2: (planM2 * steep) / cells.length, lowestM, highestM, stepM: Math.max(dxM, dyM) };
}

function boundsOf(ring: readonly LonLat[]): readonly [number, number, number, number] {
  const [xs, ys] = [ring.map(([x]) => x), ring.map(([, y]) => y)];
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}
