import type { DensityItem } from '../../state/records/alarm-density.ts';

/** How counts of alarms are drawn: as hexagons with a number each, or as a field that fades with distance. */
export type DensityLook = 'hexagons' | 'heat';

/** Counts of alarms at places, and how they are drawn. */
export interface Density {
  readonly look: DensityLook;
  readonly items: readonly DensityItem[];
}

/** What a color of the drawing means. */
export interface DensityLegend {
  readonly look: DensityLook;
  /** The faintest first. Hexagons: alarms from `least` to `most`. Heat: shares of the densest place, 0 to 1. */
  readonly classes: readonly { readonly color: string; readonly least: number; readonly most: number }[];
}

/**
 * Five steps of viridis without its two darkest: even steps of lightness, told apart by the color-blind and in gray print,
 * and bright enough for a dark ground.
 */
export const DENSITY_COLORS = ['#31688e', '#21918c', '#35b779', '#90d743', '#fde725'] as const;

/** Ranges of whole counts up to a most, each color one, none empty: even for small counts, growing for large ones. */
export function countClasses(most: number): DensityLegend['classes'] {
  const classes: { color: string; least: number; most: number }[] = [];
  let least = 1;
  for (const [i, color] of DENSITY_COLORS.entries()) {
    if (least > most) break;
    const last = i === DENSITY_COLORS.length - 1;
    const upTo = last ? most : Math.max(least, Math.floor(most ** ((i + 1) / DENSITY_COLORS.length)));
    classes.push({ color, least, most: upTo });
    least = upTo + 1;
  }
  return classes;
}

/** Index of the class a count falls into. */
export function classOf(classes: DensityLegend['classes'], count: number): number {
  const index = classes.findIndex(({ most }) => count <= most);
  return index < 0 ? classes.length - 1 : index;
}

/** Shares of the densest place by color. */
export function shareClasses(): DensityLegend['classes'] {
  const step = 1 / DENSITY_COLORS.length;
  return DENSITY_COLORS.map((color, i) => ({ color, least: i * step, most: (i + 1) * step }));
}
