import { Color } from '@cesium/engine';
import type { LayerStyle } from 'twin-core';
import type { Palette } from '../../state/palette.ts';

/** What the color of city buildings tells; `plain` is nothing. */
export type CityColoring = 'plain' | NonNullable<LayerStyle['colorBy']>;

/** Numbers of the colorings as the shader has them. */
export const COLORINGS: readonly CityColoring[] = ['plain', 'height', 'use', 'year'];

/** Values at which a ramp has its three colors: metres, years. */
export const RAMP_VALUES = { height: [3, 24, 100], year: [1950, 1990, 2020] } as const;

/** Calm on the wall's slate: nothing here is as saturated as an alarm. */
export const RAMP_COLORS = {
  height: ['#26364c', '#4f6f8f', '#9fb6c9'],
  year: ['#6b5a48', '#5c6470', '#4f7f8c'],
} as const;

/** By the classes of bake buildings: unknown, residential, commercial, office, industrial, public, auxiliary. */
export const USE_COLORS = ['#2f3d52', '#5a6b86', '#7d6a52', '#4d7286', '#6a5f74', '#4f7566', '#2a3547'] as const;

/** Linear red, green, blue of a color of the interface. */
export function linearOf(css: string): [number, number, number] {
  const { red, green, blue } = Color.fromCssColorString(css);
  return [red ** 2.2, green ** 2.2, blue ** 2.2];
}

/** Color of buildings that tell nothing: the layer's own, else the neighbors'. */
export function plainColor(style: LayerStyle, palette: Palette): string {
  return style.fill ?? palette.ground.neighbor;
}
