import type { LayerStyle } from 'twin-core';

/** What the color of city buildings tells; `plain` is nothing. In the order of the shader's numbers. */
export const COLORINGS = ['plain', 'height', 'use', 'year'] as const satisfies readonly (
  | 'plain'
  | NonNullable<LayerStyle['colorBy']>
)[];
export type CityColoring = (typeof COLORINGS)[number];

/** Values at which a ramp has its three colors: metres, years. */
export const RAMP_VALUES = { height: [3, 24, 100], year: [1950, 1990, 2020] } as const;

/** Calm on the wall's slate: nothing here is as saturated as an alarm. */
export const RAMP_COLORS = {
  height: ['#26364c', '#4f6f8f', '#9fb6c9'],
  year: ['#6b5a48', '#5c6470', '#4f7f8c'],
} as const;

/** Classes of use, in the order of `bake buildings`. */
export const USES = ['unknown', 'residential', 'commercial', 'office', 'industrial', 'public', 'auxiliary'] as const;

/** By class of use. */
export const USE_COLORS = ['#2f3d52', '#5a6b86', '#7d6a52', '#4d7286', '#6a5f74', '#4f7566', '#2a3547'] as const;
