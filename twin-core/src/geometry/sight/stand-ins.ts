import { GROUND, type ScenePart } from './scene.ts';

/** Heights of the ground on a grid of the site's frame. */
export interface GroundGrid {
  /** South-west corner, and the side of a cell, metres. */
  readonly x: number;
  readonly y: number;
  readonly stepM: number;
  readonly columns: number;
  /** [rows × columns] from the south-west corner eastward, metres above the frame's origin. */
  readonly heights: Float32Array;
}

/** Height of the ground at a place, between the corners of its cell; beyond the grid that of its edge. */
export function groundHeight({ x: left, y: low, stepM, columns, heights }: GroundGrid, x: number, y: number): number {
  const rows = heights.length / columns;
  const u = Math.min(Math.max((x - left) / stepM, 0), columns - 1);
  const v = Math.min(Math.max((y - low) / stepM, 0), rows - 1);
  const column = Math.min(Math.floor(u), columns - 2);
  const row = Math.min(Math.floor(v), rows - 2);
  const [s, t] = [u - column, v - row];
  const at = row * columns + column;
  const south = heights[at]! * (1 - s) + heights[at + 1]! * s;
  const north = heights[at + columns]! * (1 - s) + heights[at + columns + 1]! * s;
  return south * (1 - t) + north * t;
}

/** The ground as triangles, two a cell. */
export function groundPart({ x, y, stepM, columns, heights }: GroundGrid): ScenePart {
  const rows = heights.length / columns;
  const triangles = new Float32Array((rows - 1) * (columns - 1) * 18);
  let at = 0;
  const corner = (row: number, column: number) => {
    triangles[at++] = x + column * stepM;
    triangles[at++] = y + row * stepM;
    triangles[at++] = heights[row * columns + column]!;
  };
  for (let row = 0; row < rows - 1; row++) {
    for (let column = 0; column < columns - 1; column++) {
      corner(row, column);
      corner(row, column + 1);
      corner(row + 1, column + 1);
      corner(row, column);
      corner(row + 1, column + 1);
      corner(row + 1, column);
    }
  }
  return { triangles, starts: Uint32Array.of(0, triangles.length / 9), surfaces: [GROUND] };
}

/**
 * A building of which there is no more than its outline: its sides, from one height to another. `ring` is counter-clockwise or clockwise, its
 * first corner not repeated; `building` is null for one that is not of the site.
 */
export function blockPart(
  ring: readonly (readonly [x: number, y: number])[],
  lowM: number,
  highM: number,
  building: string | null,
): ScenePart {
  const turned = isClockwise(ring) ? ring.toReversed() : ring;
  const triangles = turned.flatMap(([ax, ay], i) => {
    const [bx, by] = turned[(i + 1) % turned.length]!;
    return [...[ax, ay, lowM, bx, by, lowM, bx, by, highM], ...[ax, ay, lowM, bx, by, highM, ax, ay, highM]];
  });
  const surface = { ...GROUND, building };
  return {
    triangles: Float32Array.from(triangles),
    starts: Uint32Array.of(0, triangles.length / 9),
    surfaces: [surface],
  };
}

function isClockwise(ring: readonly (readonly [x: number, y: number])[]): boolean {
  let twice = 0;
  for (const [i, [x, y]] of ring.entries()) {
    const [nextX, nextY] = ring[(i + 1) % ring.length]!;
    twice += (nextX - x) * (nextY + y);
  }
  return twice > 0;
}
