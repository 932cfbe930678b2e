import { lengthOf, type ModbusPoint } from './declaration.ts';

/** One request: consecutive registers or bits of a unit, and the points that lie in them. */
export interface Read {
  readonly unitId: number;
  readonly table: ModbusPoint['table'];
  readonly address: number;
  readonly length: number;
  readonly points: readonly ModbusPoint[];
}

/** What one answer holds at most (MODBUS Application Protocol V1.1b3, 6.1 to 6.4). */
const LIMITS = { coil: 2000, discreteInput: 2000, holding: 125, input: 125 } as const;

/**
 * The fewest requests that read these points: what touches or overlaps is read at once. Over a gap nothing is read, since a register that a
 * server does not have makes it refuse the whole request.
 */
export function planReads(points: readonly ModbusPoint[]): Read[] {
  const sorted = points.toSorted(
    (a, b) => a.unitId - b.unitId || a.table.localeCompare(b.table) || a.address - b.address,
  );
  const reads: Read[] = [];
  for (const point of sorted) {
    const last = reads.at(-1);
    const end = point.address + lengthOf(point);
    const joined = last && Math.max(last.length, end - last.address);
    if (
      last?.unitId === point.unitId &&
      last.table === point.table &&
      point.address <= last.address + last.length &&
      joined! <= LIMITS[point.table]
    ) {
      reads[reads.length - 1] = { ...last, length: joined!, points: [...last.points, point] };
    } else {
      const { unitId, table, address } = point;
      reads.push({ unitId, table, address, length: lengthOf(point), points: [point] });
    }
  }
  return reads;
}
