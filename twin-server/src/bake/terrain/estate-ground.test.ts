import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { SiteFile } from 'twin-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeTile } from './make-tile.ts';
import { openTerrain } from './open-terrain.ts';
import { heightOnMesh, type ReadMesh, readQuantizedMesh } from './read-quantized-mesh.test-kit.ts';
import type { Terrain } from './terrain.ts';
import { listTerrain } from './terrain-list.ts';
import { rangeOf, tileExtent } from './tile-grid.ts';

const MODELS = fileURLToPath(new URL('../../../../models/', import.meta.url));
/** Issue 4, done when: bases within 0.1 m of the terrain. */
const BASE_M = 0.1;

let terrain: Terrain;
let site: SiteFile;
beforeAll(async () => {
  terrain = await openTerrain(await listTerrain(`${MODELS}terrain`));
  site = SiteFile.parse(JSON.parse(await readFile(`${MODELS}site.json`, 'utf8')));
});
afterAll(() => terrain.close());

describe('6.4.1-9 the estate on its terrain', () => {
  test('every building’s base stands on the elevation model along its whole footprint', async () => {
    expect(site.buildings.length).toBeGreaterThan(10);
    for (const { code, footprint, placement } of site.buildings) {
      const { heights } = await terrain.sample(
        Float64Array.from(footprint, ([longitude]) => longitude),
        Float64Array.from(footprint, ([, latitude]) => latitude),
      );
      for (const height of heights) expect(Math.abs(height - placement.height), code).toBeLessThan(BASE_M);
    }
  });

  test('and on the mesh that is drawn: the finest tiles, which Cesium enlarges for nearer views', async () => {
    const meshes = new Map<string, ReadMesh>();
    for (const { code, footprint, placement } of site.buildings) {
      for (const [longitude, latitude] of footprint) {
        const { startX: x, startY: y } = rangeOf(
          { west: longitude, east: longitude, south: latitude, north: latitude },
          terrain.level,
        );
        const address = { level: terrain.level, x, y };
        const { west, south, east, north } = tileExtent(address);
        const mesh = meshes.get(`${x} ${y}`) ?? readQuantizedMesh((await makeTile(terrain, address)).bytes);
        meshes.set(`${x} ${y}`, mesh);
        const [u, v] = [(longitude - west) / (east - west), (latitude - south) / (north - south)];
        const height = heightOnMesh(mesh, u * 32_767, v * 32_767);
        expect(Math.abs(height - placement.height), code).toBeLessThan(BASE_M);
      }
    }
  });

  test('the ground within the boundary is 790.000 m above EGM96, 771.579 m above the ellipsoid in the middle', async () => {
    const ring = site.boundary;
    const { heights } = await terrain.sample(
      Float64Array.of(site.frame.longitude, ...ring.map(([longitude]) => longitude)),
      Float64Array.of(site.frame.latitude, ...ring.map(([, latitude]) => latitude)),
    );
    expect(heights[0]).toBeCloseTo(771.579, 3);
    for (const height of heights) expect(Math.abs(height - 771.579)).toBeLessThan(0.02);
  });

  test('beyond the run-out there are hills on both sides', async () => {
    const { heights } = await terrain.sample(Float64Array.of(112.3, 112.8), Float64Array.of(37.87, 37.87));
    expect(heights[0]).toBeGreaterThan(1000);
    expect(heights[1]).toBeGreaterThan(1000);
  });
});
