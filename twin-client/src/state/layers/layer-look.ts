import type { LayerGroup, LayerRecord } from 'twin-core';

/** How the features of a layer are drawn in scene, map and legend alike. Colors are #rrggbb. */
export interface LayerLook {
  /** Inside areas and points, drawn at fillOpacity of the layer's own opacity. */
  readonly fill: string;
  readonly fillOpacity: number;
  readonly line: string;
  /** Metres on the ground. */
  readonly lineWidthM: number;
  readonly dashM: readonly [on: number, off: number] | null;
}

/** By group: desaturated, so that an alarm stays the one saturated thing on the screen. */
const LOOKS: Readonly<Record<LayerGroup, LayerLook>> = {
  base: { fill: '#22314a', fillOpacity: 0.6, line: '#4a5e7b', lineWidthM: 1, dashM: null },
  surroundings: { fill: '#3a4a63', fillOpacity: 0.55, line: '#6b7f9b', lineWidthM: 1.5, dashM: null },
  ground: { fill: '#2c4a46', fillOpacity: 0.5, line: '#6d8f8a', lineWidthM: 1.2, dashM: null },
  underground: { fill: '#3d4470', fillOpacity: 0.5, line: '#8f9bd6', lineWidthM: 0.8, dashM: null },
  places: { fill: '#51466b', fillOpacity: 0.4, line: '#a695cf', lineWidthM: 1, dashM: null },
  emergency: { fill: '#2f5a4a', fillOpacity: 0.45, line: '#7fc4a4', lineWidthM: 2, dashM: [4, 2] },
};

/** By the first digits of a GB/T 13923 class code, the longest that fits: water, roads, green, boundaries read as such anywhere. */
const CLASS_LOOKS: readonly (readonly [code: string, look: Partial<LayerLook>])[] = [
  ['2', { fill: '#1d4266', line: '#5f8fbf' }],
  ['31', { fill: '#3a4761', line: '#7587a3', lineWidthM: 0.6 }],
  ['38', { fill: '#28483c', line: '#5f9079' }],
  ['4', { fill: '#39465d', line: '#8494ad', lineWidthM: 3 }],
  ['6', { fill: '#3b3f52', fillOpacity: 0.12, line: '#a9b6cc', dashM: [6, 3] }],
  ['8', { fill: '#28483c', line: '#5f9079' }],
];

/** The look of a layer: what its record says, else by its class, else by its group. */
export function lookOf({ group, classCode, style }: Pick<LayerRecord, 'group' | 'classCode' | 'style'>): LayerLook {
  const byClass = CLASS_LOOKS.filter(([code]) => classCode?.startsWith(code)).at(-1)?.[1] ?? {};
  const base = { ...LOOKS[group], ...byClass };
  return {
    ...base,
    fill: style.fill ?? base.fill,
    line: style.line ?? style.fill ?? base.line,
    lineWidthM: style.lineWidthM ?? base.lineWidthM,
    dashM: style.dashM ?? base.dashM,
  };
}
