import { Color } from '@cesium/engine';
import type { LayerStyle } from 'twin-core';
import type { Palette } from '../../state/palette.ts';

/** Linear red, green, blue of a color of the interface. */
export function linearOf(css: string): [number, number, number] {
  const { red, green, blue } = Color.fromCssColorString(css);
  return [red ** 2.2, green ** 2.2, blue ** 2.2];
}

/** Color of buildings that tell nothing: the layer's own, else the neighbors'. */
export function plainColor(style: LayerStyle, palette: Palette): string {
  return style.fill ?? palette.ground.neighbor;
}
