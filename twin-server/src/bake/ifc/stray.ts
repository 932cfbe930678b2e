import type { Vector3 } from './frame.ts';
import type { Geometry, Matrix } from './piece.ts';

/** Farther than this from the frame's origin, along an axis, stands nothing that belongs to one building or bridge; metres. */
export const REACH_M = 20_000;

/** Least and greatest coordinates of a shape in its own axes. */
type Box = readonly [minX: number, minY: number, minZ: number, maxX: number, maxY: number, maxZ: number];

function boxOf({ vertices }: Geometry): Box {
  const box: [number, number, number, number, number, number] = [
    Infinity,
    Infinity,
    Infinity,
    -Infinity,
    -Infinity,
    -Infinity,
  ];
  for (let v = 0; v < vertices.length; v += 6) {
    for (let axis = 0; axis < 3; axis++) {
      const value = vertices[v + axis]!;
      if (value < box[axis]!) box[axis] = value;
      if (value > box[axis + 3]!) box[axis + 3] = value;
    }
  }
  return box;
}

/** Tells which shapes lie beyond the reach of a frame. */
export class StrayFinder {
  readonly #boxes = new Map<Geometry, Box>();

  /** Whether any corner of a placed shape is beyond REACH_M from `origin` (project's axes, Z-up, metres). */
  isStray(geometry: Geometry, m: Matrix, origin: Vector3): boolean {
    const box = this.#boxOf(geometry);
    // web-ifc gives Y-up: (X, Y, Z) is (X, −Z, Y) in the project's axes.
    return (
      farthest(box, m[0]!, m[4]!, m[8]!, m[12]! - origin[0]) > REACH_M ||
      farthest(box, -m[2]!, -m[6]!, -m[10]!, -m[14]! - origin[1]) > REACH_M ||
      farthest(box, m[1]!, m[5]!, m[9]!, m[13]! - origin[2]) > REACH_M
    );
  }

  #boxOf(geometry: Geometry): Box {
    let box = this.#boxes.get(geometry);
    if (!box) {
      box = boxOf(geometry);
      this.#boxes.set(geometry, box);
    }
    return box;
  }
}

/** Greatest absolute value of a·x + b·y + c·z + d over a box; NaN where that is nothing. */
function farthest(box: Box, a: number, b: number, c: number, d: number): number {
  let [least, most] = [d, d];
  for (let axis = 0; axis < 3; axis++) {
    const factor = axis === 0 ? a : axis === 1 ? b : c;
    const [from, to] = [factor * box[axis]!, factor * box[axis + 3]!];
    least += Math.min(from, to);
    most += Math.max(from, to);
  }
  return Math.max(-least, most);
}
