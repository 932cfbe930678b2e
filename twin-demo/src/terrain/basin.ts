import { BOUNDARY } from '../estate/boundary.ts';
import { NORMAL_HEIGHT_M } from '../estate/site-frame.ts';
import type { Vec2 } from '../ifc/shape.ts';
import { noise, ridges } from './gradient-noise.ts';

/** The estate's ground is graded level within its boundary and this far around, metres. */
export const GRADED_M = 60;
/** From there the grading runs out into the plain, metres. */
const RUN_OUT_M = 1500;

const clamp = (value: number) => Math.min(1, Math.max(0, value));
const smooth = (share: number) => clamp(share) ** 2 * (3 - 2 * clamp(share));

/** Distance of a point from the estate, metres; 0 inside its boundary. */
function distanceFromEstate([x, y]: Vec2): number {
  let inside = true;
  let least = Infinity;
  for (const [i, [ax, ay]] of BOUNDARY.entries()) {
    const [bx, by] = BOUNDARY[(i + 1) % BOUNDARY.length]!;
    const [dx, dy] = [bx - ax, by - ay];
    // Counterclockwise: inside lies to the left of every side.
    if (dx * (y - ay) - dy * (x - ax) < 0) inside = false;
    const along = clamp(((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy));
    least = Math.min(least, Math.hypot(x - ax - dx * along, y - ay - dy * along));
  }
  return inside ? 0 : least;
}

/** The river runs from north to south, west of the estate: its easting in the site frame, metres. */
function riverAt(y: number): number {
  return -2700 + 420 * noise(y / 5200, 0.5, 11) + 130 * noise(y / 1500, 0.5, 12);
}

/** The plain: falling southwards with the river and towards it, with the faint waves of old terraces. */
function plain([x, y]: Vec2): number {
  const fromRiver = Math.abs(x - riverAt(y));
  const bank = 12 * (1 - Math.exp(-fromRiver / 1800));
  const bed = -5 * Math.exp(-((fromRiver / 140) ** 2));
  const waves = 1.4 * noise(x / 900, y / 900, 21) + 0.5 * noise(x / 260, y / 260, 22);
  return NORMAL_HEIGHT_M - 9.3 + bank + bed + 0.0006 * y + 0.0016 * Math.max(0, fromRiver - 2500) + waves;
}

/** The hills on both sides of the basin, which draw together in the north; metres over the plain. */
function hills([x, y]: Vec2): number {
  const wander = 1400 * noise(y / 7000, x / 9000, 31) + 500 * noise(y / 2300, x / 2300, 32);
  const closing = 0.22 * Math.max(0, y - 6000);
  const west = smooth((-x - 8200 + wander + closing) / 13_000);
  const east = smooth((x - 6800 - wander + closing) / 15_000);
  const side = Math.max(west, east);
  if (side === 0) return 0;
  const broad = 0.55 + 0.45 * noise(x / 9000, y / 9000, 41);
  const [wx, wy] = [x + 1500 * noise(x / 5000, y / 5000, 71), y + 1500 * noise(x / 5000, y / 5000, 72)];
  const crests = ridges(wx / 4600, wy / 4600, 51, 6);
  const summit = west >= east ? 1150 : 780;
  return summit * side * (0.3 * broad + 0.9 * crests) + 60 * Math.sqrt(side) * ridges(x / 800, y / 800, 61, 4);
}

/**
 * Height of the invented basin above EGM96 at a point of the site frame, metres: a river plain between hills, with the estate's
 * ground graded level to exactly 790 m.
 */
export function basinHeight(at: Vec2): number {
  const distance = distanceFromEstate(at);
  if (distance <= GRADED_M) return NORMAL_HEIGHT_M;
  const graded = 1 - smooth((distance - GRADED_M) / RUN_OUT_M);
  const natural = plain(at) + hills(at);
  return natural + (NORMAL_HEIGHT_M - natural) * graded;
}
