import type { Pixel } from './view.ts';

/** Something to paint, in the order of a list: a filled area, a line, or an ellipse. Colors as #rrggbb. */
export type Stroke =
  | { readonly area: readonly (readonly Pixel[])[]; readonly color: string }
  | { readonly line: readonly Pixel[]; readonly color: string; readonly widthPx: number }
  | { readonly middle: Pixel; readonly radii: Pixel; readonly color: string };

const channels = (color: string) => [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
const hex = (values: readonly number[]) =>
  `#${values
    .map((value) =>
      Math.round(Math.min(255, Math.max(0, value)))
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;

/** A color lighter or darker by a factor. */
export function shaded(color: string, factor: number): string {
  return hex(channels(color).map((value) => value * factor));
}

/** A color on its way to another: `share` 0 is the first, 1 the second. */
export function mixed(color: string, other: string, share: number): string {
  const to = channels(other);
  return hex(channels(color).map((value, i) => value + (to[i]! - value) * share));
}
