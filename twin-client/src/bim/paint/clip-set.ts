import { Plane, Vector3 } from 'three';
import type { Point3 } from '../solid/triangle-bvh.ts';

/** Height that no building reaches, metres: a plane there cuts nothing. */
const NOWHERE_M = 1e5;

/** A plane that cuts nothing until it is placed. */
export function idlePlane(): Plane {
  return new Plane(new Vector3(0, -1, 0), NOWHERE_M);
}

/** Puts a plane where it cuts nothing. */
export function setIdle(plane: Plane): void {
  plane.normal.set(0, -1, 0);
  plane.constant = NOWHERE_M;
}

/** Whether a plane cuts anything. */
export function isIdle({ constant }: Plane): boolean {
  return constant === NOWHERE_M;
}

/** How far below 0 a point still counts as on the plane, metres. */
const ON_M = 1e-4;

/** Whether a place is cut away by any of some planes. */
export function isCutAway(planes: readonly Plane[], [x, y, z]: Point3): boolean {
  return planes.some(({ normal, constant }) => normal.x * x + normal.y * y + normal.z * z + constant < -ON_M);
}

/** Where along a ray everything in front has been cut away: 0 where nothing is. Lengths of the ray's direction. */
export function entryOf(planes: readonly Plane[], [ox, oy, oz]: Point3, [dx, dy, dz]: Point3): number {
  let entry = 0;
  for (const { normal, constant } of planes) {
    const off = normal.x * ox + normal.y * oy + normal.z * oz + constant;
    const slope = normal.x * dx + normal.y * dy + normal.z * dz;
    if (off < 0 && slope > 0) entry = Math.max(entry, -off / slope);
  }
  return entry;
}
