import { PICTURE_ASPECT, type SightCamera, type SightScene } from 'twin-core/geometry';

/** The oracles of the sight benchmark share no code with what they check but the scene's arrays and what a camera's numbers mean. */

type Vector = readonly [number, number, number];
const minus = (a: Vector, b: Vector): Vector => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
const dot = (a: Vector, b: Vector) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const cross = (a: Vector, b: Vector): Vector => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];
const cornersOf = ({ triangles }: SightScene, t: number) =>
  [0, 3, 6].map((k): Vector => [triangles[t * 9 + k]!, triangles[t * 9 + k + 1]!, triangles[t * 9 + k + 2]!]);

/** A triangle as a plane and three planes through its edges: a point of the plane is within where all three are positive. */
interface Wedge {
  readonly normal: Vector;
  readonly offset: number;
  readonly edges: readonly (readonly [Vector, number])[];
}

function wedgeOf(scene: SightScene, t: number): Wedge | null {
  const [a, b, c] = cornersOf(scene, t) as [Vector, Vector, Vector];
  const raw = cross(minus(b, a), minus(c, a));
  const length = Math.sqrt(dot(raw, raw));
  if (length === 0) return null;
  const normal: Vector = [raw[0] / length, raw[1] / length, raw[2] / length];
  const sides: [Vector, Vector][] = [
    [a, b],
    [b, c],
    [c, a],
  ];
  const edges = sides.map(([from, to]) => {
    const inward = cross(normal, minus(to, from));
    return [inward, dot(inward, from)] as const;
  });
  return { normal, offset: dot(normal, a), edges };
}

/** Triangles of which a corner box reaches into a square around a place, each ready to be cast at. */
export function wedgesWithin(scene: SightScene, isNear: (box: readonly number[]) => boolean): Wedge[] {
  const wedges: Wedge[] = [];
  for (let t = 0; t < scene.surfaceOf.length; t++) {
    const corners = cornersOf(scene, t);
    const box = [0, 1, 2].flatMap((axis) => {
      const values = corners.map((corner) => corner[axis]!);
      return [Math.min(...values), Math.max(...values)];
    });
    const wedge = isNear(box) ? wedgeOf(scene, t) : null;
    if (wedge) wedges.push(wedge);
  }
  return wedges;
}

/** Whether any of the triangles stands on a ray, one after the other. */
export function isShaded(
  wedges: readonly Wedge[],
  from: Vector,
  direction: Vector,
  nearM: number,
  farM: number,
): boolean {
  for (const { normal, offset, edges } of wedges) {
    const slope = dot(normal, direction);
    if (slope === 0) continue;
    const at = (offset - dot(normal, from)) / slope;
    if (at <= nearM || at >= farM) continue;
    const [x, y, z] = [from[0] + direction[0] * at, from[1] + direction[1] * at, from[2] + direction[2] * at];
    let isIn = true;
    for (const [[ex, ey, ez], least] of edges) {
      if (ex * x + ey * y + ez * z < least) {
        isIn = false;
        break;
      }
    }
    if (isIn) return true;
  }
  return false;
}

const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** Where a point lies in a camera's axes: right, up, ahead, by turning about the vertical and then about the picture's row. */
export function turnedInto({ headingDeg, tiltDeg, x, y, z }: SightCamera, [px, py, pz]: Vector): Vector {
  const [a, b] = [radians(headingDeg), radians(tiltDeg)];
  const [east, north, rise] = [px - x, py - y, pz - z];
  const right = east * Math.cos(a) - north * Math.sin(a);
  const level = east * Math.sin(a) + north * Math.cos(a);
  return [right, rise * Math.cos(b) - level * Math.sin(b), level * Math.cos(b) + rise * Math.sin(b)];
}

/** Area of buildings' steep sides that a camera sees, m², by a ray to each `spacingM` squared of them and all triangles near it. */
export function seenAreaByRays(
  scene: SightScene,
  camera: SightCamera,
  spacingM: number,
): { areaM2: number; rays: number } {
  const reach = camera.rangeM + 1;
  const isNear = ([x1, x2, y1, y2]: readonly number[]) =>
    x2! > camera.x - reach && x1! < camera.x + reach && y2! > camera.y - reach && y1! < camera.y + reach;
  const wedges = wedgesWithin(scene, isNear);
  const eye: Vector = [camera.x, camera.y, camera.z];
  const wide = Math.tan(radians(camera.angleDeg) / 2);
  let [areaM2, rays] = [0, 0];
  for (let t = 0; t < scene.surfaceOf.length; t++) {
    if (scene.surfaces[scene.surfaceOf[t]!]!.building === null) continue;
    const [a, b, c] = cornersOf(scene, t) as [Vector, Vector, Vector];
    const normal = cross(minus(b, a), minus(c, a));
    const twice = Math.sqrt(dot(normal, normal));
    if (twice === 0 || Math.abs(normal[2]) > twice / 2 || dot(normal, minus(eye, a)) <= 0) continue;
    // Equal parts of both edges: the middles of the small triangles that they cut.
    const parts = Math.max(1, Math.ceil(Math.sqrt(twice / 2) / spacingM));
    for (let i = 0; i < parts; i++) {
      for (let j = 0; j < 2 * (parts - i) - 1; j++) {
        const [u, v] = j % 2 === 0 ? [i + 1 / 3, j / 2 + 1 / 3] : [i + 2 / 3, (j - 1) / 2 + 2 / 3];
        const point: Vector = [0, 1, 2].map(
          (k) => a[k]! + ((b[k]! - a[k]!) * u + (c[k]! - a[k]!) * v) / parts + (normal[k]! / twice) * 0.05,
        ) as unknown as Vector;
        const [right, up, ahead] = turnedInto(camera, point);
        if (ahead <= 0 || Math.abs(right) > ahead * wide || Math.abs(up) > (ahead * wide) / PICTURE_ASPECT) continue;
        if (Math.hypot(point[0] - eye[0], point[1] - eye[1]) > camera.rangeM) continue;
        const way = minus(point, eye);
        const length = Math.sqrt(dot(way, way));
        rays += 1;
        const direction: Vector = [way[0] / length, way[1] / length, way[2] / length];
        if (!isShaded(wedges, eye, direction, 0.3, length)) areaM2 += twice / 2 / parts ** 2;
      }
    }
  }
  return { areaM2, rays };
}
