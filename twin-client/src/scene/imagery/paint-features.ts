import type { LayerLook } from '../../state/layers/layer-look.ts';
import type { FeaturePlan, PlanShape, PlanWindow } from './feature-plan.ts';

/** Least half-width of a line and half a point's symbol, pixels of the tile. */
const LEAST_LINE_PX = 1.2;
const POINT_PX = 6;
/** A point's symbol never gets smaller than this on the ground, metres. */
const POINT_M = 1.2;
/** Names are written where a pixel is no more than this on the ground, metres. */
const NAMES_FROM_M = 1.6;
const NAME_PX = 22;
const LONGEST_NAME = 24;
/** What is smaller is not drawn, pixels. */
const SPECK_PX = 0.4;
const OUTLINE_PX = 1.4;

/** How features are painted beside their layer's look. */
export interface FeaturePaint {
  readonly look: LayerLook;
  /** Property written beside a point; its name where there is none. */
  readonly label?: string;
  /** Color behind names. */
  readonly halo: string;
  readonly font: string;
}

/** How far beyond a tile a feature may lie and still show in it, metres. */
export function reachOf({ look }: FeaturePaint, pixelM: number): number {
  const names = pixelM <= NAMES_FROM_M ? NAME_PX * LONGEST_NAME * pixelM : 0;
  return Math.max(look.lineWidthM, POINT_M * 2, POINT_PX * 2 * pixelM, names);
}

/**
 * Paints what of a plan meets a window into a transparent square canvas. Widths are metres on the ground, and at least what can be seen.
 * Returns false where there is nothing.
 */
export function paintFeatures(
  context: CanvasRenderingContext2D,
  plan: FeaturePlan,
  window: PlanWindow,
  sidePx: number,
  paint: FeaturePaint,
): boolean {
  const scaleX = sidePx / (window.east - window.west);
  const scaleY = sidePx / (window.north - window.south);
  const pixelM = 1 / scaleY;
  const reachM = reachOf(paint, pixelM);
  const shapes = plan.within({
    west: window.west - reachM,
    south: window.south - reachM,
    east: window.east + reachM,
    north: window.north + reachM,
  });
  if (shapes.length === 0) return false;
  context.setTransform(scaleX, 0, 0, -scaleY, -window.west * scaleX, window.north * scaleY);
  context.lineJoin = 'round';
  context.lineCap = 'round';
  for (const shape of shapes) if (shape.kind === 'area') paintArea(context, shape, paint.look, pixelM);
  paintLines(context, shapes, paint.look, pixelM);
  const points = shapes.filter(({ kind }) => kind === 'point');
  for (const point of points) paintPoint(context, point, paint.look, pixelM);
  context.setTransform(1, 0, 0, 1, 0, 0);
  if (pixelM > NAMES_FROM_M) return true;
  for (const { feature, paths } of points) {
    const [x, y] = paths[0]!;
    const place = [(x! - window.west) * scaleX, (window.north - y!) * scaleY] as const;
    paintName(context, nameOf(feature.properties, feature.name, paint.label), place, paint);
  }
  return true;
}

function nameOf(properties: Readonly<Record<string, unknown>>, name: string | null, label?: string): string {
  const value = label === undefined ? name : properties[label];
  return typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, LONGEST_NAME) : '';
}

function trace(context: CanvasRenderingContext2D, path: Float64Array, isClosed: boolean): void {
  for (let at = 0; at < path.length; at += 2) {
    if (at === 0) context.moveTo(path[0]!, path[1]!);
    else context.lineTo(path[at]!, path[at + 1]!);
  }
  if (isClosed) context.closePath();
}

function isSpeck({ bounds }: PlanShape, pixelM: number): boolean {
  return Math.max(bounds.east - bounds.west, bounds.north - bounds.south) < SPECK_PX * pixelM;
}

function paintArea(context: CanvasRenderingContext2D, shape: PlanShape, look: LayerLook, pixelM: number): void {
  if (isSpeck(shape, pixelM)) return;
  context.beginPath();
  for (const path of shape.paths) trace(context, path, true);
  context.globalAlpha = look.fillOpacity;
  context.fillStyle = look.fill;
  context.fill('evenodd');
  context.globalAlpha = 1;
  context.strokeStyle = look.line;
  context.lineWidth = look.dashM ? Math.max(look.lineWidthM, OUTLINE_PX * pixelM) : OUTLINE_PX * pixelM;
  context.setLineDash(dashOf(look, pixelM));
  context.stroke();
}

/** All at once: where lines of a layer cross, none lies over the other. */
function paintLines(
  context: CanvasRenderingContext2D,
  shapes: readonly PlanShape[],
  look: LayerLook,
  pixelM: number,
): void {
  context.beginPath();
  for (const shape of shapes)
    if (shape.kind === 'line' && !isSpeck(shape, pixelM)) trace(context, shape.paths[0]!, false);
  context.strokeStyle = look.line;
  context.lineWidth = Math.max(look.lineWidthM, LEAST_LINE_PX * pixelM);
  context.setLineDash(dashOf(look, pixelM));
  context.stroke();
}

/** From afar a dash is drawn as a line. */
function dashOf({ dashM }: LayerLook, pixelM: number): number[] {
  return dashM && dashM[0] > pixelM * 2 ? [...dashM] : [];
}

function paintPoint(context: CanvasRenderingContext2D, shape: PlanShape, look: LayerLook, pixelM: number): void {
  const [x, y] = shape.paths[0]!;
  context.setLineDash([]);
  context.beginPath();
  context.arc(x!, y!, Math.max(POINT_M, POINT_PX * pixelM), 0, Math.PI * 2);
  context.fillStyle = look.fill;
  context.fill();
  context.strokeStyle = look.line;
  context.lineWidth = Math.max(POINT_M / 4, OUTLINE_PX * pixelM);
  context.stroke();
}

function paintName(
  context: CanvasRenderingContext2D,
  name: string,
  [x, y]: readonly [number, number],
  { look, halo, font }: FeaturePaint,
): void {
  if (name === '') return;
  context.font = `${NAME_PX}px ${font}`;
  context.textBaseline = 'middle';
  context.setLineDash([]);
  context.lineWidth = NAME_PX / 4;
  context.strokeStyle = halo;
  context.strokeText(name, x + POINT_PX * 2, y);
  context.fillStyle = look.line;
  context.fillText(name, x + POINT_PX * 2, y);
}
