import { PICTURE_ASPECT, type SightCamera, type SightScene } from 'twin-core/geometry';
import { turnedInto } from './sight-oracle.ts';

const NEAR_M = 0.3;

/** A picture drawn by depth: the surface that each pixel shows, −1 for the sky, and how far it is. */
export interface Drawn {
  readonly width: number;
  readonly height: number;
  readonly surface: Int32Array;
}

/** Draws a scene as a camera sees it, triangle by triangle into a depth buffer. */
export function drawScene(scene: SightScene, camera: SightCamera, width: number): Drawn {
  const height = Math.round(width / PICTURE_ASPECT);
  const scale = width / 2 / Math.tan((camera.angleDeg * Math.PI) / 360);
  const surface = new Int32Array(width * height).fill(-1);
  // One over the distance ahead: that is linear over a picture.
  const nearness = new Float64Array(width * height);
  for (let t = 0; t < scene.surfaceOf.length; t++) {
    const corners = [0, 3, 6].map((k) => {
      const at = t * 9 + k;
      return turnedInto(camera, [scene.triangles[at]!, scene.triangles[at + 1]!, scene.triangles[at + 2]!]);
    });
    const clipped = corners.flatMap(([x, y, ahead], i) => {
      const next = corners[(i + 1) % 3]!;
      const kept = ahead >= NEAR_M ? [[x, y, ahead] as const] : [];
      if (ahead >= NEAR_M === next[2] >= NEAR_M) return kept;
      const share = (NEAR_M - ahead) / (next[2] - ahead);
      return [...kept, [x + (next[0] - x) * share, y + (next[1] - y) * share, NEAR_M] as const];
    });
    const points = clipped.map(([x, y, ahead]) => ({
      x: width / 2 + (x / ahead) * scale,
      y: height / 2 - (y / ahead) * scale,
      w: 1 / ahead,
    }));
    for (let k = 2; k < points.length; k++) fill(points[0]!, points[k - 1]!, points[k]!, scene.surfaceOf[t]!);
  }
  return { width, height, surface };

  function fill(a: Corner, b: Corner, c: Corner, number: number): void {
    const area = (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
    if (area === 0) return;
    const left = Math.max(0, Math.ceil(Math.min(a.x, b.x, c.x) - 0.5));
    const right = Math.min(width - 1, Math.floor(Math.max(a.x, b.x, c.x) - 0.5));
    const top = Math.max(0, Math.ceil(Math.min(a.y, b.y, c.y) - 0.5));
    const bottom = Math.min(height - 1, Math.floor(Math.max(a.y, b.y, c.y) - 0.5));
    for (let row = top; row <= bottom; row++) {
      for (let column = left; column <= right; column++) {
        const [x, y] = [column + 0.5, row + 0.5];
        const toA = ((b.x - x) * (c.y - y) - (b.y - y) * (c.x - x)) / area;
        const toB = ((c.x - x) * (a.y - y) - (c.y - y) * (a.x - x)) / area;
        const toC = 1 - toA - toB;
        if (toA < 0 || toB < 0 || toC < 0) continue;
        const w = toA * a.w + toB * b.w + toC * c.w;
        const pixel = row * width + column;
        if (w <= nearness[pixel]!) continue;
        nearness[pixel] = w;
        surface[pixel] = number;
      }
    }
  }
}

interface Corner {
  readonly x: number;
  readonly y: number;
  readonly w: number;
}

/** Pixels within any of the polygons, by the rule of even and odd crossings. */
export function drawPolygons(
  polygons: readonly (readonly (readonly number[])[])[],
  width: number,
  height: number,
): Uint8Array {
  const covered = new Uint8Array(width * height);
  for (const polygon of polygons) {
    const vs = polygon.map(([, v]) => v! * height);
    const top = Math.max(0, Math.floor(Math.min(...vs)));
    const bottom = Math.min(height - 1, Math.ceil(Math.max(...vs)));
    for (let row = top; row <= bottom; row++) {
      const y = row + 0.5;
      const crossings = polygon.flatMap(([u = 0, v = 0], i) => {
        const [nextU = 0, nextV = 0] = polygon[(i + 1) % polygon.length]!;
        const [from, to] = [v * height, nextV * height];
        return from <= y === to <= y ? [] : [(u + ((nextU - u) * (y - from)) / (to - from)) * width];
      });
      crossings.sort((a, b) => a - b);
      for (let k = 0; k + 1 < crossings.length; k += 2) {
        const first = Math.max(0, Math.ceil(crossings[k]! - 0.5));
        for (let column = first; column + 0.5 <= crossings[k + 1]! && column < width; column++)
          covered[row * width + column] = 1;
      }
    }
  }
  return covered;
}
