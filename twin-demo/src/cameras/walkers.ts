import type { LocalPoint } from 'twin-core';
import { seededRandom } from '../estate/random.ts';
import type { Pixel, View } from './view.ts';

const TALL_M = 1.7;
const SPEED_M_S = 1.25;
/** Nearest and farthest that people walk from a camera, metres. */
const NEAR_M = 3;
const FAR_M = 42;
const FADE_S = 1;
const TRIES = 30;
/** Somebody who is seen for less than this is nobody. */
const LEAST_SEEN_S = 3;

/** A person in the picture: where the feet and the head are; a stride from 0 to 1; how solid, 0 to 1; which of them. */
export interface Figure {
  readonly feet: Pixel;
  readonly head: Pixel;
  readonly stride: number;
  readonly alpha: number;
  readonly who: number;
}

export interface WalkOptions {
  /** The same seed, the same people. */
  readonly seed: string;
  readonly view: View;
  /** Horizontal field of view, degrees, and how far the camera sees, metres. */
  readonly angleDeg: number;
  readonly rangeM: number;
  /** Height of the floor in the view's frame, metres. */
  readonly floor: number;
  /** Whether somebody may be seen at a place. */
  readonly isOpen: (place: readonly [x: number, y: number]) => boolean;
  readonly frames: number;
  readonly framesPerSecond: number;
}

/** People who walk before a camera, frame by frame, in its perspective and only where the place is open to it. */
export function walkers({
  seed,
  view,
  angleDeg,
  rangeM,
  floor,
  isOpen,
  frames,
  framesPerSecond,
}: WalkOptions): Figure[][] {
  const pictures: Figure[][] = Array.from({ length: frames }, () => []);
  const random = seededRandom(`walkers ${seed}`);
  const seconds = frames / framesPerSecond;
  const count = 1 + Math.floor(random() * 3);
  for (let who = 0, tries = 0; who < count && tries < TRIES; tries += 1) {
    const bearing = view.azimuth + ((random() - 0.5) * angleDeg * Math.PI) / 200;
    const distance = NEAR_M + random() * Math.max(1, Math.min(FAR_M, rangeM) - NEAR_M);
    const middle = [view.at[0] + distance * Math.sin(bearing), view.at[1] + distance * Math.cos(bearing)] as const;
    const course = bearing + Math.PI / 2 + (random() - 0.5) * 2 + (random() < 0.5 ? Math.PI : 0);
    const shown = pictures.map((_, at): Figure | null => {
      const time = at / framesPerSecond;
      const along = (time - seconds / 2) * SPEED_M_S;
      const place = [middle[0] + along * Math.sin(course), middle[1] + along * Math.cos(course)] as const;
      if (view.distance(place) < NEAR_M / 2 || !isOpen(place)) return null;
      const foot: LocalPoint = [...place, floor];
      const [feet, head] = [view.project(foot), view.project([foot[0], foot[1], floor + TALL_M])];
      if (!feet || !head || feet[0] < -20 || feet[0] > view.width + 20 || feet[1] < 0 || head[1] > view.height)
        return null;
      return {
        feet,
        head,
        stride: (time * 1.7) % 1,
        alpha: Math.min(1, time / FADE_S, (seconds - time) / FADE_S),
        who,
      };
    });
    if (shown.filter(Boolean).length < framesPerSecond * LEAST_SEEN_S) continue;
    for (const [at, figure] of shown.entries()) if (figure) pictures[at]!.push(figure);
    who += 1;
  }
  return pictures;
}

/** Whether a building stands between two places, or around the second: rings of footprints. */
export function isHidden(
  [ax, ay]: readonly [number, number],
  [bx, by]: readonly [number, number],
  rings: readonly (readonly (readonly [number, number])[])[],
): boolean {
  return rings.some((ring) =>
    ring.some(([qx, qy], i) => {
      const [px, py] = ring[(i + ring.length - 1) % ring.length]!;
      const cross = (bx - ax) * (qy - py) - (by - ay) * (qx - px);
      if (cross === 0) return false;
      const t = ((px - ax) * (qy - py) - (py - ay) * (qx - px)) / cross;
      const u = ((px - ax) * (by - ay) - (py - ay) * (bx - ax)) / cross;
      return t > 0 && t < 1 && u > 0 && u < 1;
    }),
  );
}
