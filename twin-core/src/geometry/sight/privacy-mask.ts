import { clipConvex, grow, hullOf, isWithin, type PicturePoint } from './convex.ts';
import { LENS_M } from './coverage.ts';
import type { SceneSurface, SightScene } from './scene.ts';
import { type Looking, lookingOf, PICTURE_ASPECT, type SightCamera } from './sight-camera.ts';

/** What of a camera's picture looks into homes. */
export interface PrivacyMask {
  /** Convex polygons, corners as shares of the picture's width and height; they may overlap. */
  readonly polygons: readonly (readonly PicturePoint[])[];
  /** How many windows they hide. */
  readonly windows: number;
}

/** Cells in which a window that is hidden in part is looked at, across a picture and down. */
const COLUMNS = 960;
const ROWS = 540;
/** Of a window fewer cells are looked at first: where all of them see it, it is hidden by nothing. */
const FIRST_LOOKS = 8;
/** Width of the pictures that cameras send today, pixels. */
const PICTURE_PX = 1920;
/** Where a metre has fewer pixels than this, not even a crowd can be watched: IEC 62676-4, "monitor". */
const MONITOR_PX_M = 12.5;
/** Nearer to the lens nothing has a place in the picture, metres. */
const NEAR_M = 0.1;

/** How far from a camera something can be made out behind a window, metres. */
export function monitorReachM(camera: Pick<SightCamera, 'headingDeg' | 'tiltDeg' | 'angleDeg'>): number {
  return PICTURE_PX / 2 / lookingOf(camera).halfWidth / MONITOR_PX_M;
}

const FRAME: readonly PicturePoint[] = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
];

/**
 * What of a flat picture shows windows that `isPrivate` (7.2.16-1): each as the outline of its shape, less what stands before it. A window
 * too far for anything to be made out behind it is left. `marginShare` of the picture's width is added on all sides, for what is not known of
 * the camera's pose.
 */
export function privacyMask(
  scene: SightScene,
  camera: SightCamera,
  isPrivate: (surface: SceneSurface) => boolean,
  marginShare: number,
): PrivacyMask {
  const looking = lookingOf(camera);
  const reachM = monitorReachM(camera);
  const polygons: PicturePoint[][] = [];
  let windows = 0;
  for (const [number, surface] of scene.surfaces.entries()) {
    if (!surface.isOpening || !isPrivate(surface)) continue;
    const outline = outlineOf(scene, number, camera, looking, reachM);
    if (outline.length === 0) continue;
    const seen = seenParts(scene, number, camera, looking, outline);
    if (seen.length === 0) continue;
    windows += 1;
    polygons.push(...seen.map((part) => clipConvex(grow(part, marginShare, marginShare * PICTURE_ASPECT), FRAME)));
  }
  return { polygons: polygons.filter(({ length }) => length > 2).map((polygon) => polygon.map(rounded)), windows };
}

/** A tenth of a thousandth: a fifth of a pixel. */
const rounded = ([u, v]: PicturePoint): PicturePoint => [Math.round(u * 1e4) / 1e4, Math.round(v * 1e4) / 1e4];

/** Outline of an element in a picture, within its frame; empty where it is not in it, or farther than `reachM`. */
function outlineOf(
  { triangles, starts }: SightScene,
  surface: number,
  camera: SightCamera,
  looking: Looking,
  reachM: number,
): PicturePoint[] {
  const [from, to] = [starts[surface]! * 9, starts[surface + 1]! * 9];
  const placed: [side: number, height: number, ahead: number][] = [];
  let nearestM = Infinity;
  for (let k = from; k < to; k += 3) {
    const inCamera = inCameraAxes(
      triangles[k]! - camera.x,
      triangles[k + 1]! - camera.y,
      triangles[k + 2]! - camera.z,
      looking,
    );
    nearestM = Math.min(nearestM, Math.hypot(...inCamera));
    placed.push(inCamera);
  }
  if (nearestM > reachM || placed.every(([, , ahead]) => ahead < NEAR_M)) return [];
  const points: PicturePoint[] = [];
  for (let t = 0; t < placed.length; t += 3) {
    for (let k = 0; k < 3; k++) {
      const here = placed[t + k]!;
      const next = placed[t + ((k + 1) % 3)]!;
      if (here[2] >= NEAR_M) points.push(inPicture(here, looking));
      if (here[2] >= NEAR_M === next[2] >= NEAR_M) continue;
      const share = (NEAR_M - here[2]) / (next[2] - here[2]);
      const at = (axis: 0 | 1) => here[axis] + (next[axis] - here[axis]) * share;
      points.push(inPicture([at(0), at(1), NEAR_M], looking));
    }
  }
  return clipConvex(hullOf(points), FRAME);
}

function inCameraAxes(
  east: number,
  north: number,
  rise: number,
  { right, up, forward }: Looking,
): [side: number, height: number, ahead: number] {
  return [
    east * right[0] + north * right[1] + rise * right[2],
    east * up[0] + north * up[1] + rise * up[2],
    east * forward[0] + north * forward[1] + rise * forward[2],
  ];
}

function inPicture([side, height, ahead]: readonly [number, number, number], looking: Looking): PicturePoint {
  return [0.5 + side / ahead / looking.halfWidth / 2, 0.5 - height / ahead / looking.halfHeight / 2];
}

/** The parts of an element's outline where it is in front of everything else. */
function seenParts(
  scene: SightScene,
  surface: number,
  camera: SightCamera,
  looking: Looking,
  outline: readonly PicturePoint[],
): PicturePoint[][] {
  const us = outline.map(([u]) => u);
  const vs = outline.map(([, v]) => v);
  const [left, right] = [Math.floor(Math.min(...us) * COLUMNS), Math.ceil(Math.max(...us) * COLUMNS)];
  const [top, bottom] = [Math.floor(Math.min(...vs) * ROWS), Math.ceil(Math.max(...vs) * ROWS)];
  const shows = (column: number, row: number) => {
    const [u, v] = [(column + 0.5) / COLUMNS, (row + 0.5) / ROWS];
    return isWithin(outline, u, v) ? isFirst(scene, surface, camera, looking, u, v) : null;
  };
  const stride = Math.max(1, Math.floor(Math.min(right - left, bottom - top) / FIRST_LOOKS));
  let [looks, isWhole] = [0, true];
  for (let row = top; row < bottom && isWhole; row += stride) {
    for (let column = left; column < right && isWhole; column += stride) {
      const shown = shows(column, row);
      if (shown !== null) looks += 1;
      if (shown === false) isWhole = false;
    }
  }
  // Smaller than a cell: its middle tells.
  if (looks === 0) isWhole = isFirst(scene, surface, camera, looking, middleOf(us), middleOf(vs));
  if (isWhole) return [[...outline]];
  const runs: Run[] = [];
  for (let row = top; row < bottom; row++) addRow(runs, row, left, right, (column) => shows(column, row) === true);
  return runs.flatMap(({ fromRow, toRow, from, to }) => {
    const part = clipConvex(
      [
        [from / COLUMNS, fromRow / ROWS],
        [to / COLUMNS, fromRow / ROWS],
        [to / COLUMNS, toRow / ROWS],
        [from / COLUMNS, toRow / ROWS],
      ],
      outline,
    );
    return part.length > 2 ? [part] : [];
  });
}

const middleOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Columns from `from` up to `to`, in rows from `fromRow` up to `toRow`. */
interface Run {
  readonly from: number;
  readonly to: number;
  readonly fromRow: number;
  toRow: number;
}

/** Adds a row's runs; one that is just as wide as one right above it makes that longer. */
function addRow(runs: Run[], row: number, left: number, right: number, isIn: (column: number) => boolean): void {
  for (let column = left; column < right; column++) {
    if (!isIn(column)) continue;
    const from = column;
    while (column < right && isIn(column)) column++;
    const above = runs.find((run) => run.toRow === row && run.from === from && run.to === column);
    if (above) above.toRow = row + 1;
    else runs.push({ from, to: column, fromRow: row, toRow: row + 1 });
  }
}

/** Whether an element is what a point of the picture shows. */
function isFirst(
  { tree, surfaceOf }: SightScene,
  surface: number,
  camera: SightCamera,
  { right, up, forward, halfWidth, halfHeight }: Looking,
  u: number,
  v: number,
): boolean {
  const [side, height] = [(2 * u - 1) * halfWidth, (1 - 2 * v) * halfHeight];
  const x = forward[0] + side * right[0] + height * up[0];
  const y = forward[1] + side * right[1] + height * up[1];
  const z = forward[2] + side * right[2] + height * up[2];
  const length = Math.hypot(x, y, z);
  const hit = tree.nearest(camera.x, camera.y, camera.z, x / length, y / length, z / length, LENS_M, Infinity);
  return hit >= 0 && surfaceOf[hit] === surface;
}
