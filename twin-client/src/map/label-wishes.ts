import type { LonLat } from '../state/ground-plan.ts';
import type { Hexagon } from './density/hexagons.ts';
import { type DrawnSymbol, SYMBOL_PX } from './device-book.ts';
import type { Footprint } from './footprints.ts';
import type { GroundName } from './ground-names.ts';
import { besideSymbol, type LabelOffset, type LabelWish, type Obstacle } from './label-layout.ts';
import { boundsOf, toPlane } from './plane.ts';
import type { PlanRoom } from './storey-plan.ts';
import type { DrawnZone } from './zone-book.ts';

/** Sizes of the map's texts, CSS pixels. */
export const TEXT_PX = { name: 13, count: 11, badge: 11, alarm: 14, room: 12, faint: 11 } as const;

/** Padding of a plate around its text, CSS pixels: across and up. */
export const PLATE_PX = [7, 4] as const;
const RING_PX = 9;
/** A name, alone and with its numbers, may be this much wider than its building before it is left out. */
const OVERHANG = { name: 1.7, counted: 1.3 };
/** How far below its building's middle a name may stand, CSS pixels: the preferred first. */
const NAME_DROPS_PX = [0, 26, -26, 40, -40];
const ROOM_DROPS_PX = [0, 18, -18, 30, -30];
/** Between a name and its numbers, CSS pixels. */
const COUNT_GAP_PX = 5;
/** Between a fence's line and the number beside it, CSS pixels. */
const FENCE_GAP_PX = 5;
/** A fence zone shorter than this has no number, CSS pixels. */
const LEAST_FENCE_PX = 34;

/** Width of a text in CSS pixels. */
export type MeasureText = (text: string, sizePx: number) => number;

/** The room a symbol takes, in pixels of the plane. */
export function symbolRoom({ marker }: DrawnSymbol, zoom: number): Obstacle {
  const [x, y] = toPlane([marker.location.longitude, marker.location.latitude], zoom);
  const half = SYMBOL_PX[marker.state] / 2 + (marker.state === 'alarm' ? 2 : 0);
  return { x, y, halfWidth: half, halfHeight: half };
}

/** A building's name with its storeys and devices, in one line; sizes in CSS pixels. */
interface NameLine {
  readonly footprint: Footprint;
  readonly count: string | null;
  readonly width: number;
  readonly nameWidth: number;
  readonly countWidth: number;
}

/** The line that a building has room for: with both its numbers, with one, without them, or none. */
export function nameLine(
  footprint: Footprint,
  zoom: number,
  counts: ReadonlyMap<string, number>,
  measure: MeasureText,
): NameLine | null {
  const side = Math.max(...sizeOf(footprint, zoom));
  const nameWidth = measure(footprint.name, TEXT_PX.name);
  if (nameWidth > side * OVERHANG.name) return null;
  const storeys = footprint.storeys > 1 ? `${footprint.storeys}F` : null;
  const devices = counts.get(footprint.code)?.toString() ?? null;
  for (const numbers of [[storeys, devices], [devices], [storeys]]) {
    const told = numbers.filter((number) => number !== null);
    if (told.length < numbers.length) continue;
    const count = `· ${told.join(' · ')}`;
    const countWidth = measure(count, TEXT_PX.count);
    const width = nameWidth + COUNT_GAP_PX + countWidth;
    if (width <= side * OVERHANG.counted) return { footprint, count, width, nameWidth, countWidth };
  }
  return { footprint, count: null, width: nameWidth, nameWidth, countWidth: 0 };
}

export function nameWish({ footprint: { code, middle }, width }: NameLine, zoom: number): LabelWish {
  const [x, y] = toPlane(middle, zoom);
  return { key: `building:${code}`, x, y, width: width + 8, height: TEXT_PX.name * 1.4, places: drops(NAME_DROPS_PX) };
}

/** The storey shown, over the north edge of its building, or under the south one. */
export function planWish({ code, bounds }: Footprint, zoom: number, width: number): LabelWish {
  const [[west, south], [east, north]] = bounds;
  const [x, y] = toPlane([(west + east) / 2, north], zoom);
  const drop = toPlane([west, south], zoom)[1] - y;
  const height = TEXT_PX.name * 1.4;
  const places = [
    [0, -height],
    [0, drop + height],
  ] as const;
  return { key: `plan:${code}`, x, y, width: width + 8, height, places };
}

/** `middle` is the site's: a text stands on the side of its symbol that is nearer to it, so that it is not cut off at the edge. */
export function alarmWish({ marker }: DrawnSymbol, zoom: number, measure: MeasureText, middle: LonLat): LabelWish {
  const [x, y] = toPlane([marker.location.longitude, marker.location.latitude], zoom);
  const { width, height } = plateSize(marker.place, measure);
  const radius = SYMBOL_PX[marker.state] / 2 + RING_PX;
  const leftFirst = marker.location.longitude > middle[0];
  return { key: `alarm:${marker.code}`, x, y, width, height, places: besideSymbol(radius, width, height, leftFirst) };
}

/** A zone is known by its number first: operators say it over the radio. */
export function zonePlateText({ code, name }: DrawnZone): string {
  return code === name ? code : `${code} ${name}`;
}

export function zonePlateWish(zone: DrawnZone, zoom: number, measure: MeasureText, middle: LonLat): LabelWish {
  const [x, y] = toPlane(zone.middle, zoom);
  const { width, height } = plateSize(zonePlateText(zone), measure);
  const places = besideSymbol(SYMBOL_PX.alarm / 2 + RING_PX, width, height, zone.middle[0] > middle[0]);
  return { key: `zone:${zone.code}`, x, y, width, height, places, required: true };
}

/** Corridors and shafts are named only inside their walls. */
export function roomWish(room: PlanRoom, zoom: number, measure: MeasureText): LabelWish[] {
  const [x, y] = toPlane(room.middle, zoom);
  const width = measure(room.name, TEXT_PX.room) + 6;
  const [southWest, northEast] = boundsOf(room.ring);
  const roomPx = toPlane(northEast, zoom)[0] - toPlane(southWest, zoom)[0];
  if (width > roomPx * (room.prominent ? 1.1 : 1)) return [];
  const height = TEXT_PX.room * 1.4;
  const places = drops(room.prominent ? ROOM_DROPS_PX : [0]);
  return [{ key: `room:${room.globalId}`, x, y, width, height, places }];
}

export function hexagonKey({ middle }: Hexagon): string {
  return `hexagon:${middle.join()}`;
}

export function hexagonWish(hexagon: Hexagon, zoom: number, measure: MeasureText): LabelWish {
  const [x, y] = toPlane(hexagon.middle, zoom);
  const width = measure(String(hexagon.count), TEXT_PX.name) + 6;
  return { key: hexagonKey(hexagon), x, y, width, height: TEXT_PX.name * 1.3, places: drops([0, 16, -16]) };
}

/** A name is drawn on the ground it belongs to: where that is too narrow there is none. */
export function groundNameWish(name: GroundName, zoom: number, measure: MeasureText): LabelWish[] {
  const height = TEXT_PX.faint * 1.2;
  if (name.clearance * 2 ** zoom < height / 2) return [];
  const [x, y] = toPlane(name.place, zoom);
  const width = measure(name.text, TEXT_PX.faint) + 10;
  return [{ key: `ground:${name.text}`, x, y, width, height, places: [[0, 0]] }];
}

/** The number stands beside its stretch of fence, on the estate's side where that is free. */
export function fenceNumberWish(fence: DrawnZone, zoom: number, measure: MeasureText): LabelWish[] {
  const [southWest, northEast] = boundsOf(fence.line);
  const [left, bottom] = toPlane(southWest, zoom);
  const [right, top] = toPlane(northEast, zoom);
  if (Math.hypot(right - left, bottom - top) < LEAST_FENCE_PX) return [];
  const [x, y] = toPlane(fence.middle, zoom);
  const width = measure(fence.code, TEXT_PX.faint) + 4;
  const height = TEXT_PX.faint * 1.2;
  const [across, up] = [width / 2 + FENCE_GAP_PX, height / 2 + FENCE_GAP_PX];
  const upright = bottom - top > right - left;
  const places: LabelOffset[] = upright
    ? [
        [across, 0],
        [-across, 0],
      ]
    : [
        [0, up],
        [0, -up],
      ];
  return [{ key: `fence:${fence.code}`, x, y, width, height, places }];
}

const drops = (offsetsPx: readonly number[]) => offsetsPx.map((dy) => [0, dy] as const);

function plateSize(text: string, measure: MeasureText): { readonly width: number; readonly height: number } {
  return { width: measure(text, TEXT_PX.alarm) + PLATE_PX[0] * 2, height: TEXT_PX.alarm * 1.3 + PLATE_PX[1] * 2 };
}

function sizeOf({ bounds: [southWest, northEast] }: Footprint, zoom: number): readonly [width: number, height: number] {
  const [left, bottom] = toPlane(southWest, zoom);
  const [right, top] = toPlane(northEast, zoom);
  return [right - left, bottom - top];
}
