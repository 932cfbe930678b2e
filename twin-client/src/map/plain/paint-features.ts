import type { ShownLayer } from '../../state/layers/layer-board.ts';
import { css, rgba } from '../color.ts';
import type { DrawnLayer } from '../features/feature-board.ts';
import type { MapEstate } from '../map-estate.ts';
import type { PictureBoard } from '../pictures/picture-board.ts';
import type { PlaneCanvas } from './paint-ground.ts';

const POINT_PX = 4;

/** Pictures under the ground plan. */
export function paintUnder(canvas: PlaneCanvas, { features, pictures }: MapEstate): void {
  for (const layer of features.under) paintPictures(canvas, layer, pictures);
}

/** All other layers of geographic information from the lowest up, and an edge around the feature that is looked at. */
export function paintOver(canvas: PlaneCanvas, { features, pictures }: MapEstate): void {
  const { context, paths, pixel, palette } = canvas;
  for (const layer of features.over) {
    if ('record' in layer) paintPictures(canvas, layer, pictures);
    else paintFeatures(canvas, layer);
  }
  context.strokeStyle = palette.selection;
  context.lineWidth = 3 * pixel;
  for (const part of features.selected)
    if (part.shape !== 'point') context.stroke(paths.of(part, part.lines, part.shape === 'area'));
}

function paintPictures({ context, paths }: PlaneCanvas, layer: ShownLayer, pictures: PictureBoard): void {
  context.globalAlpha = layer.opacity;
  for (const { bounds, canvas } of pictures.tiles(layer)) {
    const [[west, south], [east, north]] = bounds;
    const [left, top] = paths.place([west, north]);
    const [right, bottom] = paths.place([east, south]);
    context.drawImage(canvas, left, top, right - left, bottom - top);
  }
  context.globalAlpha = 1;
}

function paintFeatures({ context, paths, pixel }: PlaneCanvas, { look, opacity, parts }: DrawnLayer): void {
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
  context.globalAlpha = 1;
}
