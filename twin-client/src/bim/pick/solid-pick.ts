import type { Plane } from 'three';
import { entryOf, isCutAway } from '../paint/clip-set.ts';
import type { Point3, Triangles } from '../solid/triangle-bvh.ts';
import type { ShownTile } from '../storey-stack.ts';

/** What a ray met of the building. */
export interface SolidPick {
  readonly shown: ShownTile;
  /** Row of the tile's table. */
  readonly row: number;
  /** In three's axes, metres: on the face, or on the cut of a solid that is cut open. */
  readonly point: Point3;
  /** Lengths of the ray's direction. */
  readonly distance: number;
  /** Of the face met, unit; turned to the eye. */
  readonly normal: Point3;
}

/** The first thing that is seen along a ray: nothing cut away, nothing hidden, and the cut of what is cut. */
export function pickSolid(tiles: readonly ShownTile[], origin: Point3, direction: Point3): SolidPick | null {
  let nearest: SolidPick | null = null;
  for (const shown of tiles) {
    const { tile, planes } = shown;
    const { solid } = tile;
    const entry = entryOf(planes, origin, direction);
    const reach = nearest?.distance ?? Infinity;
    if (entry >= reach) continue;
    const hit = solid.bvh.raycast(origin, direction, Infinity, (triangle, distance) => {
      if (distance < entry || tile.isHidden(solid.rows[triangle]!)) return false;
      return !isCutAway(planes, at(origin, direction, distance));
    });
    if (!hit) continue;
    const normal = faceNormal(solid, hit.triangle);
    const away = dot(normal, direction) > 0;
    // The first face met behind a cut looks away: the ray is inside a solid, and what is seen is its cut.
    const capped = away && entry > 0;
    const distance = capped ? entry : hit.distance;
    if (distance >= reach) continue;
    const facing: Point3 = away ? [-normal[0], -normal[1], -normal[2]] : normal;
    const cut = capped ? cutNormal(planes, at(origin, direction, entry)) : facing;
    nearest = { shown, row: solid.rows[hit.triangle]!, point: at(origin, direction, distance), distance, normal: cut };
  }
  return nearest;
}

/** Whether nothing is seen between the eye and a point but what the point lies on. */
export function isSeen(tiles: readonly ShownTile[], origin: Point3, point: Point3): boolean {
  const direction: Point3 = [point[0] - origin[0], point[1] - origin[1], point[2] - origin[2]];
  if (tiles.some(({ planes }) => planes.length > 0 && isCutAway(planes, point))) return false;
  const pick = pickSolid(tiles, origin, direction);
  return !pick || pick.distance > 1 - 0.03 / Math.hypot(...direction);
}

const dot = ([ax, ay, az]: Point3, [bx, by, bz]: Point3) => ax * bx + ay * by + az * bz;
const at = ([ox, oy, oz]: Point3, [dx, dy, dz]: Point3, t: number): Point3 => [ox + dx * t, oy + dy * t, oz + dz * t];

function cutNormal(planes: readonly Plane[], [x, y, z]: Point3): Point3 {
  const off = ({ normal, constant }: Plane) => Math.abs(normal.x * x + normal.y * y + normal.z * z + constant);
  const [plane] = planes.toSorted((a, b) => off(a) - off(b));
  return plane ? [-plane.normal.x, -plane.normal.y, -plane.normal.z] : [0, 1, 0];
}

function faceNormal({ positions: p, indices }: Triangles, triangle: number): Point3 {
  const [a, b, c] = [0, 1, 2].map((corner) => indices[triangle * 3 + corner]! * 3) as [number, number, number];
  const [ux, uy, uz] = [p[b]! - p[a]!, p[b + 1]! - p[a + 1]!, p[b + 2]! - p[a + 2]!];
  const [vx, vy, vz] = [p[c]! - p[a]!, p[c + 1]! - p[a + 1]!, p[c + 2]! - p[a + 2]!];
  const n: Point3 = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
  const length = Math.hypot(...n) || 1;
  return [n[0] / length, n[1] / length, n[2] / length];
}
