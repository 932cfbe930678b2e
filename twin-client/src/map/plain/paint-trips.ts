import { css, rgba } from '../color.ts';
import type { MapEstate } from '../map-estate.ts';
import type { FlatCanvas } from './paint-symbols.ts';

const FONT = '600 12px "Noto Sans SC", sans-serif';

/** Ways of patrols and vehicles, their fading trails, and where they are. */
export function paintTrips({ context, frame, palette }: FlatCanvas, { trips }: MapEstate): void {
  if (!trips.picture) return;
  const { ways, trail, heads } = trips.picture;
  const line = (places: readonly (readonly [number, number])[], color: string, widthPx: number) => {
    context.strokeStyle = color;
    context.lineWidth = widthPx;
    context.beginPath();
    for (const place of places) context.lineTo(...frame.project(place));
    context.stroke();
  };
  for (const { path, color } of ways) line(path, css(rgba(color, 0.28)), 1.5);
  for (const { from, to, color, presence } of trail) line([from, to], css(rgba(color, 0.15 + 0.85 * presence)), 4);
  context.font = FONT;
  for (const { track, place } of heads) {
    const [x, y] = frame.project(place);
    context.beginPath();
    context.arc(x, y, 7, 0, Math.PI * 2);
    context.fillStyle = track.color;
    context.fill();
    context.strokeStyle = palette.background;
    context.lineWidth = 2;
    context.stroke();
    const width = context.measureText(track.name).width + 10;
    context.beginPath();
    context.roundRect(x - width / 2, y - 27, width, 18, 3);
    context.fillStyle = css(rgba(palette.background, 0.8));
    context.fill();
    context.fillStyle = palette.text;
    context.fillText(track.name, x, y - 18);
  }
}
