import { css, rgba } from '../color.ts';
import { MARK_PX, paintMark } from '../differences/difference-picture.ts';
import type { MapEstate } from '../map-estate.ts';
import type { FlatCanvas } from './paint-symbols.ts';

const FONT = '600 12px "Noto Sans SC", sans-serif';

/** What of two courses differs: ground that cameras lose and gain, guards and their ways, alarms. */
export function paintDifferences({ context, frame, palette }: FlatCanvas, { differences }: MapEstate): void {
  if (!differences) return;
  const { cells, ways, posts, places, letters } = differences;
  const trace = (line: readonly (readonly [number, number])[]) => {
    context.beginPath();
    for (const place of line) context.lineTo(...frame.project(place));
  };
  for (const { ring, isGained } of cells) {
    trace(ring);
    context.fillStyle = css(rgba(isGained ? palette.wayOut : palette.priority[1], 0.34));
    context.fill();
  }
  for (const { line, isTried } of ways) {
    trace(line);
    context.strokeStyle = isTried ? css(rgba(palette.wayOut, 0.95)) : css(rgba(palette.muted, 0.6));
    context.lineWidth = isTried ? 3 : 2;
    context.stroke();
  }
  const write = (text: string, x: number, y: number, color: string) => {
    context.font = FONT;
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    const width = context.measureText(text).width + 10;
    context.beginPath();
    context.roundRect(x - width / 2, y - 9, width, 18, 3);
    context.fillStyle = css(rgba(palette.background, 0.8));
    context.fill();
    context.fillStyle = color;
    context.fillText(text, x, y);
  };
  const ring = (x: number, y: number, radius: number, color: string) => {
    context.beginPath();
    context.arc(x, y, radius, 0, Math.PI * 2);
    context.strokeStyle = color;
    context.lineWidth = 2;
    context.stroke();
  };
  for (const { name, at, state } of posts) {
    const [x, y] = frame.project(at);
    context.beginPath();
    context.arc(x, y, 8, 0, Math.PI * 2);
    context.fillStyle = state === 'tried' ? palette.wayOut : css(rgba(palette.background, 0.85));
    context.fill();
    ring(x, y, 8, state === 'left' ? palette.faint : palette.wayOut);
    write(name, x, y + 20, state === 'left' ? palette.faint : palette.text);
  }
  for (const { mark, at, count, chosen } of places) {
    const [x, y] = frame.project(at);
    if (chosen) ring(x, y, MARK_PX * 0.8, palette.selection);
    context.save();
    context.translate(x - MARK_PX / 2, y - MARK_PX / 2);
    paintMark(context, mark, letters[mark], palette, MARK_PX);
    context.restore();
    if (count > 1) write(String(count), x + 15, y - 11, palette.text);
  }
}
