import type { SpaceModel } from 'twin-core';
import { labelPoints } from '../footprint.ts';
import type { PlanPoint } from '../frame.ts';

/** Where one stands first, and which way one looks: [x, y] metres of the building frame, and an angle as a walker counts it. */
export interface WalkStart {
  readonly at: PlanPoint;
  /** 0 along +y of the building frame, growing to the left, radians. */
  readonly yaw: number;
}

/** Ways through a storey, where a walk begins unless a room was chosen. */
const WAYS = new Set(['CORRIDOR', 'LOBBY', 'HALL']);

/** Where a walk through a storey begins: in the room chosen, else in the longest way, else in the largest room; null without rooms. */
export function walkStart(spaces: readonly SpaceModel[], chosen: SpaceModel | null): WalkStart | null {
  const ways = spaces.filter(({ objectType }) => WAYS.has(objectType ?? ''));
  const candidates = chosen ? [chosen] : ways.length > 0 ? ways : spaces;
  const room = candidates.toSorted((a, b) => extent(b.footprint) - extent(a.footprint))[0];
  return room ? startIn(room.footprint) : null;
}

/** The middle of a room, looking along the way it reaches furthest. */
function startIn(ring: readonly PlanPoint[]): WalkStart | null {
  const at = labelPoints(ring)[0];
  if (!at) return null;
  const farthest = ring.toSorted((a, b) => distance(b, at) - distance(a, at))[0]!;
  const [dx, dy] = [farthest[0] - at[0], farthest[1] - at[1]];
  // Along a wall, not into a corner.
  const yaw = Math.abs(dx) > Math.abs(dy) ? (dx > 0 ? -Math.PI / 2 : Math.PI / 2) : dy > 0 ? 0 : Math.PI;
  return { at, yaw };
}

const distance = ([ax, ay]: PlanPoint, [bx, by]: PlanPoint) => Math.hypot(ax - bx, ay - by);

function extent(ring: readonly PlanPoint[]): number {
  const [xs, ys] = [ring.map(([x]) => x), ring.map(([, y]) => y)];
  return Math.hypot(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys));
}
