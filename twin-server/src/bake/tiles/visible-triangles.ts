import type { Bounds } from './bounds.ts';
import type { TriangleMesh } from './triangle-mesh.ts';

type Shape = Pick<TriangleMesh, 'positions' | 'indices'>;

/**
 * Where one looks from: three ways around at eye level, three from above between them, and straight down. Every wall is
 * seen from within 30° of its front, and none of a building that keeps to its axes from the very front, so that reveals
 * and the sides of loggias count.
 */
const VIEWS: readonly (readonly [azimuthDeg: number, elevationDeg: number])[] = [
  ...[22, 142, 262].map((azimuth) => [azimuth, 6] as const),
  ...[82, 202, 322].map((azimuth) => [azimuth, 40] as const),
  [0, 90],
];

/** A picture in parallel projection: the nearest triangle of each pixel. Grown where a view needs more room. */
class Picture {
  #depth = new Float32Array(0);
  #triangle = new Int32Array(0);
  width = 0;
  height = 0;

  clear(width: number, height: number): void {
    this.width = width;
    this.height = height;
    const size = width * height;
    if (this.#depth.length < size) {
      this.#depth = new Float32Array(size);
      this.#triangle = new Int32Array(size);
    }
    this.#depth.fill(Infinity, 0, size);
    this.#triangle.fill(-1, 0, size);
  }

  /** Draws a triangle by its corners in pixels and their depth. A pixel is covered when its center is. One that `isSolid` has one side. */
  draw(
    triangle: number,
    isSolid: boolean,
    ax: number,
    ay: number,
    az: number,
    bx: number,
    by: number,
    bz: number,
    cx: number,
    cy: number,
    cz: number,
  ): void {
    const area = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
    // The far side of something solid is behind its near side.
    if (area === 0 || (isSolid && area < 0)) return;
    // Most triangles of a detailed model lie between the centers of two pixels.
    const minX = Math.min(ax, bx, cx);
    const maxX = Math.max(ax, bx, cx);
    if (Math.ceil(minX - 0.5) > maxX - 0.5) return;
    const lowY = Math.min(ay, by, cy);
    const highY = Math.max(ay, by, cy);
    if (Math.ceil(lowY - 0.5) > highY - 0.5) return;
    const minY = Math.max(0, Math.ceil(lowY - 0.5));
    const maxY = Math.min(this.height - 1, Math.floor(highY - 0.5));
    // Depth is a plane over the picture: one slope a column and one a row.
    const slopeX = ((bz - az) * (cy - ay) - (cz - az) * (by - ay)) / area;
    const slopeY = ((cz - az) * (bx - ax) - (bz - az) * (cx - ax)) / area;
    for (let y = minY; y <= maxY; y++) {
      const line = y + 0.5;
      let from = Infinity;
      let to = -Infinity;
      // Where the row crosses each edge: the span between is inside, so no pixel is tested in vain.
      if (ay <= line !== by <= line) {
        const x = ax + ((line - ay) * (bx - ax)) / (by - ay);
        from = x;
        to = x;
      }
      if (by <= line !== cy <= line) {
        const x = bx + ((line - by) * (cx - bx)) / (cy - by);
        if (x < from) from = x;
        if (x > to) to = x;
      }
      if (cy <= line !== ay <= line) {
        const x = cx + ((line - cy) * (ax - cx)) / (ay - cy);
        if (x < from) from = x;
        if (x > to) to = x;
      }
      const first = Math.max(0, Math.ceil(from - 0.5));
      const last = Math.min(this.width - 1, Math.floor(to - 0.5));
      const row = y * this.width;
      let z = az + (first + 0.5 - ax) * slopeX + (line - ay) * slopeY;
      for (let x = first; x <= last; x++, z += slopeX) {
        if (z < this.#depth[row + x]!) {
          this.#depth[row + x] = z;
          this.#triangle[row + x] = triangle;
        }
      }
    }
  }

  /** Marks every triangle that won a pixel. */
  mark(visible: Uint8Array): void {
    const size = this.width * this.height;
    for (let pixel = 0; pixel < size; pixel++) {
      const triangle = this.#triangle[pixel]!;
      if (triangle >= 0) visible[triangle] = 1;
    }
  }
}

/**
 * Which triangles can be seen from outside: 1 a triangle that covers the center of at least one pixel of `pixelMm` in one of
 * seven pictures in parallel projection. Nothing is taken for see-through. Both sides of a triangle count, but those of the
 * first `solid` triangles only by their outer side.
 */
export function visibleTriangles(
  { positions, indices }: Shape,
  bounds: Readonly<Bounds>,
  pixelMm: number,
  solid = 0,
): Uint8Array {
  const visible = new Uint8Array(indices.length / 3);
  const count = positions.length / 3;
  const [u, v, w] = [new Float32Array(count), new Float32Array(count), new Float32Array(count)];
  const picture = new Picture();
  const center = [0, 1, 2].map((axis) => (bounds[axis]! + bounds[axis + 3]!) / 2) as [number, number, number];
  for (const [azimuthDeg, elevationDeg] of VIEWS) {
    const [azimuth, elevation] = [(azimuthDeg * Math.PI) / 180, (elevationDeg * Math.PI) / 180];
    const [sa, ca, se, ce] = [Math.sin(azimuth), Math.cos(azimuth), Math.sin(elevation), Math.cos(elevation)];
    let [minU, minV, maxU, maxV] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let i = 0; i < count; i++) {
      const x = positions[i * 3]! - center[0];
      const y = positions[i * 3 + 1]! - center[1];
      const z = positions[i * 3 + 2]! - center[2];
      // Right, up and away of someone who looks down by the elevation towards the azimuth.
      const right = (x * ca - y * sa) / pixelMm;
      const away = x * sa + y * ca;
      const up = (z * ce + away * se) / pixelMm;
      u[i] = right;
      v[i] = up;
      w[i] = away * ce - z * se;
      if (right < minU) minU = right;
      if (right > maxU) maxU = right;
      if (up < minV) minV = up;
      if (up > maxV) maxV = up;
    }
    picture.clear(Math.ceil(maxU - minU) + 1, Math.ceil(maxV - minV) + 1);
    for (let t = 0, triangle = 0; t < indices.length; t += 3, triangle++) {
      const a = indices[t]!;
      const b = indices[t + 1]!;
      const c = indices[t + 2]!;
      picture.draw(
        triangle,
        triangle < solid,
        u[a]! - minU,
        v[a]! - minV,
        w[a]!,
        u[b]! - minU,
        v[b]! - minV,
        w[b]!,
        u[c]! - minU,
        v[c]! - minV,
        w[c]!,
      );
    }
    picture.mark(visible);
  }
  return visible;
}
