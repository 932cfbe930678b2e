import { MeshoptSimplifier } from 'meshoptimizer/simplifier';
import { type Bounds, emptyBounds, joinBounds, MeshBuilder, type TriangleMesh } from './triangle-mesh.ts';
import { visibleTriangles } from './visible-triangles.ts';

// What no one sees at the distance where this mesh stands in for the storeys: details under these sizes.
const PIXEL_MM = 120;
const MAX_PIXELS = 1024;
const SIMPLIFY_M = 0.12;

// What a window looks like from far: its tint over a dark room (linear).
const ROOM = [48, 56, 60] as const;

/** Places and triangles of all meshes, vertices shared wherever place, feature and color are the same. */
interface Welded {
  /** Millimetres, [n × 3]. */
  readonly positions: Int32Array;
  /** Opaque linear RGBA packed as 0xAABBGGRR, [n]. */
  readonly colors: Uint32Array;
  readonly features: Uint32Array;
  readonly indices: Uint32Array;
}

/** Color of a vertex without transparency. */
function opaqueColor(colors: Uint8Array, vertex: number): number {
  const alpha = colors[vertex * 4 + 3]! / 255;
  const channel = (k: number) => Math.round(colors[vertex * 4 + k]! * alpha + ROOM[k]! * (1 - alpha));
  return (channel(0) | (channel(1) << 8) | (channel(2) << 16) | (255 << 24)) >>> 0;
}

function concatenate(meshes: readonly TriangleMesh[]): Welded {
  const vertices = meshes.reduce((sum, mesh) => sum + mesh.features.length, 0);
  const corners = meshes.reduce((sum, mesh) => sum + mesh.indices.length, 0);
  const all = {
    positions: new Int32Array(vertices * 3),
    colors: new Uint32Array(vertices),
    features: new Uint32Array(vertices),
    indices: new Uint32Array(corners),
  };
  let [vertex, corner] = [0, 0];
  for (const mesh of meshes) {
    all.positions.set(mesh.positions, vertex * 3);
    all.features.set(mesh.features, vertex);
    for (let v = 0; v < mesh.features.length; v++) all.colors[vertex + v] = opaqueColor(mesh.colors, v);
    for (let i = 0; i < mesh.indices.length; i++) all.indices[corner + i] = mesh.indices[i]! + vertex;
    vertex += mesh.features.length;
    corner += mesh.indices.length;
  }
  return all;
}

/** The flagged triangles alone, with the vertices they use welded. */
function keep({ positions, colors, features, indices }: Welded, flags: Uint8Array): Welded {
  const used: number[] = [];
  const numbers = new Map<string, number>();
  const remap = new Int32Array(features.length).fill(-1);
  const kept: number[] = [];
  for (let t = 0; t < indices.length; t++) {
    if (flags[(t / 3) | 0] === 0) continue;
    const vertex = indices[t]!;
    if (remap[vertex]! < 0) {
      const p = vertex * 3;
      const key = `${positions[p]},${positions[p + 1]},${positions[p + 2]},${features[vertex]},${colors[vertex]}`;
      let number = numbers.get(key);
      if (number === undefined) {
        number = used.push(vertex) - 1;
        numbers.set(key, number);
      }
      remap[vertex] = number;
    }
    kept.push(remap[vertex]!);
  }
  return {
    positions: Int32Array.from(used.flatMap((vertex) => [0, 1, 2].map((axis) => positions[vertex * 3 + axis]!))),
    colors: Uint32Array.from(used, (vertex) => colors[vertex]!),
    features: Uint32Array.from(used, (vertex) => features[vertex]!),
    indices: Uint32Array.from(kept),
  };
}

/** Gives each triangle its facet normal and gathers them by feature and color. */
function faceted({ positions, colors, features, indices }: Welded): MeshBuilder {
  const order = Array.from({ length: indices.length / 3 }, (_, triangle) => triangle);
  const [featureOf, colorOf] = [
    (triangle: number) => features[indices[triangle * 3]!]!,
    (triangle: number) => colors[indices[triangle * 3]!]!,
  ];
  order.sort((a, b) => featureOf(a) - featureOf(b) || colorOf(a) - colorOf(b) || a - b);
  const builder = new MeshBuilder();
  for (let from = 0; from < order.length; ) {
    const [feature, color] = [featureOf(order[from]!), colorOf(order[from]!)];
    let to = from;
    while (to < order.length && featureOf(order[to]!) === feature && colorOf(order[to]!) === color) to++;
    builder.begin(feature, color, (to - from) * 3);
    for (const triangle of order.slice(from, to)) {
      const [a, b, c] = [0, 1, 2].map((k) => indices[triangle * 3 + k]! * 3) as [number, number, number];
      const [ux, uy, uz] = [0, 1, 2].map((axis) => positions[b + axis]! - positions[a + axis]!) as [
        number,
        number,
        number,
      ];
      const [vx, vy, vz] = [0, 1, 2].map((axis) => positions[c + axis]! - positions[a + axis]!) as [
        number,
        number,
        number,
      ];
      const [nx, ny, nz] = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
      const length = Math.hypot(nx, ny, nz);
      if (length === 0) continue;
      const unit = (value: number) => Math.round((value / length) * 127);
      builder.add(positions, a, b, c, unit(nx), unit(ny), unit(nz));
    }
    from = to;
  }
  return builder;
}

/**
 * One solid mesh that looks like all of `meshes` from far away: what can be seen from outside, simplified to about a
 * decimetre, see-through surfaces made solid. Features keep their numbers. Await MeshoptSimplifier.ready first.
 */
export function farMesh(meshes: readonly { mesh: TriangleMesh; bounds: Readonly<Bounds> }[]): TriangleMesh {
  const bounds = emptyBounds();
  for (const part of meshes) joinBounds(bounds, part.bounds);
  const all = concatenate(meshes.map(({ mesh }) => mesh));
  const size = Math.hypot(bounds[3] - bounds[0], bounds[4] - bounds[1], bounds[5] - bounds[2]);
  const outside = keep(all, visibleTriangles(all, bounds, Math.max(PIXEL_MM, size / MAX_PIXELS)));
  const places = Float32Array.from(outside.positions, (mm, i) => (mm - bounds[i % 3]!) / 1000);
  const [indices] = MeshoptSimplifier.simplify(outside.indices, places, 3, 0, SIMPLIFY_M, ['ErrorAbsolute', 'Prune']);
  return faceted({ ...outside, indices }).mesh();
}
