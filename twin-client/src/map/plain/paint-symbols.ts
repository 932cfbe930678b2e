import type { DeviceMarker } from '../../state/marker.ts';
import { symbolKey } from '../../state/paint-symbol.ts';
import { conditionColor, type Palette } from '../../state/palette.ts';
import { css, rgba } from '../color.ts';
import { badgeText, type DrawnSymbol, SYMBOL_PX } from '../device-book.ts';
import { PLATE_PX, TEXT_PX } from '../label-wishes.ts';
import type { MapEstate } from '../map-estate.ts';
import type { MapFrame } from '../map-frame.ts';
import type { MapLabel } from '../map-labels.ts';
import type { SymbolAtlas } from '../symbol-atlas.ts';

const FONT = '"Noto Sans SC", sans-serif';
const DOT_PX = { outdoors: 2.5, indoors: 2 } as const;
/** Air between a symbol and the ring around it, CSS pixels. */
const RING_GAP_PX = 4;

/** What symbols and texts are painted on, in CSS pixels. */
export interface FlatCanvas {
  readonly context: CanvasRenderingContext2D;
  readonly frame: MapFrame;
  readonly palette: Palette;
}

const placeOf = ({ location }: DeviceMarker) => [location.longitude, location.latitude] as const;

/** Dots of the devices in order. */
export function paintDots({ context, frame, palette }: FlatCanvas, estate: MapEstate): void {
  const { detail } = estate.arranged(frame.view.zoom);
  const reach = Math.hypot(frame.width, frame.height);
  const middle = frame.project([frame.view.longitude, frame.view.latitude]);
  for (const { marker, dx, dy } of estate.devices.dotsAround(frame.view, detail, reach)) {
    context.fillStyle = css(rgba(conditionColor(palette, marker.state, marker.priority), 0.8));
    context.beginPath();
    const radius = marker.building === null ? DOT_PX.outdoors : DOT_PX.indoors;
    context.arc(middle[0] + dx, middle[1] + dy, radius, 0, Math.PI * 2);
    context.fill();
  }
}

/** Symbols with their rings and badges, the most important last. */
export function paintSymbols(canvas: FlatCanvas, estate: MapEstate, atlas: SymbolAtlas, lit: boolean): void {
  const { context, frame, palette } = canvas;
  const upward = [...estate.arranged(frame.view.zoom).symbols].reverse();
  atlas.hold(upward.map(({ marker }) => marker));
  for (const symbol of upward) {
    const { marker } = symbol;
    const [x, y] = frame.project(placeOf(marker));
    const size = SYMBOL_PX[marker.state];
    const selected = marker.code === estate.devices.selected?.code;
    if (selected || marker.state === 'alarm') {
      const color = rgba(conditionColor(palette, marker.state, marker.priority), marker.acknowledged || lit ? 1 : 0.2);
      context.strokeStyle = css(selected ? rgba(palette.selection) : color);
      context.lineWidth = 2;
      context.beginPath();
      context.arc(x, y, size / 2 + RING_GAP_PX, 0, Math.PI * 2);
      context.stroke();
    }
    const picture = atlas.mapping[symbolKey(marker)];
    if (picture) {
      const { x: fromX, y: fromY, width, height } = picture;
      context.drawImage(atlas.canvas, fromX, fromY, width, height, x - size / 2, y - size / 2, size, size);
    }
    paintBadge(canvas, symbol, x + size / 2, y + size / 2 - 1);
  }
}

function paintBadge({ context, palette }: FlatCanvas, symbol: DrawnSymbol, x: number, y: number): void {
  const text = badgeText(symbol);
  if (text === null) return;
  context.font = `600 ${TEXT_PX.badge}px ${FONT}`;
  const width = context.measureText(text).width + 8;
  plate(context, x, y, width, TEXT_PX.badge + 4, 7);
  context.fillStyle = css(rgba(palette.background, 0.9));
  context.fill();
  context.strokeStyle = conditionColor(palette, symbol.marker.state, symbol.marker.priority);
  context.lineWidth = 1;
  context.stroke();
  context.fillStyle = palette.text;
  context.fillText(text, x, y);
}

/** Names of roads, rooms and buildings. */
export function paintNames(canvas: FlatCanvas, estate: MapEstate): void {
  const { palette, frame } = canvas;
  const { names, counts, rooms, faint, hexagons } = estate.arranged(frame.view.zoom).labels;
  paintTexts(canvas, faint, `400 ${TEXT_PX.faint}px ${FONT}`, css(rgba(palette.muted, 0.72)));
  paintTexts(canvas, rooms, `400 ${TEXT_PX.room}px ${FONT}`, palette.text);
  paintTexts(canvas, hexagons, `600 ${TEXT_PX.name}px ${FONT}`, palette.text);
  paintTexts(canvas, names, `600 ${TEXT_PX.name}px ${FONT}`, palette.text);
  paintTexts(canvas, counts, `400 ${TEXT_PX.count}px ${FONT}`, css(rgba(palette.text, 0.72)));
}

/** Places of alarms and numbers of alerted zones on plates. */
export function paintPlates(canvas: FlatCanvas, estate: MapEstate): void {
  const { context, frame, palette } = canvas;
  const { alarms, zones } = estate.arranged(frame.view.zoom).labels;
  const font = `600 ${TEXT_PX.alarm}px ${FONT}`;
  const plates = [
    ...alarms.map((label) => {
      const { state, priority } = label.symbol.marker;
      return { label, color: conditionColor(palette, state, priority) };
    }),
    ...zones.map((label) => ({ label, color: estate.zones.colorOf(label.zone) })),
  ];
  for (const { label, color } of plates.reverse()) {
    const [x, y] = frame.project(label.place);
    context.font = font;
    const width = context.measureText(label.text).width + PLATE_PX[0] * 2;
    plate(context, x + label.offset[0], y + label.offset[1], width, TEXT_PX.alarm * 1.3 + PLATE_PX[1] * 2, 3);
    context.fillStyle = css(rgba(palette.background, 0.88));
    context.fill();
    context.strokeStyle = color;
    context.lineWidth = 1;
    context.stroke();
    paintTexts(canvas, [label], font, palette.text);
  }
}

function paintTexts({ context, frame }: FlatCanvas, labels: readonly MapLabel[], font: string, color: string): void {
  context.font = font;
  context.fillStyle = color;
  for (const { text, place, offset } of labels) {
    const [x, y] = frame.project(place);
    context.fillText(text, x + offset[0], y + offset[1]);
  }
}

function plate(context: CanvasRenderingContext2D, x: number, y: number, width: number, height: number, radius: number) {
  context.beginPath();
  context.roundRect(x - width / 2, y - height / 2, width, height, radius);
}
