const SIDES = 6;
/** A crown as rings of [height, radius], both as shares of its own: a drop, pointed at the top. */
const PROFILE = [
  [0.22, 0.35],
  [0.45, 1],
  [0.72, 0.72],
  [1, 0],
] as const;

/** Crowns as one mesh in the north frame, metres: positions and normals [vertices × 3], triangles [count × 3]. */
export function crownMesh(trees: readonly { x: number; y: number; heightM: number; crownM: number }[]): {
  positions: Float64Array;
  normals: Float32Array;
  indices: Uint32Array;
} {
  const ringVertices = SIDES * PROFILE.length;
  const positions = new Float64Array(trees.length * ringVertices * 3);
  const normals = new Float32Array(trees.length * ringVertices * 3);
  const indices = new Uint32Array(trees.length * SIDES * (PROFILE.length - 1) * 6);
  let index = 0;
  trees.forEach(({ x, y, heightM, crownM }, tree) => {
    const first = tree * ringVertices;
    PROFILE.forEach(([rise, spread], ring) => {
      for (let side = 0; side < SIDES; side++) {
        const angle = ((side + tree) / SIDES) * Math.PI * 2;
        const [east, north] = [Math.cos(angle), Math.sin(angle)];
        const at = (first + ring * SIDES + side) * 3;
        positions.set([x + (east * spread * crownM) / 2, y + (north * spread * crownM) / 2, rise * heightM], at);
        const up = rise * 1.6 - 0.6;
        const length = Math.hypot(1, up);
        normals.set([east / length, north / length, up / length], at);
        if (ring === 0) continue;
        const next = (side + 1) % SIDES;
        const [a, b] = [first + (ring - 1) * SIDES + side, first + (ring - 1) * SIDES + next];
        indices.set([a, b, b + SIDES, a, b + SIDES, a + SIDES], index);
        index += 6;
      }
    });
  });
  return { positions, normals, indices };
}
