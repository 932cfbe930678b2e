import type { LocalPoint, Placement } from 'twin-core';

/** A building as an obstacle: its footprint in metres of the site frame and its height over it. */
export interface Obstacle {
  readonly code: string;
  readonly ring: readonly (readonly [x: number, y: number])[];
  readonly bottom: number;
  readonly top: number;
}

/** Where the camera stands and what it looks at, metres of the site frame, or of `frame` where that is given. */
export interface Sight {
  readonly frame?: Placement;
  readonly from: LocalPoint;
  readonly to: LocalPoint;
  /** Field of view over the wider side of the picture, degrees; the scene's own where not given. */
  readonly angleDeg?: number;
}

/** Lowest and highest share, 0 to 1, of the segment a→b that lies in the ring; null where they do not meet. */
function crossing(
  [ax, ay]: readonly [number, number],
  [bx, by]: readonly [number, number],
  ring: Obstacle['ring'],
): readonly [number, number] | null {
  const shares: number[] = [];
  if (inside(ax, ay, ring)) shares.push(0);
  if (inside(bx, by, ring)) shares.push(1);
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [px, py] = ring[j]!;
    const [qx, qy] = ring[i]!;
    const cross = (bx - ax) * (qy - py) - (by - ay) * (qx - px);
    if (cross === 0) continue;
    const t = ((px - ax) * (qy - py) - (py - ay) * (qx - px)) / cross;
    const u = ((px - ax) * (by - ay) - (py - ay) * (bx - ax)) / cross;
    if (t >= 0 && t <= 1 && u >= 0 && u <= 1) shares.push(t);
  }
  return shares.length < 2 ? null : [Math.min(...shares), Math.max(...shares)];
}

function inside(x: number, y: number, ring: Obstacle['ring']): boolean {
  let within = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [xi, yi] = ring[i]!;
    const [xj, yj] = ring[j]!;
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) within = !within;
  }
  return within;
}

/** Whether an obstacle stands in the line of sight. */
export function blocks({ from, to }: Sight, obstacle: Obstacle): boolean {
  const met = crossing([from[0], from[1]], [to[0], to[1]], obstacle.ring);
  if (!met) return false;
  const heightAt = (share: number) => from[2] + (to[2] - from[2]) * share;
  const low = Math.min(heightAt(met[0]), heightAt(met[1]));
  return low < obstacle.top && Math.max(heightAt(met[0]), heightAt(met[1])) > obstacle.bottom;
}

/** The azimuth (radians from +Y, clockwise) outward through the facade nearest to a point of a building. */
export function facadeBearing([x, y]: readonly [number, number], ring: Obstacle['ring']): number {
  let bearing = 0;
  let nearest = Infinity;
  const area = signedArea(ring);
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [px, py] = ring[j]!;
    const [qx, qy] = ring[i]!;
    const length = Math.hypot(qx - px, qy - py);
    if (length === 0) continue;
    const share = Math.max(0, Math.min(1, ((x - px) * (qx - px) + (y - py) * (qy - py)) / length ** 2));
    const distance = Math.hypot(px + share * (qx - px) - x, py + share * (qy - py) - y);
    // Short edges are jogs of a facade: looking along them shows a corner, not the building.
    if (distance >= nearest || length < 6) continue;
    nearest = distance;
    const side = area > 0 ? 1 : -1;
    bearing = Math.atan2(side * (qy - py), side * -(qx - px));
  }
  return bearing;
}

function signedArea(ring: Obstacle['ring']): number {
  let sum = 0;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++)
    sum += ring[j]![0] * ring[i]![1] - ring[i]![0] * ring[j]![1];
  return sum / 2;
}

/** Turns tried from the preferred bearing, degrees: nearest first. */
const TURNS_DEG = [0, 30, -30, 60, -60, 90, -90, 120, -120, 150, -150, 180];

/**
 * A camera that looks at a point from `distanceM` away and `pitchDeg` above, on the bearing nearest to the preferred one
 * from which nothing stands before it. `except` is the building the point belongs to. The preferred one where none is clear.
 */
export function clearSight(
  to: LocalPoint,
  distanceM: number,
  pitchDeg: number,
  preferred: number,
  obstacles: readonly Obstacle[],
  except: string | null,
): Sight {
  const pitch = (pitchDeg * Math.PI) / 180;
  const sights = TURNS_DEG.map((turn): Sight => {
    const bearing = preferred + (turn * Math.PI) / 180;
    const across = distanceM * Math.cos(pitch);
    return {
      from: [
        to[0] + across * Math.sin(bearing),
        to[1] + across * Math.cos(bearing),
        to[2] + distanceM * Math.sin(pitch),
      ],
      to,
    };
  });
  const others = obstacles.filter(({ code }) => code !== except);
  return sights.find((sight) => !others.some((obstacle) => blocks(sight, obstacle))) ?? sights[0]!;
}
