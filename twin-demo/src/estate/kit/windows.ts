import type { Fit } from '../plan/outline.ts';
import { opening, windowFill } from './opening.ts';

/** A window in the middle of a side: width, height and sill in metres. */
export function windowFit(width: number, height: number, sill: number, panes = 2): Fit {
  return ({ key, width: side, wall }) => ({
    openings: [
      opening((side - width) / 2, sill, width, height, wall, windowFill(`${key}/window`, width, height, panes)),
    ],
  });
}

/** Several equal windows along a side, evenly spread. */
export function windowRowFit(count: number, width: number, height: number, sill: number, panes = 2): Fit {
  return ({ key, width: side, wall }) => ({
    openings: Array.from({ length: count }, (_, index) =>
      opening(
        ((index + 0.5) * side) / count - width / 2,
        sill,
        width,
        height,
        wall,
        windowFill(`${key}/window-${index}`, width, height, panes),
      ),
    ),
  });
}
