import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SEMI_MAJOR_M, SEMI_MINOR_M, writeEarthCentred } from './earth.ts';
import { makeTile } from './make-tile.ts';
import { openTerrain } from './open-terrain.ts';
import { heightOnMesh, type ReadMesh, readQuantizedMesh } from './read-quantized-mesh.test-kit.ts';
import type { Terrain } from './terrain.ts';
import { rangeOf, TILE_INTERVALS, type TileAddress, tileExtent } from './tile-grid.ts';

const MODELS = fileURLToPath(new URL('../../../../models/terrain/', import.meta.url));
const MOST = 32_767;

let terrain: Terrain;
beforeAll(async () => {
  terrain = await openTerrain([{ file: `${MODELS}jinyang-10m.tif` }, { file: `${MODELS}basin-90m.tif` }]);
});
afterAll(() => terrain.close());

/** The tile of a level that holds a place. */
function tileAt(longitude: number, latitude: number, level: number): TileAddress {
  const { startX, startY } = rangeOf({ west: longitude, east: longitude, south: latitude, north: latitude }, level);
  return { level, x: startX, y: startY };
}

const read = async (address: TileAddress) => readQuantizedMesh((await makeTile(terrain, address)).bytes);

/** In the western hills, and on the plain by the estate. */
const HILLS = tileAt(112.3, 37.9, 12);
const PLACES: readonly (readonly [string, TileAddress])[] = [
  ['hills', HILLS],
  ['plain', tileAt(112.55, 37.87, 14)],
  ['half out of every source', tileAt(112.14, 37.9, 9)],
  ['far from every source', { level: 6, x: 3, y: 40 }],
  ['half of the earth', { level: 0, x: 1, y: 0 }],
];

describe('a tile read back by the quantized-mesh specification', () => {
  test.each(PLACES)('%s: covers its square once, its triangles counterclockwise', async (_, address) => {
    const { u, v, triangles } = await read(address);
    let area = 0;
    for (const [a, b, c] of triangles) {
      const part = (u[b]! - u[a]!) * (v[c]! - v[a]!) - (u[c]! - u[a]!) * (v[b]! - v[a]!);
      expect(part).toBeGreaterThan(0);
      area += part / 2;
    }
    expect(area).toBe(MOST * MOST);
    expect(new Set(u.map((value, i) => `${value} ${v[i]}`)).size).toBe(u.length);
  });

  test.each(PLACES)('%s: names the vertices of each edge, corners included', async (_, address) => {
    const mesh = await read(address);
    const { u, v } = mesh;
    const on = (values: readonly number[], value: number) => [...values.keys()].filter((i) => values[i] === value);
    expect([...mesh.west].sort((a, b) => a - b)).toEqual(on(u, 0));
    expect([...mesh.south].sort((a, b) => a - b)).toEqual(on(v, 0));
    expect([...mesh.east].sort((a, b) => a - b)).toEqual(on(u, MOST));
    expect([...mesh.north].sort((a, b) => a - b)).toEqual(on(v, MOST));
    expect(mesh.west.length).toBeGreaterThanOrEqual(2);
  });

  test.each(PLACES)(
    '%s: sphere and horizon point hold every vertex, heights and normals are its own',
    async (_, address) => {
      const mesh = await read(address);
      const extent = tileExtent(address);
      const point = new Float64Array(3);
      const [hx, hy, hz] = mesh.horizonOcclusionPoint;
      expect(Math.min(...mesh.heights)).toBeCloseTo(mesh.minimumHeight, 3);
      expect(Math.max(...mesh.heights)).toBeCloseTo(mesh.maximumHeight, 3);
      for (const [i, height] of mesh.heights.entries()) {
        const longitude = extent.west + (mesh.u[i]! / MOST) * (extent.east - extent.west);
        const latitude = extent.south + (mesh.v[i]! / MOST) * (extent.north - extent.south);
        writeEarthCentred(longitude, latitude, height, point, 0);
        const [x, y, z, radius] = mesh.sphere;
        expect(Math.hypot(point[0]! - x, point[1]! - y, point[2]! - z)).toBeLessThan(radius + 1);
        const [nx, ny, nz] = mesh.normals[i]!;
        const up = (nx * point[0]! + ny * point[1]! + nz * point[2]!) / Math.hypot(...point);
        expect(up).toBeGreaterThan(0.3);
      }
      // Seen from where the horizon just hides the point, no vertex lies nearer to the viewer than the horizon's plane.
      expect(Math.hypot(hx, hy, hz)).toBeGreaterThanOrEqual(1);
      expect(
        Math.hypot(mesh.centre[0] / SEMI_MAJOR_M, mesh.centre[1] / SEMI_MAJOR_M, mesh.centre[2] / SEMI_MINOR_M),
      ).toBeCloseTo(1, 2);
    },
  );

  test('level ground has normals straight up, a slope leans to its foot', async () => {
    const flat = await read({ level: 12, x: 100, y: 2000 });
    const { west, east, south, north } = tileExtent({ level: 12, x: 100, y: 2000 });
    const point = new Float64Array(3);
    writeEarthCentred((west + east) / 2, (south + north) / 2, 0, point, 0);
    const cosine = flat.normals.map(
      ([x, y, z]) => (x * point[0]! + y * point[1]! + z * point[2]!) / Math.hypot(...point),
    );
    expect(Math.min(...cosine)).toBeGreaterThan(0.999);
    expect(flat.minimumHeight).toBe(0);
  });
});

/** Heights along an edge at every post, by the edge's own vertices. */
function along(mesh: ReadMesh, edge: readonly number[], axis: readonly number[]): number[] {
  const ends = [...edge].sort((a, b) => axis[a]! - axis[b]!);
  return Array.from({ length: TILE_INTERVALS + 1 }, (_, i) => {
    const at = Math.round((i * MOST) / TILE_INTERVALS);
    const next = Math.max(
      1,
      ends.findIndex((vertex) => axis[vertex]! >= at),
    );
    const [a, b] = [ends[next - 1]!, ends[next]!];
    const share = (at - axis[a]!) / (axis[b]! - axis[a]!);
    return mesh.heights[a]! * (1 - share) + mesh.heights[b]! * share;
  });
}

describe('tiles of a level meet without cracks', () => {
  const quantum = (mesh: ReadMesh) => (mesh.maximumHeight - mesh.minimumHeight) / MOST;

  test.each([
    ['hills', HILLS],
    ['between the two sources', tileAt(112.5211, 37.87, 12)],
    ['by the border of every source', tileAt(112.14, 37.95, 11)],
    ['plain', tileAt(112.55, 37.87, 14)],
  ] as const)('%s: both name the same line along their common edge, but for rounding', async (_, address) => {
    const here = await read(address);
    const east = await read({ ...address, x: address.x + 1 });
    const north = await read({ ...address, y: address.y + 1 });
    const compare = (a: number[], b: number[], tolerance: number) => {
      for (const [i, height] of a.entries()) expect(Math.abs(height - b[i]!)).toBeLessThanOrEqual(tolerance);
    };
    compare(along(here, here.east, here.v), along(east, east.west, east.v), quantum(here) + quantum(east) + 0.002);
    compare(
      along(here, here.north, here.u),
      along(north, north.south, north.u),
      quantum(here) + quantum(north) + 0.002,
    );
  });
});

describe('around the sources', () => {
  test('the ground goes on from their border and falls to the ellipsoid within 0.05°, also where a tile reaches farther', async () => {
    const { west } = terrain.extent;
    const places = [0.0001, 0.001, 0.01, 0.03, 0.049, 0.06, 3].map((beyond) => west - beyond);
    const ground = await terrain.ground(Float64Array.from(places), new Float64Array(places.length).fill(37.9));
    const { heights } = await terrain.sample(Float64Array.of(west), Float64Array.of(37.9));
    expect(ground[0]).toBeCloseTo(heights[0]!, 1);
    for (let i = 1; i < ground.length; i++) expect(ground[i]!).toBeLessThanOrEqual(ground[i - 1]!);
    expect(ground.slice(-2)).toEqual(Float64Array.of(0, 0));
  });
});

describe('a mesh stays near the ground it is made from', () => {
  test('every post of its own grid lies within the error stated for the level', async () => {
    const mesh = await read(HILLS);
    const { west, south, east, north } = tileExtent(HILLS);
    const steps = [...Array(TILE_INTERVALS + 1).keys()].filter((i) => i % 5 === 0);
    const places = steps.flatMap((i) => steps.map((j) => [i / TILE_INTERVALS, j / TILE_INTERVALS] as const));
    const { heights } = await terrain.sample(
      Float64Array.from(places, ([u]) => west + u * (east - west)),
      Float64Array.from(places, ([, v]) => south + v * (north - south)),
    );
    for (const [i, [u, v]] of places.entries()) {
      // 1/150 of the 93 m between the posts, twice where an edge was straightened.
      expect(Math.abs(heightOnMesh(mesh, u * MOST, v * MOST) - heights[i]!)).toBeLessThan(1.3);
    }
  });
});
