import type { Point3, TriangleBvh, Triangles } from '../solid/triangle-bvh.ts';
import type { WalkWorld } from './walker.ts';

/** A soup a walker walks in. */
export interface WalkSoup {
  readonly triangles: Triangles;
  readonly bvh: Pick<TriangleBvh, 'raycast' | 'touching'>;
  /** What is walked through, such as the leaf of a door. */
  readonly passes?: ((triangle: number) => boolean) | undefined;
}

const DOWN: Point3 = [0, -1, 0];
/** Steeper faces are no floor: cosine of 50°. */
const FLOOR_COS = Math.cos((50 * Math.PI) / 180);

/** Height of a floor that is known without a slab, at a place in three's axes; null where there is none. */
export type KnownFloor = (x: number, z: number) => number | null;

/** Several soups as one world. Where they have no floor, as files without slabs, a floor that is `known` counts. */
export function soupWorld(soups: readonly WalkSoup[], known: KnownFloor = () => null): WalkWorld {
  return {
    floorBelow(from, reach) {
      let nearest = reach;
      let found = false;
      for (const { triangles, bvh, passes } of soups) {
        const hit = bvh.raycast(from, DOWN, nearest, (triangle) => !passes?.(triangle) && isLevel(triangles, triangle));
        if (!hit) continue;
        nearest = hit.distance;
        found = true;
      }
      if (found) return from[1] - nearest;
      const floor = known(from[0], from[2]);
      return floor !== null && floor <= from[1] && floor >= from[1] - reach ? floor : null;
    },
    touching(min, max, visit) {
      for (const { triangles, bvh, passes } of soups) {
        bvh.touching(min, max, (triangle) => {
          if (passes?.(triangle)) return;
          visit(cornerOf(triangles, triangle, 0), cornerOf(triangles, triangle, 1), cornerOf(triangles, triangle, 2));
        });
      }
    },
  };
}

/** A corner of a triangle, metres. */
function cornerOf({ positions, indices }: Triangles, triangle: number, corner: number): Point3 {
  const at = indices[triangle * 3 + corner]! * 3;
  return [positions[at]!, positions[at + 1]!, positions[at + 2]!];
}

function isLevel(triangles: Triangles, triangle: number): boolean {
  const [a, b, c] = [0, 1, 2].map((corner) => cornerOf(triangles, triangle, corner)) as [Point3, Point3, Point3];
  const [ux, uy, uz] = [b[0] - a[0], b[1] - a[1], b[2] - a[2]];
  const [vx, vy, vz] = [c[0] - a[0], c[1] - a[1], c[2] - a[2]];
  const up = uz * vx - ux * vz;
  return Math.abs(up) >= FLOOR_COS * Math.hypot(uy * vz - uz * vy, up, ux * vy - uy * vx);
}
