import type { SourceGeometry } from '../source-feature.ts';
import type { FlatTable } from './flat-table.ts';

type Coordinates = number[] | Coordinates[];

// feature.fbs, Geometry: ends 0, xy 1, z 2, type 6, parts 7.
const [ENDS, XY, Z, TYPE, PARTS] = [0, 1, 2, 6, 7];

function positions(table: FlatTable): number[][] {
  const [xy, z] = [table.doubles(XY) ?? [], table.doubles(Z)];
  return Array.from({ length: xy.length / 2 }, (_, i) =>
    z && i < z.length ? [xy[i * 2]!, xy[i * 2 + 1]!, z[i]!] : [xy[i * 2]!, xy[i * 2 + 1]!],
  );
}

function parts(table: FlatTable): number[][][] {
  const [all, ends] = [positions(table), table.uint32s(ENDS)];
  if (!ends || ends.length === 0) return [all];
  return Array.from(ends, (end, i) => all.slice(i === 0 ? 0 : ends[i - 1], end));
}

/** How a shape is read, by the number of its type (header.fbs, GeometryType). */
const READ: readonly ([string, (table: FlatTable) => Coordinates] | null)[] = [
  null,
  ['Point', (table) => positions(table)[0] ?? []],
  ['LineString', positions],
  ['Polygon', parts],
  ['MultiPoint', positions],
  ['MultiLineString', parts],
  ['MultiPolygon', (table) => table.tables(PARTS).map(parts)],
];
const COLLECTION = 7;

/** A shape; `otherwise` is the type that the header gives to all. Null for curves and surfaces. Throws RangeError where it is damaged. */
export function readGeometry(table: FlatTable, otherwise: number): SourceGeometry | null {
  const number = table.uint8(TYPE) || otherwise;
  if (number === COLLECTION) {
    return { type: 'GeometryCollection', geometries: table.tables(PARTS).map((part) => readGeometry(part, 0)) };
  }
  const known = READ[number];
  if (!known) return null;
  return { type: known[0], coordinates: known[1](table) };
}
