import type { Plane } from 'three';
import type { Point3, Triangles } from '../solid/triangle-bvh.ts';

/** Where a plane cuts some triangles: both ends of each line, [k × 6] metres. */
export function cutLines({ positions, indices }: Triangles, chosen: Iterable<number>, plane: Plane): number[] {
  const lines: number[] = [];
  for (const triangle of chosen) {
    const corners = [0, 1, 2].map((corner) => {
      const at = indices[triangle * 3 + corner]! * 3;
      return [positions[at]!, positions[at + 1]!, positions[at + 2]!] as Point3;
    });
    const ends: Point3[] = [];
    for (let corner = 0; corner < 3; corner++) {
      const crossing = crossPlane(corners[corner]!, corners[(corner + 1) % 3]!, plane);
      if (crossing) ends.push(crossing);
    }
    const [a, b] = ends;
    if (a && b) lines.push(...a, ...b);
  }
  return lines;
}

/** Where a stretch crosses a plane; null where it does not. */
export function crossPlane(a: Point3, b: Point3, { normal: n, constant }: Plane): Point3 | null {
  const off = ([x, y, z]: Point3) => n.x * x + n.y * y + n.z * z + constant;
  const [from, to] = [off(a), off(b)];
  if (from > 0 === to > 0) return null;
  const t = from / (from - to);
  return [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t];
}
