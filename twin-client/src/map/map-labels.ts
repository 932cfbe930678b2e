import type { Footprint } from './building-layers.ts';
import type { DrawnSymbol } from './device-book.ts';
import { SYMBOL_PX } from './device-book.ts';
import { besideSymbol, type LabelOffset, type LabelWish, layOutLabels, type Obstacle } from './label-layout.ts';
import { toPlane } from './plane.ts';

/** Sizes of the map's texts, CSS pixels. */
export const TEXT_PX = { name: 13, count: 11, badge: 11, alarm: 14 } as const;

/** A text and where its middle stands: offset in CSS pixels from a place. */
export interface MapLabel {
  readonly text: string;
  readonly place: [longitude: number, latitude: number];
  readonly offset: LabelOffset;
}

/** A label with the symbol it belongs to. */
export interface AlarmLabel extends MapLabel {
  readonly symbol: DrawnSymbol;
}

/** Every text of the map at one zoom. */
export interface LabelSet {
  readonly names: readonly MapLabel[];
  readonly counts: readonly MapLabel[];
  readonly alarms: readonly AlarmLabel[];
}

/** Width of a text in CSS pixels. */
export type MeasureText = (text: string, sizePx: number) => number;

/** Padding of an alarm's plate around its text, CSS pixels: across and up. */
export const PLATE_PX = [7, 4] as const;
const RING_PX = 9;
/** A name, alone and with its number, may be this much wider than its building before it is left out. */
const OVERHANG = { name: 1.7, counted: 1.3 };
/** How far below its building's middle a name may stand, CSS pixels: the preferred first. */
const NAME_DROPS_PX = [0, 26, -26, 40, -40];
/** Between a name and its number, CSS pixels. */
const COUNT_GAP_PX = 5;

/** What labels are made of. */
export interface LabelInput {
  readonly zoom: number;
  readonly footprints: readonly Footprint[];
  readonly symbols: readonly DrawnSymbol[];
  /** Devices in order a building; empty where they are drawn one by one. */
  readonly counts: ReadonlyMap<string, number>;
  readonly measure: MeasureText;
}

/**
 * Chooses and places the texts: places of alarms first, the worst before the others, then names of buildings, the larger
 * first, each with the number of its devices. None covers another or a symbol.
 */
export function labelSet({ zoom, footprints, symbols, counts, measure }: LabelInput): LabelSet {
  const obstacles = symbols.map(({ marker }): Obstacle => {
    const [x, y] = toPlane([marker.location.longitude, marker.location.latitude], zoom);
    const half = SYMBOL_PX[marker.state] / 2 + (marker.state === 'alarm' ? 2 : 0);
    return { x, y, halfWidth: half, halfHeight: half };
  });
  const alarmed = symbols.filter(({ marker }) => marker.state === 'alarm');
  const named = footprints
    .map((footprint) => nameLine(footprint, zoom, counts, measure))
    .filter((line) => line !== null)
    .sort((a, b) => areaOf(b.footprint) - areaOf(a.footprint));
  const wishes = [
    ...alarmed.map((symbol) => alarmWish(symbol, zoom, measure)),
    ...named.map((line) => nameWish(line, zoom)),
  ];
  const placed = layOutLabels(wishes, obstacles);
  const shown = named.flatMap((line) => {
    const offset = placed.get(`building:${line.footprint.code}`);
    const place = [...line.footprint.middle] as [number, number];
    return offset ? [{ ...line, place, offset }] : [];
  });
  return {
    alarms: alarmed.flatMap((symbol) => {
      const offset = placed.get(`alarm:${symbol.marker.code}`);
      const { longitude, latitude } = symbol.marker.location;
      return offset ? [{ symbol, text: symbol.marker.place, place: [longitude, latitude], offset }] : [];
    }),
    names: shown.map(({ footprint, place, offset: [x, y], width, nameWidth }) => ({
      text: footprint.name,
      place,
      offset: [x - (width - nameWidth) / 2, y],
    })),
    counts: shown.flatMap(({ count, place, offset: [x, y], width, countWidth }) =>
      count === null ? [] : [{ text: count, place, offset: [x + (width - countWidth) / 2, y + 1] as const }],
    ),
  };
}

/** A building's name with the number of its devices, in one line; sizes in CSS pixels. */
interface NameLine {
  readonly footprint: Footprint;
  readonly count: string | null;
  readonly width: number;
  readonly nameWidth: number;
  readonly countWidth: number;
}

/** The line that a building has room for: with its number, without it, or none. */
function nameLine(
  footprint: Footprint,
  zoom: number,
  counts: ReadonlyMap<string, number>,
  measure: MeasureText,
): NameLine | null {
  const side = Math.max(...sizeOf(footprint, zoom));
  const nameWidth = measure(footprint.name, TEXT_PX.name);
  if (nameWidth > side * OVERHANG.name) return null;
  const number = counts.get(footprint.code);
  const count = number === undefined ? null : `· ${number}`;
  const countWidth = count === null ? 0 : measure(count, TEXT_PX.count);
  const width = nameWidth + COUNT_GAP_PX + countWidth;
  if (count === null || width > side * OVERHANG.counted)
    return { footprint, count: null, width: nameWidth, nameWidth, countWidth: 0 };
  return { footprint, count, width, nameWidth, countWidth };
}

function alarmWish({ marker }: DrawnSymbol, zoom: number, measure: MeasureText): LabelWish {
  const [x, y] = toPlane([marker.location.longitude, marker.location.latitude], zoom);
  const width = measure(marker.place, TEXT_PX.alarm) + PLATE_PX[0] * 2;
  const height = TEXT_PX.alarm * 1.3 + PLATE_PX[1] * 2;
  const radius = SYMBOL_PX[marker.state] / 2 + RING_PX;
  return { key: `alarm:${marker.code}`, x, y, width, height, places: besideSymbol(radius, width, height) };
}

function nameWish({ footprint: { code, middle }, width }: NameLine, zoom: number): LabelWish {
  const [x, y] = toPlane(middle, zoom);
  const places = NAME_DROPS_PX.map((dy) => [0, dy] as const);
  return { key: `building:${code}`, x, y, width: width + 8, height: TEXT_PX.name * 1.4, places };
}

function sizeOf({ bounds: [southWest, northEast] }: Footprint, zoom: number): readonly [width: number, height: number] {
  const [left, bottom] = toPlane(southWest, zoom);
  const [right, top] = toPlane(northEast, zoom);
  return [right - left, bottom - top];
}

const areaOf = (footprint: Footprint) => {
  const [width, height] = sizeOf(footprint, 0);
  return footprint.underground ? 0 : width * height;
};
