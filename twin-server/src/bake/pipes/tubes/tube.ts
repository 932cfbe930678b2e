import { cross, dot, type MeshBuilder, minus, plus, squareTo, times, unit, type Vector } from './mesh-builder.ts';

/** Points nearer to each other than this are one, metres. */
const SAME_M = 0.002;
/** Cosine of the turn up to which the shading runs on around a bend; beyond it the bend shows as an edge. */
const SMOOTH = 0.9;
/** A miter that would reach farther than this many radii is left out: the two pieces end at the bend instead. */
const LONGEST_MITER = 2.5;

/** Sides of a tube by its radius in metres: what is round at a distance from which it is looked at. */
function sidesOf(radiusM: number): number {
  return radiusM < 0.04 ? 6 : radiusM < 0.12 ? 8 : radiusM < 0.35 ? 12 : 16;
}

/** A line without points on the same place. */
function parted(line: readonly Vector[]): Vector[] {
  const kept: Vector[] = [];
  for (const point of line) {
    const last = kept.at(-1);
    if (!last || Math.hypot(...minus(point, last)) > SAME_M) kept.push(point);
  }
  return kept;
}

/** Directions around a tube: two square to it and to each other. */
interface Around {
  readonly u: Vector;
  readonly v: Vector;
}

/** Turns directions with the tube at a bend, by the least turn that takes one direction to the next, so that it is not twisted. */
function carried({ u, v }: Around, from: Vector, to: Vector): Around {
  const axis = cross(from, to);
  const sine = Math.hypot(...axis);
  if (sine < 1e-9) return { u, v };
  const k = times(axis, 1 / sine);
  const cosine = dot(from, to);
  // Rodrigues' rotation.
  const turn = (w: Vector): Vector => plus(plus(times(w, cosine), cross(k, w), sine), k, dot(k, w) * (1 - cosine));
  return { u: turn(u), v: turn(v) };
}

/**
 * Adds a closed tube along a line: a ring of corners at each point, on the plane that halves the bend there (a miter), so that the
 * tube has its full width on both sides of it, whichever way it turns, straight up too. Ends are flat.
 */
export function addTube(mesh: MeshBuilder, points: readonly Vector[], radiusM: number): void {
  const line = parted(points);
  if (line.length < 2 || radiusM <= 0) return;
  const sides = sidesOf(radiusM);
  const ways = line.slice(1).map((to, i) => unit(minus(to, line[i]!)));
  let around: Around = (() => {
    const u = squareTo(ways[0]!);
    return { u, v: cross(ways[0]!, u) };
  })();
  const outward = ({ u, v }: Around) =>
    Array.from({ length: sides }, (_, side) => {
      const angle = (2 * Math.PI * side) / sides;
      return plus(times(u, Math.cos(angle)), v, Math.sin(angle));
    });
  const flat = (at: Vector, normals: readonly Vector[]) => normals.map((normal) => plus(at, normal, radiusM));
  const ringOf = (at: readonly Vector[], normals: readonly Vector[]) => at.map((p, i) => mesh.vertex(p, normals[i]!));
  const wall = (from: readonly number[], to: readonly number[]) => {
    for (let i = 0; i < sides; i++) {
      const j = (i + 1) % sides;
      mesh.triangle(from[i]!, from[j]!, to[j]!);
      mesh.triangle(from[i]!, to[j]!, to[i]!);
    }
  };
  const cap = (at: Vector, ring: readonly Vector[], way: Vector) =>
    mesh.disc(dot(cross(minus(ring[0]!, at), minus(ring[1]!, at)), way) > 0 ? ring : [...ring].reverse(), at, way);

  let normals = outward(around);
  const first = flat(line[0]!, normals);
  cap(line[0]!, first, times(ways[0]!, -1));
  let last = ringOf(first, normals);
  for (let i = 1; i < line.length - 1; i++) {
    const [at, before, after] = [line[i]!, ways[i - 1]!, ways[i]!];
    const cosine = dot(before, after);
    const next = carried(around, before, after);
    const nextNormals = outward(next);
    const half = unit(plus(before, after));
    // How far the miter reaches along the tube, in radii: the tangent of half the turn.
    const reach = Math.sqrt(Math.max(0, (1 - cosine) / (1 + cosine)));
    const room = Math.min(Math.hypot(...minus(at, line[i - 1]!)), Math.hypot(...minus(line[i + 1]!, at)));
    if (reach <= LONGEST_MITER && reach * radiusM <= room) {
      const slope = dot(half, before);
      const ring = normals.map((normal) => {
        const along = -(dot(normal, half) * radiusM) / slope;
        return plus(plus(at, normal, radiusM), before, along);
      });
      if (cosine >= SMOOTH) {
        const mean = normals.map((normal, side) => unit(plus(normal, nextNormals[side]!)));
        const joint = ringOf(ring, mean);
        wall(last, joint);
        last = joint;
      } else {
        wall(last, ringOf(ring, normals));
        last = ringOf(ring, nextNormals);
      }
    } else {
      const end = flat(at, normals);
      wall(last, ringOf(end, normals));
      cap(at, end, before);
      const start = flat(at, nextNormals);
      cap(at, start, times(after, -1));
      last = ringOf(start, nextNormals);
    }
    around = next;
    normals = nextNormals;
  }
  const end = flat(line.at(-1)!, normals);
  wall(last, ringOf(end, normals));
  cap(line.at(-1)!, end, ways.at(-1)!);
}

/** Adds a box that stands upright, `size` metres east, north and up, around its middle. */
export function addBox(mesh: MeshBuilder, middle: Vector, [dx, dy, dz]: Vector): void {
  const axes: readonly (readonly [Vector, Vector, Vector])[] = [
    [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ],
    [
      [0, 1, 0],
      [0, 0, 1],
      [1, 0, 0],
    ],
    [
      [0, 0, 1],
      [1, 0, 0],
      [0, 1, 0],
    ],
  ];
  const half: Vector = [dx / 2, dy / 2, dz / 2];
  const scaled = (axis: Vector): Vector => [axis[0] * half[0], axis[1] * half[1], axis[2] * half[2]];
  for (const [normal, u, v] of axes) {
    for (const side of [1, -1]) {
      const out = times(normal, side);
      const face = plus(middle, scaled(out));
      const [a, b] = side > 0 ? [scaled(u), scaled(v)] : [scaled(v), scaled(u)];
      const corners = [
        plus(plus(face, a, -1), b, -1),
        plus(plus(face, a), b, -1),
        plus(plus(face, a), b),
        plus(plus(face, a, -1), b),
      ].map((corner) => mesh.vertex(corner, out));
      mesh.triangle(corners[0]!, corners[1]!, corners[2]!);
      mesh.triangle(corners[0]!, corners[2]!, corners[3]!);
    }
  }
}
