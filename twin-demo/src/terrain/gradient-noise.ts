/** Slopes that the noise may have at a lattice point: sixteen directions on a circle. */
const SLOPES = Array.from({ length: 16 }, (_, i) => {
  const angle = ((i + 0.5) * Math.PI) / 8;
  return [Math.cos(angle), Math.sin(angle)] as const;
});

/** The slope at a lattice point, by a hash that is the same on every machine. */
function slopeAt(x: number, y: number, seed: number): readonly [number, number] {
  let h = Math.imul(x, 0x27d4eb2d) ^ Math.imul(y, 0x165667b1) ^ Math.imul(seed, 0x9e3779b1);
  h = Math.imul(h ^ (h >>> 15), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return SLOPES[(h ^ (h >>> 16)) & 15]!;
}

const fade = (t: number) => t * t * t * (t * (t * 6 - 15) + 10);

/** Perlin's gradient noise, about −1 to 1, over a lattice of side 1; smooth, and 0 at the lattice points. */
export function noise(x: number, y: number, seed: number): number {
  const [column, row] = [Math.floor(x), Math.floor(y)];
  const [u, v] = [x - column, y - row];
  const corner = (dx: number, dy: number) => {
    const [sx, sy] = slopeAt(column + dx, row + dy, seed);
    return sx * (u - dx) + sy * (v - dy);
  };
  const [across, up] = [fade(u), fade(v)];
  const low = corner(0, 0) * (1 - across) + corner(1, 0) * across;
  const high = corner(0, 1) * (1 - across) + corner(1, 1) * across;
  return (low * (1 - up) + high * up) * 1.5;
}

/** A turn by the angle of a 3-4-5 triangle, so that the lattices of no two octaves lie alike. */
const turn = (x: number, y: number): readonly [number, number] => [0.8 * x - 0.6 * y, 0.6 * x + 0.8 * y];

/** Ridges and gullies, 0 to 1: octaves of folded noise, each finer one stronger where the coarser stands high. */
export function ridges(x: number, y: number, seed: number, octaves: number): number {
  let [sum, weight, total, carry] = [0, 1, 0, 1];
  let [u, v] = [x, y];
  for (let i = 0; i < octaves; i++) {
    const fold = Math.max(0, 1 - Math.abs(noise(u, v, seed + i)));
    sum += fold * fold * weight * carry;
    total += weight;
    carry = Math.min(1, fold * 1.3);
    weight *= 0.48;
    [u, v] = turn(u * 2.03, v * 2.03);
  }
  return sum / total;
}
