import type { Extent } from './dem.ts';
import { SEMI_MAJOR_M, SEMI_MINOR_M, writeEarthCentred } from './earth.ts';
import type { RtinMesh } from './rtin.ts';

/** Greatest coordinate of a vertex within its tile (quantized-mesh 1.0). */
const MOST = 32_767;
/** Bytes before the vertices: centre, heights, bounding sphere, horizon occlusion point. */
const HEADER_BYTES = 88;
/** Extension 1: one oct-encoded normal a vertex. */
const NORMALS_EXTENSION = 1;
/** A point that is never behind the horizon, for tiles too large to have one that may be, in earth radii. */
const NEVER_OCCLUDED = 1e6;

/** What a tile is written from. */
export interface TileMesh {
  readonly extent: Extent;
  /** Intervals of the grid a side. */
  readonly intervals: number;
  readonly mesh: RtinMesh;
  /** Metres above the ellipsoid of the grid's posts, (intervals + 1)², rows from the south. */
  readonly heights: Float64Array;
  /** Oct-encoded normals of the grid's posts, [n × 2]. */
  readonly normals: Uint8Array;
}

/** Range of the heights of a mesh's vertices. */
function rangeOf({ mesh: { vertices }, heights, intervals }: TileMesh): readonly [low: number, high: number] {
  let [low, high] = [Infinity, -Infinity];
  for (let i = 0; i < vertices.length; i += 2) {
    const height = heights[vertices[i + 1]! * (intervals + 1) + vertices[i]!]!;
    low = Math.min(low, height);
    high = Math.max(high, height);
  }
  return [Math.fround(low), Math.fround(high)];
}

/** Greatest distance of the points [n × 3] from a centre. */
function radiusAround(points: Float64Array, [x, y, z]: Float64Array): number {
  let squared = 0;
  for (let i = 0; i < points.length; i += 3) {
    squared = Math.max(squared, (points[i]! - x!) ** 2 + (points[i + 1]! - y!) ** 2 + (points[i + 2]! - z!) ** 2);
  }
  return Math.sqrt(squared);
}

/**
 * A point in the direction of the centre, in earth radii, that is hidden behind the ellipsoid only where all the points are
 * (Ring, Horizon Culling, 2013).
 */
function horizonOcclusion(points: Float64Array, centre: Float64Array): readonly [number, number, number] {
  const scaled = (at: Float64Array, i: number) =>
    [at[i]! / SEMI_MAJOR_M, at[i + 1]! / SEMI_MAJOR_M, at[i + 2]! / SEMI_MINOR_M] as const;
  const [cx, cy, cz] = scaled(centre, 0);
  const length = Math.hypot(cx, cy, cz);
  const [dx, dy, dz] = [cx / length, cy / length, cz / length];
  let farthest = 0;
  for (let i = 0; i < points.length; i += 3) {
    const [px, py, pz] = scaled(points, i);
    const squared = px * px + py * py + pz * pz;
    const magnitude = Math.sqrt(squared);
    const cosAlpha = (px * dx + py * dy + pz * dz) / magnitude;
    const sinAlpha = Math.sqrt(Math.max(0, 1 - cosAlpha * cosAlpha));
    const cosBeta = 1 / Math.max(1, magnitude);
    const sinBeta = Math.sqrt(Math.max(0, 1 - cosBeta * cosBeta));
    const reach = cosAlpha * cosBeta - sinAlpha * sinBeta;
    farthest = Math.max(farthest, reach > 0 ? 1 / reach : NEVER_OCCLUDED);
  }
  return [dx * farthest, dy * farthest, dz * farthest];
}

const zigZag = (value: number) => (value << 1) ^ (value >> 31);

/** Vertices of one edge, by their numbers. */
function edgeOf({ mesh: { vertices } }: TileMesh, axis: 0 | 1, value: number): number[] {
  const edge: number[] = [];
  for (let i = 0; i < vertices.length / 2; i++) if (vertices[i * 2 + axis] === value) edge.push(i);
  return edge;
}

/** Writes a tile as quantized-mesh 1.0 with the octvertexnormals extension. */
export function encodeQuantizedMesh(tile: TileMesh): Uint8Array {
  const { extent, intervals, mesh, heights, normals } = tile;
  const { vertices, triangles } = mesh;
  const count = vertices.length / 2;
  const [low, high] = rangeOf(tile);
  const points = new Float64Array(count * 3);
  const [perColumn, perRow] = [(extent.east - extent.west) / intervals, (extent.north - extent.south) / intervals];
  const edges = [edgeOf(tile, 0, 0), edgeOf(tile, 1, 0), edgeOf(tile, 0, intervals), edgeOf(tile, 1, intervals)];
  const edgeBytes = edges.reduce((sum, edge) => sum + 4 + edge.length * 2, 0);
  const indicesAt = HEADER_BYTES + 4 + count * 6;
  const size = indicesAt + 4 + triangles.length * 2 + edgeBytes + 5 + count * 2;
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);

  view.setUint32(HEADER_BYTES, count, true);
  let [u, v, h] = [0, 0, 0];
  for (let i = 0; i < count; i++) {
    const [column, row] = [vertices[i * 2]!, vertices[i * 2 + 1]!];
    const height = heights[row * (intervals + 1) + column]!;
    writeEarthCentred(extent.west + column * perColumn, extent.south + row * perRow, height, points, i * 3);
    const [nextU, nextV] = [Math.round((column * MOST) / intervals), Math.round((row * MOST) / intervals)];
    const nextH = high > low ? Math.min(MOST, Math.max(0, Math.round(((height - low) / (high - low)) * MOST))) : 0;
    view.setUint16(HEADER_BYTES + 4 + i * 2, zigZag(nextU - u), true);
    view.setUint16(HEADER_BYTES + 4 + (count + i) * 2, zigZag(nextV - v), true);
    view.setUint16(HEADER_BYTES + 4 + (2 * count + i) * 2, zigZag(nextH - h), true);
    [u, v, h] = [nextU, nextV, nextH];
  }

  let at = indicesAt;
  view.setUint32(at, triangles.length / 3, true);
  at += 4;
  let highest = 0;
  for (const vertex of triangles) {
    view.setUint16(at, highest - vertex, true);
    if (vertex === highest) highest++;
    at += 2;
  }
  for (const edge of edges) {
    view.setUint32(at, edge.length, true);
    at += 4;
    for (const vertex of edge) {
      view.setUint16(at, vertex, true);
      at += 2;
    }
  }
  view.setUint8(at, NORMALS_EXTENSION);
  view.setUint32(at + 1, count * 2, true);
  at += 5;
  for (let i = 0; i < count; i++) {
    const post = vertices[i * 2 + 1]! * (intervals + 1) + vertices[i * 2]!;
    bytes[at++] = normals[post * 2]!;
    bytes[at++] = normals[post * 2 + 1]!;
  }

  const centre = new Float64Array(3);
  writeEarthCentred((extent.west + extent.east) / 2, (extent.south + extent.north) / 2, (low + high) / 2, centre, 0);
  const header = [...centre, radiusAround(points, centre), ...horizonOcclusion(points, centre)];
  for (let i = 0; i < 3; i++) view.setFloat64(i * 8, centre[i]!, true);
  view.setFloat32(24, low, true);
  view.setFloat32(28, high, true);
  // The sphere's centre is the tile's.
  for (const [i, value] of header.entries()) view.setFloat64(32 + i * 8, value, true);
  return bytes;
}
