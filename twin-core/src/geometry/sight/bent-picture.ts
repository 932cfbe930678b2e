import { hullOf, type PicturePoint } from './convex.ts';
import { bendAt, type Looking } from './sight-camera.ts';

/** A line of the picture is bent in pieces of this share of its width at most: 5 % of distortion leave a fifth of a pixel. */
const PIECE = 0.02;
/** Pieces of each side of the picture's frame. */
const FRAME_PIECES = 16;
const ROUNDS = 40;

const FRAME: readonly PicturePoint[] = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
];

/** The frame of a picture as it would be without distortion: convex, counter-clockwise, no smaller than it is. */
export function straightFrame(looking: Looking): readonly PicturePoint[] {
  if (looking.k1 === 0) return FRAME;
  const sides = FRAME.flatMap((from, i) => pieces(from, FRAME[(i + 1) % FRAME.length]!, FRAME_PIECES));
  return hullOf(sides.map((point) => straightened(looking, point)));
}

/** A polygon of a picture without distortion as the lens shows it, within the picture's frame. */
export function bentPolygon(looking: Looking, polygon: readonly PicturePoint[]): PicturePoint[] {
  if (looking.k1 === 0) return [...polygon];
  return polygon.flatMap((from, i) => {
    const to = polygon[(i + 1) % polygon.length]!;
    const count = Math.ceil(Math.hypot(to[0] - from[0], to[1] - from[1]) / PIECE);
    return pieces(from, to, Math.max(1, count)).map((point) => bent(looking, point));
  });
}

function pieces([au, av]: PicturePoint, [bu, bv]: PicturePoint, count: number): PicturePoint[] {
  return Array.from({ length: count }, (_, i) => [au + ((bu - au) * i) / count, av + ((bv - av) * i) / count] as const);
}

function bent(looking: Looking, [u, v]: PicturePoint): PicturePoint {
  const [x, y] = [(2 * u - 1) * looking.halfWidth, (2 * v - 1) * looking.halfHeight];
  // What is beyond the fold of a barrel is out of the picture: where does not matter.
  const bend = bendAt(looking, x * x + y * y) ?? 1;
  return [inFrame(0.5 + (u - 0.5) * bend), inFrame(0.5 + (v - 0.5) * bend)];
}

const inFrame = (share: number) => Math.min(1, Math.max(0, share));

/** Where a point of the picture would be without distortion; at the fold of a barrel that does not reach it. */
function straightened(looking: Looking, [u, v]: PicturePoint): PicturePoint {
  const [x, y] = [(2 * u - 1) * looking.halfWidth, (2 * v - 1) * looking.halfHeight];
  const radius = Math.hypot(x, y);
  // The straight radius lies between none and the fold, or the bent one: halved until it is found.
  let [low, high] = [0, looking.k1 < 0 ? Math.sqrt(-1 / (3 * looking.k1)) : radius];
  for (let round = 0; round < ROUNDS; round++) {
    const middle = (low + high) / 2;
    if (middle * (1 + looking.k1 * middle * middle) < radius) low = middle;
    else high = middle;
  }
  const share = high / radius;
  return [0.5 + (u - 0.5) * share, 0.5 + (v - 0.5) * share];
}
