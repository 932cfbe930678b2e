import type { LonLat } from '../../state/ground-plan.ts';
import { isWithin } from '../plane.ts';
import { classOf, countClasses, type Density, type DensityLegend, shareClasses } from './density.ts';
import { type HeatField, heatField, heatPixels } from './heat-field.ts';
import { type Hexagon, hexagonsOf } from './hexagons.ts';

/** A hexagon with its color. */
export interface ColoredHexagon extends Hexagon {
  readonly color: string;
}

/** What of a density is drawn. */
export interface DensityPicture {
  readonly hexagons: readonly ColoredHexagon[];
  readonly heat: { readonly field: HeatField; readonly canvas: HTMLCanvasElement } | null;
}

/** The density that a map shows. */
export class DensityBoard {
  #picture: DensityPicture | null = null;

  get picture(): DensityPicture | null {
    return this.#picture;
  }

  /** Shows counts of alarms, or none with null; returns what the colors mean. */
  show(density: Density | null): DensityLegend | null {
    this.#picture = null;
    if (!density || density.items.length === 0) return null;
    const { look, items } = density;
    if (look === 'heat') {
      const field = heatField(items);
      if (field) this.#picture = { hexagons: [], heat: { field, canvas: canvasOf(field) } };
      return { look, classes: shareClasses() };
    }
    const hexagons = hexagonsOf(items);
    const classes = countClasses(hexagons.reduce((most, { count }) => Math.max(most, count), 0));
    const colored = hexagons.map((hexagon) => ({ ...hexagon, color: classes[classOf(classes, hexagon.count)]!.color }));
    this.#picture = { hexagons: colored, heat: null };
    return { look, classes };
  }

  /** The hexagon at a place, or null. */
  at(place: LonLat): Hexagon | null {
    return this.#picture?.hexagons.find(({ ring }) => isWithin(place, ring)) ?? null;
  }
}

function canvasOf(field: HeatField): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = field.width;
  canvas.height = field.height;
  canvas.getContext('2d')?.putImageData(new ImageData(heatPixels(field), field.width, field.height), 0, 0);
  return canvas;
}
