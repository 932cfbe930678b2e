import { BEFORE_M, facetOf, isOutdoors } from './facade-samples.ts';
import type { SceneSurface, SightScene } from './scene.ts';

/** Where windows get their sun: a point before the largest outdoor side of each. */
export interface WindowPoints {
  /** [n]: surface of each. */
  readonly surfaces: Uint32Array;
  /** [n × 3] each, metres. */
  readonly points: Float32Array;
  readonly normals: Float32Array;
}

/** GB 50180-2018, 4.0.9: sun is taken at the sill, 0.9 m above the floor; what is as high as a door has no sill of its own. */
const SILL_M = 0.9;
const DOOR_M = 1.8;

/** Middle of the sill of every opening that is wanted and has a side in the open. */
export function windowPoints(scene: SightScene, isWanted: (surface: SceneSurface) => boolean): WindowPoints {
  const found = scene.surfaces.flatMap((surface, number) => {
    if (!surface.isOpening || !isWanted(surface)) return [];
    const side = largestSide(scene, number);
    return side ? [{ number, ...side }] : [];
  });
  return {
    surfaces: Uint32Array.from(found, ({ number }) => number),
    points: Float32Array.from(found.flatMap(({ point }) => point)),
    normals: Float32Array.from(found.flatMap(({ normal }) => normal)),
  };
}

/** The largest side of an element in the open: where its sun is taken, and its normal. Null where all of it is inside. */
function largestSide(scene: SightScene, surface: number) {
  const sides = new Map<string, { normal: readonly [number, number, number]; areaM2: number; corners: number[] }>();
  for (let t = scene.starts[surface]!; t < scene.starts[surface + 1]!; t++) {
    const facet = facetOf(scene.triangles, t);
    if (facet === null) continue;
    const key = facet.normal.map((part) => Math.round(part * 20)).join();
    const side = sides.get(key) ?? { normal: facet.normal, areaM2: 0, corners: [] };
    side.areaM2 += facet.areaM2;
    side.corners.push(...scene.triangles.subarray(t * 9, t * 9 + 9));
    sides.set(key, side);
  }
  for (const { normal, corners } of [...sides.values()].sort((a, b) => b.areaM2 - a.areaM2)) {
    const extent = (axis: number) => {
      const values = corners.filter((_, i) => i % 3 === axis);
      return [Math.min(...values), Math.max(...values)] as const;
    };
    const [[x1, x2], [y1, y2], [z1, z2]] = [extent(0), extent(1), extent(2)];
    const sill = z2 - z1 > DOOR_M ? z1 + SILL_M : z1;
    const [x, y, z] = [(x1 + x2) / 2 + normal[0] * BEFORE_M, (y1 + y2) / 2 + normal[1] * BEFORE_M, sill + BEFORE_M];
    if (isOutdoors(scene, x, y, z, normal[0], normal[1])) return { point: [x, y, z], normal };
  }
  return null;
}
