/** How far a void is filled from its neighbors, posts; wider ones stay void in their middle. */
export const REACH_POSTS = 48;

/** The eight directions in which neighbors are looked for, [columns, rows]. */
const DIRECTIONS = [-1, 0, 1].flatMap((dx) =>
  [-1, 0, 1].flatMap((dy) => (dx === 0 && dy === 0 ? [] : [[dx, dy] as const])),
);

/** The height that the nearest measured neighbors suggest: each weighs by the inverse square of its distance. */
function fromNeighbors(
  posts: Float32Array,
  columns: number,
  rows: number,
  column: number,
  row: number,
  limit: number,
): number {
  let [sum, weight] = [0, 0];
  for (const [dx, dy] of DIRECTIONS) {
    const length = Math.hypot(dx, dy);
    for (let step = 1; step * length <= limit; step++) {
      const [x, y] = [column + dx * step, row + dy * step];
      if (x < 0 || y < 0 || x >= columns || y >= rows) break;
      const height = posts[y * columns + x]!;
      if (Number.isNaN(height)) continue;
      const share = 1 / (step * length) ** 2;
      sum += height * share;
      weight += share;
      break;
    }
  }
  return weight > 0 ? sum / weight : Number.NaN;
}

/**
 * Fills the voids (NaN) of a part of a grid from measured neighbors up to REACH_POSTS away. `posts` must reach that much farther
 * than the part asked for, where the grid goes on: then the result does not depend on how a grid is cut up.
 */
export function fillVoids(
  posts: Float32Array,
  columns: number,
  rows: number,
  part: { readonly column: number; readonly row: number; readonly columns: number; readonly rows: number },
): Float32Array {
  const filled = new Float32Array(part.columns * part.rows);
  for (let j = 0; j < part.rows; j++) {
    for (let i = 0; i < part.columns; i++) {
      const [x, y] = [part.column + i, part.row + j];
      const height = posts[y * columns + x]!;
      filled[j * part.columns + i] = Number.isNaN(height)
        ? fromNeighbors(posts, columns, rows, x, y, REACH_POSTS)
        : height;
    }
  }
  return filled;
}
