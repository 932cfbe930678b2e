import type { Medium } from 'twin-core';
import type { Place } from '../line-length.ts';
import type { PlacedLine, PlacedNode } from './pipe-heights.ts';

const RADIANS = Math.PI / 180;
/** Mean radius of the Earth, metres: enough for distances of decimetres. */
const EARTH_M = 6_371_009;
const CELL_M = 25;
/** How far beside a line a point may be asked for, metres. */
const REACH_M = 1;

type Plan = readonly [longitude: number, latitude: number, ...rest: number[]];
type Joint = { readonly node: PlacedNode; readonly height: number | null };

/** Which points stand near which lines, by a grid of cells over the network's extent. */
export class SegmentGrid {
  readonly #perLongitude: number;
  readonly #perLatitude = EARTH_M * RADIANS;
  readonly #cellsOf: readonly ReadonlySet<string>[];
  #joints: Map<string, Joint[]> | null = null;

  constructor(lines: readonly PlacedLine[]) {
    const latitude = lines[0]?.line[0]?.[1] ?? 0;
    this.#perLongitude = EARTH_M * RADIANS * Math.cos(latitude * RADIANS);
    this.#cellsOf = lines.map(({ line }) => this.#cellsAlong(line));
  }

  #metres([longitude, latitude]: Plan): readonly [number, number] {
    return [longitude * this.#perLongitude, latitude * this.#perLatitude];
  }

  #cellsAlong(line: readonly Place[]): ReadonlySet<string> {
    const cells = new Set<string>();
    for (let i = 1; i < line.length; i++) {
      const [a, b] = [this.#metres(line[i - 1]!), this.#metres(line[i]!)];
      const steps = Math.max(1, Math.ceil((2 * Math.hypot(b[0] - a[0], b[1] - a[1])) / CELL_M));
      for (let step = 0; step <= steps; step++) {
        const share = step / steps;
        const x = Math.floor((a[0] + (b[0] - a[0]) * share) / CELL_M);
        const y = Math.floor((a[1] + (b[1] - a[1]) * share) / CELL_M);
        cells.add(`${x},${y}`);
      }
    }
    return cells;
  }

  /** Joints in the cells that a line passes, or beside them. */
  jointsNear(index: number, joints: ReadonlyMap<string, Joint>): ReadonlySet<Joint> {
    this.#joints ??= this.#byCell(joints);
    const met = new Set<Joint>();
    for (const cell of this.#cellsOf[index]!) for (const joint of this.#joints.get(cell) ?? []) met.add(joint);
    return met;
  }

  /** A joint near the edge of a cell is listed in the cells beside it too. */
  #byCell(joints: ReadonlyMap<string, Joint>): Map<string, Joint[]> {
    const cells = new Map<string, Joint[]>();
    for (const joint of joints.values()) {
      const [x, y] = this.#metres(joint.node.plan);
      const columns = new Set([Math.floor((x - REACH_M) / CELL_M), Math.floor((x + REACH_M) / CELL_M)]);
      const rows = new Set([Math.floor((y - REACH_M) / CELL_M), Math.floor((y + REACH_M) / CELL_M)]);
      for (const column of columns) {
        for (const row of rows) {
          const key = `${column},${row}`;
          const list = cells.get(key);
          if (list) list.push(joint);
          else cells.set(key, [joint]);
        }
      }
    }
    return cells;
  }

  /** The place on a line that is nearest to a point in plan. */
  nearestOn(line: readonly Place[], at: Plan): { segment: number; share: number; distanceM: number } {
    const [px, py] = this.#metres(at);
    let best = { segment: 0, share: 0, distanceM: Infinity };
    for (let i = 1; i < line.length; i++) {
      const [ax, ay] = this.#metres(line[i - 1]!);
      const [bx, by] = this.#metres(line[i]!);
      const [dx, dy] = [bx - ax, by - ay];
      const share = Math.min(1, Math.max(0, ((px - ax) * dx + (py - ay) * dy) / (dx * dx + dy * dy || 1)));
      const distanceM = Math.hypot(px - ax - dx * share, py - ay - dy * share);
      if (distanceM < best.distanceM) best = { segment: i - 1, share, distanceM };
    }
    return best;
  }

  /** An index of named places by medium. */
  pointIndex(): PointIndex {
    return new PointIndex((place) => this.#metres(place));
  }
}

/** Named places by medium, asked for the nearest. */
class PointIndex {
  readonly #metres: (place: Plan) => readonly [number, number];
  readonly #cells = new Map<string, { id: string; x: number; y: number }[]>();

  constructor(metres: (place: Plan) => readonly [number, number]) {
    this.#metres = metres;
  }

  add(medium: Medium, place: Plan, id: string): void {
    const [x, y] = this.#metres(place);
    const key = `${medium}/${Math.floor(x)},${Math.floor(y)}`;
    const list = this.#cells.get(key);
    if (list) list.push({ id, x, y });
    else this.#cells.set(key, [{ id, x, y }]);
  }

  /** The nearest within `reachM` (at most a metre) that `fits`; null where there is none. */
  nearest(medium: Medium, place: Plan, reachM: number, fits: (id: string) => boolean): string | null {
    const [x, y] = this.#metres(place);
    let [best, bestM]: [string | null, number] = [null, reachM];
    for (let cx = Math.floor(x) - 1; cx <= Math.floor(x) + 1; cx++) {
      for (let cy = Math.floor(y) - 1; cy <= Math.floor(y) + 1; cy++) {
        for (const point of this.#cells.get(`${medium}/${cx},${cy}`) ?? []) {
          const distance = Math.hypot(point.x - x, point.y - y);
          if (distance > bestM || !fits(point.id)) continue;
          [best, bestM] = [point.id, distance];
        }
      }
    }
    return best;
  }
}
