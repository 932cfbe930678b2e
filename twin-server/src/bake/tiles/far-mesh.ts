import { MeshoptSimplifier } from 'meshoptimizer/simplifier';
import { emptyBounds, joinBounds } from './bounds.ts';
import { type Colored, mergeFacets, type TriangleMesh } from './triangle-mesh.ts';
import { visibleTriangles } from './visible-triangles.ts';
import { normalByte, Welder } from './welder.ts';

// What no one sees at the distance where this mesh stands in for the storeys: details under these sizes, and under these
// shares of the building's diagonal, which is then 640 pixels of the screen at most.
const PIXEL_MM = 150;
const PIXELS = 420;
const SIMPLIFY_MM = 120;
const SIMPLIFY_SHARE = 1 / 400;
// A litre: rounding to millimetres gives a sheet less.
const SOLID_MM3 = 1e6;
/** Grid of the positions of a far mesh, millimetres. */
export const FAR_STEP_MM = 50;

// What a window looks like from far: its tint over a dark room (linear).
const ROOM = [48, 56, 60] as const;

/** A color without transparency. */
function opaqueColor(color: number): number {
  const alpha = (color >>> 24) / 255;
  const channel = (k: number) => Math.round(((color >>> (k * 8)) & 255) * alpha + ROOM[k]! * (1 - alpha));
  return (channel(0) | (channel(1) << 8) | (channel(2) << 16) | (255 << 24)) >>> 0;
}

const welder = new Welder();

/** Runs of triangles of one feature and color, in the mesh's order, as facets made by `add`. */
function byRun(
  mesh: TriangleMesh,
  add: (welder: Welder, a: number, b: number, c: number) => void,
  isKept: (triangle: number) => boolean,
): Colored[] {
  const { colors, features, indices } = mesh;
  const runs: Colored[] = [];
  for (let from = 0; from < indices.length; ) {
    const [feature, color] = [features[indices[from]!]!, colors[indices[from]!]!];
    let to = from;
    while (to < indices.length && features[indices[to]!] === feature && colors[indices[to]!] === color) to += 3;
    welder.begin(to - from);
    for (let t = from; t < to; t += 3) {
      if (isKept(t / 3)) add(welder, indices[t]! * 3, indices[t + 1]! * 3, indices[t + 2]! * 3);
    }
    const facets = welder.finish();
    if (facets.indices.length > 0) runs.push({ facets, color, feature });
    from = to;
  }
  return runs;
}

/** Adds a triangle with its facet normal; one without an area is left out. */
function addFaceted(positions: Int32Array): (welder: Welder, a: number, b: number, c: number) => void {
  return (to, a, b, c) => {
    const ux = positions[b]! - positions[a]!;
    const uy = positions[b + 1]! - positions[a + 1]!;
    const uz = positions[b + 2]! - positions[a + 2]!;
    const vx = positions[c]! - positions[a]!;
    const vy = positions[c + 1]! - positions[a + 1]!;
    const vz = positions[c + 2]! - positions[a + 2]!;
    const nx = uy * vz - uz * vy;
    const ny = uz * vx - ux * vz;
    const nz = ux * vy - uy * vx;
    const length = Math.sqrt(nx * nx + ny * ny + nz * nz);
    if (length === 0) return;
    to.add(positions, a, b, c, normalByte(nx / length), normalByte(ny / length), normalByte(nz / length), false);
  };
}

/** Whether facets enclose something, their outer sides outward: six times their volume about their first corner. */
function isSolid({ facets: { positions, indices } }: Colored): boolean {
  const ox = positions[0]!;
  const oy = positions[1]!;
  const oz = positions[2]!;
  let volume6 = 0;
  for (let t = 0; t < indices.length; t += 3) {
    const a = indices[t]! * 3;
    const b = indices[t + 1]! * 3;
    const c = indices[t + 2]! * 3;
    const ux = positions[a]! - ox;
    const uy = positions[a + 1]! - oy;
    const uz = positions[a + 2]! - oz;
    const vx = positions[b]! - ox;
    const vy = positions[b + 1]! - oy;
    const vz = positions[b + 2]! - oz;
    const wx = positions[c]! - ox;
    const wy = positions[c + 1]! - oy;
    const wz = positions[c + 2]! - oz;
    volume6 += ux * (vy * wz - vz * wy) + uy * (vz * wx - vx * wz) + uz * (vx * wy - vy * wx);
  }
  return volume6 > SOLID_MM3 * 6;
}

/**
 * Solid facets that look like all of `parts` from far away: what can be seen from outside, simplified to about a
 * decimetre, see-through surfaces made solid. Features keep their numbers; those of one feature and color should follow
 * each other. Await MeshoptSimplifier.ready first.
 */
export function farFacets(parts: readonly Colored[]): Colored[] {
  const bounds = emptyBounds();
  for (const { facets } of parts) joinBounds(bounds, facets.bounds);
  const [solid, open] = [parts.filter(isSolid), parts.filter((part) => !isSolid(part))];
  const all = mergeFacets([...solid, ...open].map((part) => ({ ...part, color: opaqueColor(part.color) })));
  const solidTriangles = solid.reduce((sum, { facets }) => sum + facets.indices.length / 3, 0);
  const size = Math.sqrt((bounds[3] - bounds[0]) ** 2 + (bounds[4] - bounds[1]) ** 2 + (bounds[5] - bounds[2]) ** 2);
  const seen = visibleTriangles(all, bounds, Math.max(PIXEL_MM, size / PIXELS), solidTriangles);
  // Simplification wants vertices shared wherever place, feature and color are the same, whatever their normals.
  const outside = mergeFacets(
    byRun(
      all,
      (to, a, b, c) => to.add(all.positions, a, b, c, 0, 0, 0, false),
      (triangle) => seen[triangle] === 1,
    ),
  );
  const places = new Float32Array(outside.positions.length);
  for (let i = 0; i < places.length; i++) places[i] = (outside.positions[i]! - bounds[i % 3]!) / 1000;
  const errorM = Math.max(SIMPLIFY_MM, size * SIMPLIFY_SHARE) / 1000;
  const [indices] = MeshoptSimplifier.simplify(outside.indices, places, 3, 0, errorM, ['ErrorAbsolute', 'Prune']);
  const coarse = outside.positions.map((mm) => Math.round(mm / FAR_STEP_MM) * FAR_STEP_MM);
  return byRun({ ...outside, positions: coarse, indices }, addFaceted(coarse), () => true);
}
