import type { Point3 } from '../solid/triangle-bvh.ts';

/** Where two shapes come nearest: a point of each, metres. */
export interface Nearest {
  readonly on: Point3;
  readonly to: Point3;
}

const dot = ([ax, ay, az]: Point3, [bx, by, bz]: Point3) => ax * bx + ay * by + az * bz;
const minus = ([ax, ay, az]: Point3, [bx, by, bz]: Point3): Point3 => [ax - bx, ay - by, az - bz];
const along = ([ax, ay, az]: Point3, [bx, by, bz]: Point3, t: number): Point3 => [
  ax + bx * t,
  ay + by * t,
  az + bz * t,
];
const clamp = (value: number) => Math.min(1, Math.max(0, value));
const squared = (a: Point3, b: Point3) => dot(minus(a, b), minus(a, b));

/** The point of a triangle nearest to a point (Ericson, Real-Time Collision Detection, 5.1.5). */
function closestOnTriangle(point: Point3, a: Point3, b: Point3, c: Point3): Point3 {
  const [ab, ac, ap] = [minus(b, a), minus(c, a), minus(point, a)];
  const [d1, d2] = [dot(ab, ap), dot(ac, ap)];
  if (d1 <= 0 && d2 <= 0) return a;
  const bp = minus(point, b);
  const [d3, d4] = [dot(ab, bp), dot(ac, bp)];
  if (d3 >= 0 && d4 <= d3) return b;
  const vc = d1 * d4 - d3 * d2;
  if (vc <= 0 && d1 >= 0 && d3 <= 0) return along(a, ab, d1 / (d1 - d3));
  const cp = minus(point, c);
  const [d5, d6] = [dot(ab, cp), dot(ac, cp)];
  if (d6 >= 0 && d5 <= d6) return c;
  const vb = d5 * d2 - d1 * d6;
  if (vb <= 0 && d2 >= 0 && d6 <= 0) return along(a, ac, d2 / (d2 - d6));
  const va = d3 * d6 - d5 * d4;
  if (va <= 0 && d4 - d3 >= 0 && d5 - d6 >= 0) return along(b, minus(c, b), (d4 - d3) / (d4 - d3 + (d5 - d6)));
  const whole = va + vb + vc;
  return along(along(a, ab, vb / whole), ac, vc / whole);
}

/** Where two stretches come nearest (Ericson, 5.1.9). */
function closestOfSegments(p1: Point3, q1: Point3, p2: Point3, q2: Point3): Nearest {
  const [d1, d2, r] = [minus(q1, p1), minus(q2, p2), minus(p1, p2)];
  const [a, e, f] = [dot(d1, d1), dot(d2, d2), dot(d2, r)];
  const c = dot(d1, r);
  const b = dot(d1, d2);
  const parallel = a * e - b * b;
  let s = parallel > 1e-12 ? clamp((b * f - c * e) / parallel) : 0;
  let t = e > 0 ? (b * s + f) / e : 0;
  if (t < 0 || t > 1) {
    t = clamp(t);
    s = a > 0 ? clamp((b * t - c) / a) : 0;
  }
  return { on: along(p1, d1, s), to: along(p2, d2, t) };
}

/** Where a stretch comes nearest to a triangle that it does not pass through. `on` is of the stretch. */
export function closestToTriangle(p: Point3, q: Point3, a: Point3, b: Point3, c: Point3): Nearest {
  const choices: Nearest[] = [
    { on: p, to: closestOnTriangle(p, a, b, c) },
    { on: q, to: closestOnTriangle(q, a, b, c) },
    closestOfSegments(p, q, a, b),
    closestOfSegments(p, q, b, c),
    closestOfSegments(p, q, c, a),
  ];
  return choices.reduce((best, choice) => (squared(choice.on, choice.to) < squared(best.on, best.to) ? choice : best));
}
