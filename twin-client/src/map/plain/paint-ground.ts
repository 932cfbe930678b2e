import type { LonLat } from '../../state/ground-plan.ts';
import type { Palette } from '../../state/palette.ts';
import { css, type Rgba, rgba } from '../color.ts';
import type { MapEstate } from '../map-estate.ts';
import type { PlanePaths } from './plane-paths.ts';

/** What the ground is painted on: paths lie in the plane, and a CSS pixel is `pixel` of their units. */
export interface PlaneCanvas {
  readonly context: CanvasRenderingContext2D;
  readonly paths: PlanePaths;
  readonly pixel: number;
  readonly palette: Palette;
}

interface Shape {
  readonly key: object;
  readonly lines: readonly (readonly LonLat[])[];
  readonly closed: boolean;
}

function fill({ context, paths }: PlaneCanvas, { key, lines, closed }: Shape, color: Rgba): void {
  context.fillStyle = css(color);
  context.fill(paths.of(key, lines, closed), 'evenodd');
}

function stroke({ context, paths, pixel }: PlaneCanvas, shape: Shape, color: Rgba, widthPx: number): void {
  context.strokeStyle = css(color);
  context.lineWidth = widthPx * pixel;
  context.stroke(paths.of(shape.key, shape.lines, shape.closed));
}

const area = (key: object, lines: readonly (readonly LonLat[])[]): Shape => ({ key, lines, closed: true });

/** The land around the estate and the estate's own: below whatever pictures of the ground there are. */
export function paintLand(canvas: PlaneCanvas, { ground }: MapEstate): void {
  for (const one of ground.sheet.surroundings) fill(canvas, area(one, one.rings), ground.colorOf(one));
  fill(canvas, area(ground.site, ground.site), rgba(canvas.palette.ground.site));
}

/** Roads, green, markings and walls. */
export function paintGround(canvas: PlaneCanvas, { ground }: MapEstate, near: boolean): void {
  const { palette } = canvas;
  const { inside, marked, lines } = ground.sheet;
  for (const one of inside) fill(canvas, area(one, one.rings), ground.colorOf(one));
  if (near) for (const one of marked) stroke(canvas, area(one, one.rings), rgba(palette.ground.marking, 0.8), 1);
  for (const line of lines)
    stroke(canvas, { key: line, lines: [line.path], closed: false }, rgba(palette.ground[line.layer]), 1.2);
}

/** Buildings and the rooms of the storey shown. */
export function paintBuilt(canvas: PlaneCanvas, { footprints, plan, highlight }: MapEstate): void {
  const { building, ground, muted, selection } = canvas.palette;
  for (const one of footprints.buried) stroke(canvas, area(one, [one.ring]), rgba(ground.marking, 0.7), 1);
  for (const one of footprints.standing) {
    const selected = one.code === highlight.building;
    fill(canvas, area(one, [one.ring]), rgba(building.light, 0.75));
    stroke(
      canvas,
      area(one, [one.ring]),
      rgba(selected ? selection : muted, selected ? 0.95 : 0.55),
      selected ? 2 : 1.25,
    );
  }
  for (const room of plan?.rooms ?? []) {
    const selected = room.globalId === highlight.space;
    fill(canvas, area(room, [room.ring]), rgba(room.prominent ? building.light : building.dark, 0.92));
    stroke(canvas, area(room, [room.ring]), rgba(selected ? selection : muted, 0.75), selected ? 2.5 : 1.25);
  }
}

/** Hexagons or the heat map of what is analyzed. */
export function paintDensity(canvas: PlaneCanvas, { density }: MapEstate): void {
  const { heat, hexagons } = density.picture ?? { heat: null, hexagons: [] };
  for (const one of hexagons) {
    fill(canvas, area(one, [one.ring]), rgba(one.color, 0.5));
    stroke(canvas, area(one, [one.ring]), rgba(one.color, 0.95), 1.25);
  }
  if (!heat) return;
  const [[west, south], [east, north]] = heat.field.bounds;
  const [left, top] = canvas.paths.place([west, north]);
  const [right, bottom] = canvas.paths.place([east, south]);
  canvas.context.drawImage(heat.canvas, left, top, right - left, bottom - top);
}

/** Fences and areas. `lit` is the bright half of a flash. */
export function paintZones(canvas: PlaneCanvas, { zones }: MapEstate, lit: boolean): void {
  for (const zone of zones.areas) fill(canvas, area(zone, [zone.line]), zones.fillOf(zone));
  for (const zone of zones.lines)
    stroke(
      canvas,
      { key: zone, lines: [zone.line], closed: zone.area },
      zones.strokeOf(zone, lit),
      zones.widthOf(zone),
    );
}
