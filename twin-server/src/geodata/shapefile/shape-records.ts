import { InputError } from '../../problem.ts';
import type { ByteStream } from '../byte-stream.ts';
import type { SourceGeometry } from '../source-feature.ts';

// ESRI Shapefile Technical Description (July 1998): a header of 100 bytes, then records of a number, a length in words, and a shape.
const HEADER_BYTES = 100;
const FILE_CODE = 9994;

type Ring = number[][];

function signedArea(ring: Ring): number {
  let sum = 0;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    sum += (ring[j]![0]! - ring[i]![0]!) * (ring[j]![1]! + ring[i]![1]!);
  }
  return sum / 2;
}

function holds(ring: Ring, [x, y]: number[]): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [a, b] = [ring[i]!, ring[j]!];
    if (a[1]! > y! !== b[1]! > y! && x! < ((b[0]! - a[0]!) * (y! - a[1]!)) / (b[1]! - a[1]!) + a[0]!) inside = !inside;
  }
  return inside;
}

/** Outer rings run clockwise in a shapefile and holes the other way; a hole that lies in no ring is one itself. */
function polygons(rings: readonly Ring[]): Ring[][] {
  const outer: Ring[][] = [];
  const holes: Ring[] = [];
  for (const ring of rings) {
    if (ring.length === 0) continue;
    if (signedArea(ring) <= 0 || rings.length === 1) outer.push([ring]);
    else holes.push(ring);
  }
  for (const hole of holes) {
    const around = outer.find(([ring]) => holds(ring!, hole[0]!));
    if (around) around.push(hole);
    else outer.push([hole]);
  }
  return outer;
}

/** Points of a shape from where they stand, with heights from `zAt` where it has them. */
function points(data: Buffer, at: number, count: number, zAt: number | null): Ring {
  return Array.from({ length: count }, (_, i) => {
    const [x, y] = [data.readDoubleLE(at + i * 16), data.readDoubleLE(at + i * 16 + 8)];
    return zAt === null ? [x, y] : [x, y, data.readDoubleLE(zAt + i * 8)];
  });
}

/** One shape; null for an empty one. Throws RangeError where it is damaged or of another kind than points, lines and polygons. */
function readShape(data: Buffer): SourceGeometry | null {
  const type = data.readInt32LE(0);
  if (type === 0) return null;
  const [base, hasZ] = [type % 10, Math.floor(type / 10) === 1];
  if (type > 28 || type < 0 || ![1, 3, 5, 8].includes(base)) throw new RangeError(`shape type ${type} is not read`);
  if (base === 1) {
    return { type: 'Point', coordinates: points(data, 4, 1, hasZ ? 20 : null)[0] };
  }
  if (base === 8) {
    const count = data.readInt32LE(36);
    return { type: 'MultiPoint', coordinates: points(data, 40, count, hasZ ? 40 + count * 16 + 16 : null) };
  }
  const [partCount, count] = [data.readInt32LE(36), data.readInt32LE(40)];
  const at = 44 + partCount * 4;
  if (partCount < 0 || count < 0 || at + count * 16 > data.length) throw new RangeError('its points reach beyond it');
  const all = points(data, at, count, hasZ ? at + count * 16 + 16 : null);
  const parts = Array.from({ length: partCount }, (_, part) =>
    all.slice(data.readInt32LE(44 + part * 4), part + 1 < partCount ? data.readInt32LE(48 + part * 4) : count),
  );
  if (base === 3) return { type: 'MultiLineString', coordinates: parts };
  return { type: 'MultiPolygon', coordinates: polygons(parts) };
}

/** The shapes of a .shp in their order; null for empty ones. Throws InputError where it is damaged or breaks off. */
export async function* readShapes(
  stream: ByteStream,
  place: string,
  maxFeatureBytes: number,
): AsyncGenerator<SourceGeometry | null> {
  const header = await stream.take(HEADER_BYTES, 'its header');
  if (header.readInt32BE(0) !== FILE_CODE) throw new InputError('no shapefile by its first bytes', { place });
  const length = header.readInt32BE(24) * 2;
  for (let number = 1; stream.position < length || (await stream.has(1)); number++) {
    const words = (await stream.take(8, `shape ${number}`)).readInt32BE(4);
    const at = `${place}: shape ${number}`;
    if (words < 2 || words * 2 > maxFeatureBytes)
      throw new InputError(`says to be ${words * 2} bytes long`, { place: at });
    const data = await stream.take(words * 2, `shape ${number}`);
    try {
      yield readShape(data);
    } catch (cause) {
      if (!(cause instanceof RangeError)) throw cause;
      throw new InputError(`damaged: ${cause.message}`, { place: at, cause });
    }
  }
}
