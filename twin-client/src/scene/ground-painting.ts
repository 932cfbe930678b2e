import type { Placement } from 'twin-core';
import type { GroundFeature, GroundGeometry, GroundLayer, GroundPlan, LonLat } from '../state/ground-plan.ts';
import type { Palette } from '../state/palette.ts';
import { type LocalRectangle, northFrame, toGround } from './ground-frame.ts';

/** How one layer is painted, in the order of the table: later layers lie above. Widths in metres. */
interface LayerStyle {
  readonly layer: GroundLayer;
  readonly edge?: {
    readonly color: keyof Palette['ground'];
    readonly widthM: number;
    readonly dashM?: readonly number[];
  };
  /** Diagonal lines over the area, this far apart. */
  readonly hatchM?: number;
  /** Width of a line feature that does not say its own. */
  readonly lineM: number;
  /** Draws lines only: no area is filled. */
  readonly hollow?: true;
  /** Color of the area where it is not the layer's own. */
  readonly fill?: keyof Palette['ground'];
}

const LAYERS: readonly LayerStyle[] = [
  { layer: 'outside', lineM: 8 },
  { layer: 'green', lineM: 2 },
  { layer: 'water', lineM: 3, edge: { color: 'wall', widthM: 0.3 } },
  { layer: 'plaza', lineM: 3, edge: { color: 'marking', widthM: 0.15 } },
  { layer: 'court', lineM: 2, edge: { color: 'marking', widthM: 0.15 } },
  { layer: 'path', lineM: 1.8 },
  { layer: 'road', lineM: 6, edge: { color: 'marking', widthM: 0.2 } },
  { layer: 'parking', lineM: 2.5, edge: { color: 'marking', widthM: 0.12 } },
  { layer: 'fireLane', lineM: 4, edge: { color: 'marking', widthM: 0.2, dashM: [2, 1.2] }, hatchM: 3 },
  { layer: 'tree', lineM: 1, fill: 'shade' },
  { layer: 'roof', lineM: 2, edge: { color: 'marking', widthM: 0.2 } },
  { layer: 'gate', lineM: 0.6 },
  { layer: 'wall', lineM: 0.35, hollow: true },
];

/** Crown radius of a tree that does not say its own, metres. */
const CROWN_M = 1.8;

/** One feature made ready: its path in metres of the north frame and its bounds. */
interface GroundShape {
  readonly path: Path2D;
  readonly area: boolean;
  readonly lineM: number;
  readonly bounds: LocalRectangle;
}

interface GroundSheet {
  readonly style: LayerStyle;
  readonly shapes: readonly GroundShape[];
}

/** The ground plan made ready for painting: one sheet a layer, in painting order. */
export interface GroundPainting {
  readonly sheets: readonly GroundSheet[];
  readonly boundary: Path2D;
  readonly square: LocalRectangle;
}

/** Lists the lines, rings and points of a geometry. */
function partsOf(geometry: GroundGeometry): { lines: readonly (readonly LonLat[])[]; closed: boolean } {
  switch (geometry.type) {
    case 'Point':
      return { lines: [[geometry.coordinates]], closed: false };
    case 'LineString':
      return { lines: [geometry.coordinates], closed: false };
    case 'MultiLineString':
      return { lines: geometry.coordinates, closed: false };
    case 'Polygon':
      return { lines: geometry.coordinates, closed: true };
    case 'MultiPolygon':
      return { lines: geometry.coordinates.flat(), closed: true };
  }
}

function shapeOf(feature: GroundFeature, frame: Placement, style: LayerStyle): GroundShape {
  const { lines, closed } = partsOf(feature.geometry);
  const path = new Path2D();
  const point = feature.geometry.type === 'Point';
  const lineM = feature.properties.widthM ?? style.lineM;
  const pad = point ? (feature.properties.crownM ?? CROWN_M * 2) / 2 : lineM / 2;
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const line of lines) {
    line.forEach((place, index) => {
      const [x, y] = toGround(frame, place);
      if (point) path.arc(x, y, pad, 0, Math.PI * 2);
      else if (index === 0) path.moveTo(x, y);
      else path.lineTo(x, y);
      west = Math.min(west, x - pad);
      east = Math.max(east, x + pad);
      south = Math.min(south, y - pad);
      north = Math.max(north, y + pad);
    });
    if (closed) path.closePath();
  }
  return { path, area: closed || point, lineM, bounds: { west, south, east, north } };
}

/** Turns the ground plan into paths in metres of the site's north frame, once. `square` is all that will ever be painted. */
export function prepareGround(
  plan: GroundPlan,
  boundary: readonly LonLat[],
  frame: Placement,
  square: LocalRectangle,
): GroundPainting {
  const north = northFrame(frame);
  const sheets = LAYERS.map((style) => ({
    style,
    shapes: plan.features
      .filter((feature) => feature.properties.layer === style.layer)
      .map((feature) => shapeOf(feature, north, style)),
  }));
  const outline = new Path2D();
  boundary.forEach((place, index) => {
    const [x, y] = toGround(north, place);
    if (index === 0) outline.moveTo(x, y);
    else outline.lineTo(x, y);
  });
  outline.closePath();
  return { sheets, boundary: outline, square };
}

/** Whether two rectangles share ground. */
function overlaps(a: LocalRectangle, b: LocalRectangle): boolean {
  return a.west <= b.east && b.west <= a.east && a.south <= b.north && b.south <= a.north;
}

function paintHatch(context: CanvasRenderingContext2D, shape: GroundShape, stepM: number): void {
  const { west, south, east, north } = shape.bounds;
  context.save();
  context.clip(shape.path, 'evenodd');
  context.beginPath();
  // Lines start at whole steps of x − y over the plane, so they meet from tile to tile.
  for (let at = Math.floor((west - north) / stepM) * stepM; at < east - south; at += stepM) {
    context.moveTo(at + south, south);
    context.lineTo(at + north, north);
  }
  context.stroke();
  context.restore();
}

function paintSheet(
  context: CanvasRenderingContext2D,
  sheet: GroundSheet,
  window: LocalRectangle,
  palette: Palette,
  pixelM: number,
): void {
  const { style } = sheet;
  const color = palette.ground[style.fill ?? style.layer];
  for (const shape of sheet.shapes) {
    if (!overlaps(shape.bounds, window)) continue;
    context.setLineDash([]);
    if (!shape.area || style.hollow) {
      context.strokeStyle = color;
      context.lineWidth = Math.max(shape.lineM, pixelM);
      context.stroke(shape.path);
      continue;
    }
    context.fillStyle = color;
    context.fill(shape.path, 'evenodd');
    // Below half a pixel a marking is only noise.
    if (!style.edge || style.edge.widthM < pixelM * 0.4) continue;
    context.strokeStyle = palette.ground[style.edge.color];
    context.lineWidth = Math.max(style.edge.widthM, pixelM);
    if (style.hatchM) paintHatch(context, shape, style.hatchM);
    context.setLineDash([...(style.edge.dashM ?? [])]);
    context.stroke(shape.path);
  }
}

/** What of the ground is painted. */
export interface GroundScope {
  /** Layers that are not shown. */
  readonly hidden: ReadonlySet<string>;
  /** The plan alone, clear around it, to lie over pictures of the ground. */
  readonly planOnly?: true;
}

/** Paints what `window` (metres of the north frame) shows into a canvas of `width` × `height` pixels. */
export function paintGround(
  context: CanvasRenderingContext2D,
  painting: GroundPainting,
  window: LocalRectangle,
  width: number,
  height: number,
  palette: Palette,
  { hidden, planOnly }: GroundScope,
): void {
  const scaleX = width / (window.east - window.west);
  const scaleY = height / (window.north - window.south);
  context.setTransform(1, 0, 0, 1, 0, 0);
  const pixelM = 1 / scaleX;
  const [outside, ...inside] = painting.sheets;
  const toGround = () => context.setTransform(scaleX, 0, 0, -scaleY, -window.west * scaleX, window.north * scaleY);
  context.lineJoin = 'round';
  if (planOnly) {
    toGround();
  } else {
    context.fillStyle = palette.ground.far;
    context.fillRect(0, 0, width, height);
    toGround();
    paintSurroundings(context, painting.square, window, palette);
    if (outside && !hidden.has('outside')) paintSheet(context, outside, window, palette, pixelM);
    fadeOut(context, painting.square, window, palette);
    context.fillStyle = palette.ground.site;
    context.fill(painting.boundary);
  }
  for (const sheet of inside) if (!hidden.has(sheet.style.layer)) paintSheet(context, sheet, window, palette, pixelM);
}

/** A pool of lighter ground around the estate: depth without a sky. */
function paintSurroundings(
  context: CanvasRenderingContext2D,
  square: LocalRectangle,
  window: LocalRectangle,
  palette: Palette,
): void {
  context.fillStyle = radial(context, square, palette.ground.outside, `${palette.ground.outside}00`, 0.25);
  context.fillRect(window.west, window.south, window.east - window.west, window.north - window.south);
}

/** The painted square ends in the color of the globe around it, so that no edge shows. */
function fadeOut(
  context: CanvasRenderingContext2D,
  square: LocalRectangle,
  window: LocalRectangle,
  palette: Palette,
): void {
  context.fillStyle = radial(context, square, `${palette.ground.far}00`, palette.ground.far, 0.45);
  context.fillRect(window.west, window.south, window.east - window.west, window.north - window.south);
}

function radial(
  context: CanvasRenderingContext2D,
  square: LocalRectangle,
  inner: string,
  outer: string,
  from: number,
): CanvasGradient {
  const half = (square.east - square.west) / 2;
  const [x, y] = [square.west + half, square.south + half];
  const gradient = context.createRadialGradient(x, y, half * from, x, y, half * 0.98);
  gradient.addColorStop(0, inner);
  gradient.addColorStop(1, outer);
  return gradient;
}
