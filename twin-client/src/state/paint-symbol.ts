import type { DeviceState, Priority } from 'twin-core';
import type { DeviceMarker } from './marker.ts';
import { conditionColor, type Palette } from './palette.ts';

/** What decides how a symbol looks: two markers of one look share one picture. */
export type SymbolLook = Pick<DeviceMarker, 'symbol' | 'state' | 'priority'>;

/** The box symbols are designed in; pictures are this many units wide and high. */
const SYMBOL_BOX = 40;

/** One text for one look. */
export function symbolKey({ symbol, state, priority }: SymbolLook): string {
  return `${state}:${priority ?? 0}:${symbol}`;
}

/** Shape and stroke of the plate behind the glyph: a state is told by shape as well as by color. */
interface Plate {
  readonly shape: 'disc' | 'diamond' | 'square';
  readonly radius: number;
  readonly filled: boolean;
  readonly strokeWidth: number;
  readonly dash: readonly number[];
  readonly badge: 'mark' | 'slash' | 'clock' | 'question' | null;
}

const PLATES: Readonly<Record<DeviceState, Plate>> = {
  alarm: { shape: 'diamond', radius: 18, filled: true, strokeWidth: 2, dash: [], badge: null },
  fault: { shape: 'disc', radius: 14, filled: false, strokeWidth: 2.5, dash: [], badge: 'mark' },
  offline: { shape: 'square', radius: 12, filled: false, strokeWidth: 2, dash: [], badge: 'slash' },
  stale: { shape: 'disc', radius: 13, filled: false, strokeWidth: 2, dash: [5, 3], badge: 'clock' },
  unknown: { shape: 'square', radius: 12, filled: false, strokeWidth: 2, dash: [2, 4], badge: 'question' },
  normal: { shape: 'disc', radius: 12, filled: false, strokeWidth: 1.25, dash: [], badge: null },
};

function plateOutline({ shape, radius }: Plate): Path2D {
  const path = new Path2D();
  if (shape === 'disc') path.arc(0, 0, radius, 0, Math.PI * 2);
  else if (shape === 'square') path.roundRect(-radius, -radius, radius * 2, radius * 2, 3);
  else {
    // A square of the same reach on its corner, its corners slightly rounded.
    const edge = radius * Math.SQRT1_2;
    const corner = new Path2D();
    corner.roundRect(-edge, -edge, edge * 2, edge * 2, 3.5);
    path.addPath(corner, new DOMMatrix().rotate(45));
  }
  return path;
}

function paintBadge(context: CanvasRenderingContext2D, badge: Plate['badge'], color: string, plate: string): void {
  if (badge === null) return;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  context.setLineDash([]);
  if (badge === 'slash') {
    for (const [stroke, width] of [
      [plate, 5],
      [color, 2],
    ] as const) {
      context.strokeStyle = stroke;
      context.lineWidth = width;
      context.stroke(new Path2D('M-9 9 9-9'));
    }
    return;
  }
  context.save();
  context.translate(11, -11);
  const outline = new Path2D(badge === 'mark' ? 'M0-6.5 7 5.5H-7z' : 'M-5.5 0a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0-11 0z');
  context.strokeStyle = plate;
  context.lineWidth = 4;
  context.stroke(outline);
  context.fillStyle = color;
  context.fill(outline);
  context.strokeStyle = plate;
  context.lineWidth = 1.75;
  if (badge === 'mark') context.stroke(new Path2D('M0-2.5V1M0 3.5V3.51'));
  else if (badge === 'clock') context.stroke(new Path2D('M0-3V0.3H2.5'));
  else context.stroke(new Path2D('M-1.8-1.6A1.8 1.8 0 1 1 0 .6M0 2.9V2.91'));
  context.restore();
}

/** Paints a symbol into a square of `sizePx` device pixels whose upper left corner is the context's origin. */
export function paintSymbol(
  context: CanvasRenderingContext2D,
  look: SymbolLook,
  palette: Palette,
  sizePx: number,
): void {
  const plate = PLATES[look.state];
  const color = conditionColor(palette, look.state, look.priority);
  context.save();
  context.scale(sizePx / SYMBOL_BOX, sizePx / SYMBOL_BOX);
  context.translate(SYMBOL_BOX / 2, SYMBOL_BOX / 2);
  const outline = plateOutline(plate);
  context.fillStyle = plate.filled ? color : palette.symbolPlate;
  context.fill(outline);
  context.strokeStyle = plate.filled ? palette.background : color;
  context.lineWidth = plate.strokeWidth;
  context.setLineDash([...plate.dash]);
  context.stroke(outline);
  context.save();
  // Glyphs are drawn in a 24 × 24 box; two thirds of it fit a plate.
  const scale = look.state === 'alarm' ? 0.74 : 0.62;
  context.scale(scale, scale);
  context.translate(-12, -12);
  context.fillStyle = plate.filled ? palette.background : color;
  context.fill(new Path2D(look.symbol));
  context.restore();
  paintBadge(context, plate.badge, color, palette.symbolPlate);
  context.restore();
}

/** A symbol's priority order on screen: what lies above what, and what is kept when room is short. Higher is above. */
export function symbolRank(state: DeviceState, priority: Priority | null): number {
  if (state === 'alarm') return 20 - (priority ?? 4);
  if (state === 'fault') return 10 - (priority ?? 4);
  return { offline: 3, stale: 2, unknown: 1, normal: 0 }[state];
}
