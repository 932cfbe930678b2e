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
/** A name may be this much wider than its building before it is left out. */
const OVERHANG = 1.7;
const COUNT_DROP_PX = 17;

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
  const named = footprints.filter((footprint) => hasRoom(footprint, zoom, measure));
  const wishes = [
    ...alarmed.map((symbol) => alarmWish(symbol, zoom, measure)),
    ...named.sort((a, b) => areaOf(b) - areaOf(a)).map((footprint) => nameWish(footprint, zoom, counts, measure)),
  ];
  const placed = layOutLabels(wishes, obstacles);
  const shown = named.flatMap(({ code, name, middle }) => {
    const offset = placed.get(`building:${code}`);
    const count = counts.get(code);
    return offset ? [{ text: name, place: [...middle] as [number, number], offset, count }] : [];
  });
  return {
    alarms: alarmed.flatMap((symbol) => {
      const offset = placed.get(`alarm:${symbol.marker.code}`);
      const { longitude, latitude } = symbol.marker.location;
      return offset ? [{ symbol, text: symbol.marker.place, place: [longitude, latitude], offset }] : [];
    }),
    names: shown.map(({ text, place, offset: [x, y], count }) => ({
      text,
      place,
      offset: [x, count === undefined ? y : y - COUNT_DROP_PX / 2],
    })),
    counts: shown.flatMap(({ place, offset: [x, y], count }) =>
      count === undefined ? [] : [{ text: String(count), place, offset: [x, y + COUNT_DROP_PX / 2] as const }],
    ),
  };
}

function alarmWish({ marker }: DrawnSymbol, zoom: number, measure: MeasureText): LabelWish {
  const [x, y] = toPlane([marker.location.longitude, marker.location.latitude], zoom);
  const width = measure(marker.place, TEXT_PX.alarm) + PLATE_PX[0] * 2;
  const height = TEXT_PX.alarm * 1.3 + PLATE_PX[1] * 2;
  const radius = SYMBOL_PX[marker.state] / 2 + RING_PX;
  return { key: `alarm:${marker.code}`, x, y, width, height, places: besideSymbol(radius, width, height) };
}

function nameWish(
  { code, name, middle }: Footprint,
  zoom: number,
  counts: ReadonlyMap<string, number>,
  measure: MeasureText,
): LabelWish {
  const [x, y] = toPlane(middle, zoom);
  const height = TEXT_PX.name * 1.4 + (counts.has(code) ? COUNT_DROP_PX : 0);
  return {
    key: `building:${code}`,
    x,
    y,
    width: measure(name, TEXT_PX.name) + 8,
    height,
    places: [
      [0, 0],
      [0, -30],
      [0, 30],
      [0, -44],
      [0, 44],
    ],
  };
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

function hasRoom(footprint: Footprint, zoom: number, measure: MeasureText): boolean {
  return Math.max(...sizeOf(footprint, zoom)) * OVERHANG >= measure(footprint.name, TEXT_PX.name);
}
