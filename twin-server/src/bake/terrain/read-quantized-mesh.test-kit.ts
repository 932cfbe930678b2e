/** A tile read back, by the words of the quantized-mesh 1.0 specification and nothing of ours. */
export interface ReadMesh {
  readonly minimumHeight: number;
  readonly maximumHeight: number;
  readonly centre: readonly [number, number, number];
  readonly sphere: readonly [x: number, y: number, z: number, radius: number];
  readonly horizonOcclusionPoint: readonly [number, number, number];
  /** 0 to 32767. */
  readonly u: readonly number[];
  readonly v: readonly number[];
  /** Metres above the ellipsoid. */
  readonly heights: readonly number[];
  readonly triangles: readonly (readonly [number, number, number])[];
  readonly west: readonly number[];
  readonly south: readonly number[];
  readonly east: readonly number[];
  readonly north: readonly number[];
  /** Unit vectors, earth-centred. */
  readonly normals: readonly (readonly [number, number, number])[];
}

/** Reads a tile; throws where it ends early or has something left. */
export function readQuantizedMesh(bytes: Uint8Array): ReadMesh {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  const take = (bytes: number) => {
    at += bytes;
    return at - bytes;
  };
  const f64 = () => view.getFloat64(take(8), true);
  const f32 = () => view.getFloat32(take(4), true);
  const u32 = () => view.getUint32(take(4), true);
  const u16 = () => view.getUint16(take(2), true);
  const centre = [f64(), f64(), f64()] as const;
  const [minimumHeight, maximumHeight] = [f32(), f32()];
  const sphere = [f64(), f64(), f64(), f64()] as const;
  const horizonOcclusionPoint = [f64(), f64(), f64()] as const;
  const count = u32();
  const deltas = () => {
    let value = 0;
    return Array.from({ length: count }, () => {
      const coded = u16();
      value += (coded >> 1) ^ -(coded & 1);
      return value;
    });
  };
  const [u, v, h] = [deltas(), deltas(), deltas()];
  // Indices are 16 bit up to 65536 vertices, and aligned to their size.
  if (count > 65_536) throw new Error('this reader knows 16-bit indices only');
  const triangleCount = u32();
  let highest = 0;
  const index = () => {
    const code = u16();
    const vertex = highest - code;
    if (code === 0) highest += 1;
    return vertex;
  };
  const triangles = Array.from({ length: triangleCount }, () => [index(), index(), index()] as const);
  const edge = () => Array.from({ length: u32() }, u16);
  const [west, south, east, north] = [edge(), edge(), edge(), edge()];
  const normals: (readonly [number, number, number])[] = [];
  while (at < bytes.byteLength) {
    const id = view.getUint8(at);
    at += 1;
    const length = u32();
    if (id === 1) {
      for (let i = 0; i < count; i++) normals.push(octDecode(bytes[at + i * 2]!, bytes[at + i * 2 + 1]!));
    }
    at += length;
  }
  if (at !== bytes.byteLength) throw new Error(`read ${at} of ${bytes.byteLength} bytes`);
  const heights = h.map((value) => minimumHeight + (value / 32_767) * (maximumHeight - minimumHeight));
  return {
    centre,
    minimumHeight,
    maximumHeight,
    sphere,
    horizonOcclusionPoint,
    u,
    v,
    heights,
    triangles,
    west,
    south,
    east,
    north,
    normals,
  };
}

function octDecode(a: number, b: number): readonly [number, number, number] {
  let [x, y] = [(a / 255) * 2 - 1, (b / 255) * 2 - 1];
  const z = 1 - Math.abs(x) - Math.abs(y);
  if (z < 0) [x, y] = [(1 - Math.abs(y)) * (x < 0 ? -1 : 1), (1 - Math.abs(x)) * (y < 0 ? -1 : 1)];
  const length = Math.hypot(x, y, z);
  return [x / length, y / length, z / length];
}

/** Height of a mesh at a place of its tile (0 to 32767), by the triangle that holds it; NaN where none does. */
export function heightOnMesh({ u, v, heights, triangles }: ReadMesh, x: number, y: number): number {
  for (const [a, b, c] of triangles) {
    const area = (u[b]! - u[a]!) * (v[c]! - v[a]!) - (u[c]! - u[a]!) * (v[b]! - v[a]!);
    const atB = ((x - u[a]!) * (v[c]! - v[a]!) - (u[c]! - u[a]!) * (y - v[a]!)) / area;
    const atC = ((u[b]! - u[a]!) * (y - v[a]!) - (x - u[a]!) * (v[b]! - v[a]!)) / area;
    if (atB >= -1e-9 && atC >= -1e-9 && atB + atC <= 1 + 1e-9) {
      return heights[a]! * (1 - atB - atC) + heights[b]! * atB + heights[c]! * atC;
    }
  }
  return Number.NaN;
}
