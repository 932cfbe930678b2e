import type { SightScene } from './scene.ts';

/** The storey of a building, or what of it belongs to none. */
export interface FacadeBand {
  readonly building: string;
  readonly storey: string | null;
}

/** Points spread over the facades of all buildings of a scene, each for a piece of it. */
export interface FacadeSamples {
  readonly bands: readonly FacadeBand[];
  /** [n]: band of each point. */
  readonly bandOf: Uint32Array;
  /** [n × 3]: just before the facade, metres. */
  readonly points: Float32Array;
  /** [n × 3]: outward, of length 1. */
  readonly normals: Float32Array;
  /** [n]: what the point stands for, m². */
  readonly areasM2: Float32Array;
}

/** A point stands so far before its wall: it must not be hidden by it. */
export const BEFORE_M = 0.05;
/** Steeper than 60°: a wall. Flatter is a roof or a floor. As the upward part of the normal. */
const MOST_UPWARD = 0.5;
/** What can get away so far is outdoors: no room is as long without a wall, and no street as narrow on all sides. */
const OUTDOORS_M = 60;
/** Ways out of which one must be free: turned from the wall's normal and above the horizon, degrees. */
const WAYS_OUT: readonly (readonly [turnDeg: number, riseDeg: number])[] = [
  [0, 5],
  [0, 55],
  [50, 10],
  [-50, 10],
  [75, 25],
  [-75, 25],
  [0, 80],
  [30, 35],
  [-30, 35],
  [25, 3],
  [-25, 3],
];
// The additive recurrence of the plastic number (Roberts 2018): evenly spread in the plane for any count of points.
const [R1, R2] = [0.7548776662466927, 0.5698402909980532];

/** Walls and openings that can be seen from outdoors, a point for each `spacingM` squared; at least one for each triangle. */
export function sampleFacades(scene: SightScene, spacingM: number): FacadeSamples {
  const bands: FacadeBand[] = [];
  const bandByName = new Map<string, number>();
  const out = { bandOf: [] as number[], points: [] as number[], normals: [] as number[], areasM2: [] as number[] };
  let drawn = 0;
  for (let t = 0; t < scene.surfaceOf.length; t++) {
    const { building, storey } = scene.surfaces[scene.surfaceOf[t]!]!;
    if (building === null) continue;
    const facet = facetOf(scene.triangles, t);
    if (facet === null) continue;
    const [nx, ny, nz] = facet.normal;
    const count = Math.max(1, Math.round(facet.areaM2 / spacingM ** 2));
    for (let i = 0; i < count; i++) {
      const [x, y, z] = spread(scene.triangles, t, drawn++);
      const [px, py, pz] = [x + nx * BEFORE_M, y + ny * BEFORE_M, z + nz * BEFORE_M];
      if (!isOutdoors(scene, px, py, pz, nx, ny)) continue;
      const name = `${building} ${storey ?? ''}`;
      const band = bandByName.get(name) ?? bands.push({ building, storey }) - 1;
      bandByName.set(name, band);
      out.bandOf.push(band);
      out.points.push(px, py, pz);
      out.normals.push(nx, ny, nz);
      out.areasM2.push(facet.areaM2 / count);
    }
  }
  return {
    bands,
    bandOf: Uint32Array.from(out.bandOf),
    points: Float32Array.from(out.points),
    normals: Float32Array.from(out.normals),
    areasM2: Float32Array.from(out.areasM2),
  };
}

/** Area and outward normal of a triangle; null for one that is no wall. */
export function facetOf(triangles: Float32Array, triangle: number) {
  const at = triangle * 9;
  const corner = (k: number) => triangles[at + k]!;
  const [ux, uy, uz] = [corner(3) - corner(0), corner(4) - corner(1), corner(5) - corner(2)];
  const [vx, vy, vz] = [corner(6) - corner(0), corner(7) - corner(1), corner(8) - corner(2)];
  const [nx, ny, nz] = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
  const length = Math.hypot(nx, ny, nz);
  if (length === 0 || Math.abs(nz) > MOST_UPWARD * length) return null;
  return { normal: [nx / length, ny / length, nz / length] as const, areaM2: length / 2 };
}

/**
 * Where the n-th point of all lies in its triangle. The sequence goes on from triangle to triangle: were it begun anew in each, a storey's points
 * would lie as those of the storey below, and what they miss of one would be missed of all.
 */
function spread(triangles: Float32Array, triangle: number, n: number): [x: number, y: number, z: number] {
  let [u, v] = [(0.5 + n * R1) % 1, (0.5 + n * R2) % 1];
  // The far half of the square is folded onto the near one.
  if (u + v > 1) [u, v] = [1 - u, 1 - v];
  const at = triangle * 9;
  const along = (k: number) =>
    triangles[at + k]! * (1 - u - v) + triangles[at + 3 + k]! * u + triangles[at + 6 + k]! * v;
  return [along(0), along(1), along(2)];
}

/** Whether a point just before a wall, with the wall's normal in plan, is in the open. */
export function isOutdoors({ tree }: SightScene, x: number, y: number, z: number, nx: number, ny: number): boolean {
  const azimuth = Math.atan2(nx, ny);
  return WAYS_OUT.some(([turnDeg, riseDeg]) => {
    const [turned, rise] = [azimuth + (turnDeg * Math.PI) / 180, (riseDeg * Math.PI) / 180];
    const level = Math.cos(rise);
    return !tree.isBlocked(x, y, z, Math.sin(turned) * level, Math.cos(turned) * level, Math.sin(rise), 0, OUTDOORS_M);
  });
}
