import { bentPolygon, straightFrame } from './bent-picture.ts';
import { clipConvex, grow, hullOf, isWithin, type PicturePoint } from './convex.ts';
import { LENS_M } from './coverage.ts';
import type { SceneSurface, SightScene } from './scene.ts';
import { type Looking, lookingOf, type SightCamera } from './sight-camera.ts';

/** What of a camera's picture looks into homes. */
export interface PrivacyMask {
  /** Polygons, convex but for the lens' distortion, corners as shares of the picture's width and height; they may overlap. */
  readonly polygons: readonly (readonly PicturePoint[])[];
  /** How many windows they hide. */
  readonly windows: number;
}

/** Cells in which a window that is hidden in part is looked at, across a picture and down. */
const COLUMNS = 960;
const ROWS = 540;
/** Of a window fewer cells are looked at first: where all of them see it, it is hidden by nothing. */
const FIRST_LOOKS = 8;
/** A window is looked at in so many cells each way at most. */
const MOST_CELLS = 40;
/** What touches a window does not hide it, metres. */
const SELF_M = 0.002;
/** Width of the pictures that cameras send today, pixels; of a camera that was calibrated in more, those. */
const PICTURE_PX = 1920;
/** Where a metre has fewer pixels than this, not even a crowd can be watched: IEC 62676-4, "monitor". */
const MONITOR_PX_M = 12.5;
/** Nearer to the lens nothing has a place in the picture, metres. */
const NEAR_M = 0.1;

/** How far from a camera something can be made out behind a window, metres. */
export function monitorReachM(camera: Pick<SightCamera, 'headingDeg' | 'tiltDeg' | 'angleDeg' | 'lens'>): number {
  return Math.max(PICTURE_PX, camera.lens?.widthPx ?? 0) / 2 / lookingOf(camera).halfWidth / MONITOR_PX_M;
}

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
  // All is looked at as without distortion, and bent in the end.
  const frame = straightFrame(looking);
  const [du, dv] = [marginShare, (marginShare * looking.halfWidth) / looking.halfHeight];
  const polygons: PicturePoint[][] = [];
  let windows = 0;
  for (const [number, surface] of scene.surfaces.entries()) {
    if (!surface.isOpening || !isPrivate(surface)) continue;
    const outline = outlineOf(scene, number, camera, looking, frame, reachM);
    if (outline.length === 0) continue;
    const seen = seenParts(scene, number, camera, looking, outline);
    if (seen.length === 0) continue;
    windows += 1;
    polygons.push(...seen.map((part) => bentPolygon(looking, clipConvex(grow(part, du, dv), frame))));
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
  frame: readonly PicturePoint[],
  reachM: number,
): PicturePoint[] {
  const [from, to] = [starts[surface]! * 9, starts[surface + 1]! * 9];
  if (distanceToBox(triangles, from, to, camera) > reachM) return [];
  const placed: [side: number, height: number, ahead: number][] = [];
  for (let k = from; k < to; k += 3) {
    placed.push(
      inCameraAxes(triangles[k]! - camera.x, triangles[k + 1]! - camera.y, triangles[k + 2]! - camera.z, looking),
    );
  }
  if (placed.every(([, , ahead]) => ahead < NEAR_M)) return [];
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
  return clipConvex(hullOf(points), frame);
}

/** Distance of a camera from the upright box around corners: a long wall may be near though its ends are far. */
function distanceToBox(triangles: Float32Array, from: number, to: number, camera: SightCamera): number {
  const off = [camera.x, camera.y, camera.z].map((place, axis) => {
    let low = Infinity;
    let high = -Infinity;
    for (let k = from + axis; k < to; k += 3) {
      low = Math.min(low, triangles[k]!);
      high = Math.max(high, triangles[k]!);
    }
    return Math.max(0, low - place, place - high);
  });
  return Math.hypot(...off);
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
  const left = Math.min(...us);
  const top = Math.min(...vs);
  const [width, height] = [Math.max(...us) - left, Math.max(...vs) - top];
  const columns = cellsOf(width * COLUMNS);
  const rows = cellsOf(height * ROWS);
  const [du, dv] = [width / columns, height / rows];
  const shows = (column: number, row: number) => {
    const [u, v] = [left + (column + 0.5) * du, top + (row + 0.5) * dv];
    return isWithin(outline, u, v) ? isFirst(scene, surface, camera, looking, u, v) : null;
  };
  let [looks, isWhole] = [0, true];
  for (let row = 0; row < rows && isWhole; row += Math.ceil(rows / FIRST_LOOKS)) {
    for (let column = 0; column < columns && isWhole; column += Math.ceil(columns / FIRST_LOOKS)) {
      const shown = shows(column, row);
      if (shown !== null) looks += 1;
      if (shown === false) isWhole = false;
    }
  }
  // Smaller than a cell: its middle tells.
  if (looks === 0) isWhole = isFirst(scene, surface, camera, looking, middleOf(us), middleOf(vs));
  if (isWhole) return [[...outline]];
  const runs: Run[] = [];
  for (let row = 0; row < rows; row++) {
    addRow(
      runs,
      row,
      Array.from({ length: columns }, (_, column) => shows(column, row) === true),
    );
  }
  return runs.flatMap(({ fromRow, toRow, from, to }) => {
    const [u1, v1, u2, v2] = [left + from * du, top + fromRow * dv, left + to * du, top + toRow * dv];
    const part = clipConvex(
      [
        [u1, v1],
        [u2, v1],
        [u2, v2],
        [u1, v2],
      ],
      outline,
    );
    return part.length > 2 ? [part] : [];
  });
}

/** How many cells a length of so many is looked at in: a large window in no more than its edge is worth. */
const cellsOf = (length: number) => Math.max(1, Math.min(MOST_CELLS, Math.ceil(length)));

const middleOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Columns from `from` up to `to`, in rows from `fromRow` up to `toRow`. */
interface Run {
  readonly from: number;
  readonly to: number;
  readonly fromRow: number;
  toRow: number;
}

/** Adds a row's runs; one that is just as wide as one right above it makes that longer. */
function addRow(runs: Run[], row: number, shown: readonly boolean[]): void {
  for (let column = 0; column < shown.length; column++) {
    if (!shown[column]) continue;
    const from = column;
    while (shown[column]) column++;
    const above = runs.find((run) => run.toRow === row && run.from === from && run.to === column);
    if (above) above.toRow = row + 1;
    else runs.push({ from, to: column, fromRow: row, toRow: row + 1 });
  }
}

/** Whether an element is what a point within its outline shows. */
function isFirst(
  { tree, triangles, starts }: SightScene,
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
  const [dx, dy, dz] = [x / length, y / length, z / length];
  // Where the ray meets the element itself; what is nearer hides it.
  let ownM = Infinity;
  for (let t = starts[surface]!; t < starts[surface + 1]!; t++) {
    ownM = Math.min(ownM, hitDistance(triangles, t, camera, dx, dy, dz));
  }
  if (ownM === Infinity) return false;
  return !tree.isBlocked(camera.x, camera.y, camera.z, dx, dy, dz, LENS_M, ownM - SELF_M);
}

/** Distance at which a ray from a camera meets a triangle; Infinity where it does not. */
function hitDistance(
  triangles: Float32Array,
  triangle: number,
  camera: SightCamera,
  dx: number,
  dy: number,
  dz: number,
): number {
  const at = triangle * 9;
  const [ax, ay, az] = [triangles[at]!, triangles[at + 1]!, triangles[at + 2]!];
  const [ux, uy, uz] = [triangles[at + 3]! - ax, triangles[at + 4]! - ay, triangles[at + 5]! - az];
  const [vx, vy, vz] = [triangles[at + 6]! - ax, triangles[at + 7]! - ay, triangles[at + 8]! - az];
  const [px, py, pz] = [dy * vz - dz * vy, dz * vx - dx * vz, dx * vy - dy * vx];
  const determinant = ux * px + uy * py + uz * pz;
  if (Math.abs(determinant) < 1e-12) return Infinity;
  const [sx, sy, sz] = [camera.x - ax, camera.y - ay, camera.z - az];
  const u = (sx * px + sy * py + sz * pz) / determinant;
  const [qx, qy, qz] = [sy * uz - sz * uy, sz * ux - sx * uz, sx * uy - sy * ux];
  const v = (dx * qx + dy * qy + dz * qz) / determinant;
  if (u < -1e-6 || v < -1e-6 || u + v > 1 + 1e-6) return Infinity;
  const hit = (vx * qx + vy * qy + vz * qz) / determinant;
  return hit > LENS_M ? hit : Infinity;
}
