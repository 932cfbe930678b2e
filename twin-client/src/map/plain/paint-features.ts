import { css, rgba } from '../color.ts';
import type { MapEstate } from '../map-estate.ts';
import type { PlaneCanvas } from './paint-ground.ts';

const POINT_PX = 4;

/** Layers of geographic information from the lowest up, and an edge around the feature that is looked at. */
export function paintFeatures({ context, paths, pixel, palette }: PlaneCanvas, { features }: MapEstate): void {
  for (const { look, opacity, parts } of features.layers) {
    context.globalAlpha = opacity;
    context.fillStyle = css(rgba(look.fill, look.fillOpacity));
    context.strokeStyle = look.line;
    // A unit of the paths is a pixel of zoom 18: about 0.24 m at 38° north.
    context.lineWidth = Math.max(pixel, look.lineWidthM / 0.24);
    for (const part of parts) {
      if (part.shape === 'point') continue;
      const path = paths.of(part, part.lines, part.shape === 'area');
      if (part.shape === 'area') context.fill(path, 'evenodd');
      context.stroke(path);
    }
    context.fillStyle = look.line;
    for (const { shape, lines } of parts) {
      if (shape !== 'point') continue;
      const [x, y] = paths.place(lines[0]![0]!);
      context.beginPath();
      context.arc(x, y, POINT_PX * pixel, 0, Math.PI * 2);
      context.fill();
    }
  }
  context.globalAlpha = 1;
  context.strokeStyle = palette.selection;
  context.lineWidth = 3 * pixel;
  for (const part of features.selected)
    if (part.shape !== 'point') context.stroke(paths.of(part, part.lines, part.shape === 'area'));
}
