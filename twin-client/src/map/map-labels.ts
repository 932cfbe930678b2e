import type { LonLat } from '../state/ground-plan.ts';
import type { Hexagon } from './density/hexagons.ts';
import type { DrawnSymbol } from './device-book.ts';
import type { Footprint } from './footprints.ts';
import type { GroundName } from './ground-names.ts';
import { type LabelOffset, layOutLabels, type Obstacle } from './label-layout.ts';
import {
  alarmWish,
  fenceNumberWish,
  groundNameWish,
  hexagonKey,
  hexagonWish,
  type MeasureText,
  nameLine,
  nameWish,
  planWish,
  roomWish,
  symbolRoom,
  TEXT_PX,
  zonePlateText,
  zonePlateWish,
} from './label-wishes.ts';
import { boundsOf, toPlane } from './plane.ts';
import type { PlanRoom, StoreyPlan } from './storey-plan.ts';
import type { DrawnZone } from './zone-book.ts';

/** A text and where its middle stands: offset in CSS pixels from a place. */
export interface MapLabel {
  readonly text: string;
  readonly place: [longitude: number, latitude: number];
  readonly offset: LabelOffset;
}

/** A label with what it belongs to. */
export type LabelOf<Owner extends string, T> = MapLabel & { readonly [key in Owner]: T };

/** Every text of the map at one zoom. */
export interface LabelSet {
  /** Names of buildings and, beside them, their storeys and devices. */
  readonly names: readonly MapLabel[];
  readonly counts: readonly MapLabel[];
  readonly alarms: readonly LabelOf<'symbol', DrawnSymbol>[];
  /** Number and name of each alerted fence zone and of the selected zone. */
  readonly zones: readonly LabelOf<'zone', DrawnZone>[];
  readonly rooms: readonly LabelOf<'room', PlanRoom>[];
  /** How many alarms a hexagon holds. */
  readonly hexagons: readonly MapLabel[];
  /** Names of roads and squares, and numbers of fence zones in order. */
  readonly faint: readonly MapLabel[];
}

/** What labels are made of. */
export interface LabelInput {
  readonly zoom: number;
  readonly footprints: readonly Footprint[];
  readonly symbols: readonly DrawnSymbol[];
  /** Devices in order a building; empty where they are drawn one by one. */
  readonly counts: ReadonlyMap<string, number>;
  /** Zones with a plate: alerted fences, and the selected zone. */
  readonly zones: readonly DrawnZone[];
  /** Fence zones whose numbers are shown where there is room. */
  readonly fences: readonly DrawnZone[];
  readonly groundNames: readonly GroundName[];
  readonly plan: StoreyPlan | null;
  readonly hexagons: readonly Hexagon[];
  readonly measure: MeasureText;
}

/**
 * Chooses and places the texts: plates of alerted zones, places of alarms, the worst before the others, rooms of the storey
 * shown, names of buildings, the larger first, and where there is room left, of roads and fence zones. None covers another
 * or a symbol; only a zone's plate is never left out.
 */
export function labelSet(input: LabelInput): LabelSet {
  const { zoom, symbols, counts, zones, fences, groundNames, plan, hexagons, measure } = input;
  const obstacles = symbols.map((symbol): Obstacle => symbolRoom(symbol, zoom));
  // The plate says the zone's name already.
  const told = new Set(zones.map(({ name }) => name));
  const alarmed = symbols.filter(({ marker }) => marker.state === 'alarm' && !told.has(marker.place));
  const rooms = plan?.rooms ?? [];
  const opened = input.footprints.find(({ code }) => code === plan?.building);
  const storeyText = opened && plan ? `${opened.name} ${plan.storey}` : '';
  const middle = middleOf(input.footprints);
  const named = input.footprints
    .filter(({ code }) => code !== plan?.building)
    .map((footprint) => nameLine(footprint, zoom, counts, measure))
    .filter((line) => line !== null)
    .sort((a, b) => areaOf(b.footprint) - areaOf(a.footprint));
  const numbered = fences.filter((fence) => !zones.includes(fence));
  const placed = layOutLabels(
    [
      ...zones.map((zone) => zonePlateWish(zone, zoom, measure, middle)),
      ...alarmed.map((symbol) => alarmWish(symbol, zoom, measure, middle)),
      ...(opened ? [planWish(opened, zoom, measure(storeyText, TEXT_PX.name))] : []),
      ...hexagons.map((hexagon) => hexagonWish(hexagon, zoom, measure)),
      ...rooms.filter(({ prominent }) => prominent).flatMap((room) => roomWish(room, zoom, measure)),
      ...named.map((line) => nameWish(line, zoom)),
      ...rooms.filter(({ prominent }) => !prominent).flatMap((room) => roomWish(room, zoom, measure)),
      ...groundNames.flatMap((name) => groundNameWish(name, zoom, measure)),
      ...numbered.flatMap((fence) => fenceNumberWish(fence, zoom, measure)),
    ],
    obstacles,
  );
  const label = (key: string, text: string, [longitude, latitude]: readonly [number, number]): MapLabel[] => {
    const offset = placed.get(key);
    return offset ? [{ text, place: [longitude, latitude], offset }] : [];
  };
  const shown = named.flatMap((line) => {
    const { code, middle, name } = line.footprint;
    return label(`building:${code}`, name, middle).map((at) => ({ ...line, ...at }));
  });
  return {
    alarms: alarmed.flatMap((symbol) => {
      const { code, place, location } = symbol.marker;
      return label(`alarm:${code}`, place, [location.longitude, location.latitude]).map((at) => ({ ...at, symbol }));
    }),
    zones: zones.flatMap((zone) =>
      label(`zone:${zone.code}`, zonePlateText(zone), zone.middle).map((at) => ({ ...at, zone })),
    ),
    rooms: rooms.flatMap((room) =>
      label(`room:${room.globalId}`, room.name, room.middle).map((at) => ({ ...at, room })),
    ),
    names: [
      ...shown.map(({ text, place, offset: [x, y], width, nameWidth }) => ({
        text,
        place,
        offset: [x - (width - nameWidth) / 2, y] as const,
      })),
      ...(opened ? label(`plan:${opened.code}`, storeyText, [opened.middle[0], opened.bounds[1][1]]) : []),
    ],
    counts: shown.flatMap(({ count, place, offset: [x, y], width, countWidth }) =>
      count === null ? [] : [{ text: count, place, offset: [x + (width - countWidth) / 2, y + 1] as const }],
    ),
    hexagons: hexagons.flatMap((hexagon) => label(hexagonKey(hexagon), String(hexagon.count), hexagon.middle)),
    faint: [
      ...groundNames.flatMap(({ text, place }) => label(`ground:${text}`, text, place)),
      ...numbered.flatMap(({ code, middle }) => label(`fence:${code}`, code, middle)),
    ],
  };
}

/** The middle of all buildings, degrees. */
function middleOf(footprints: readonly Footprint[]): LonLat {
  const [[west, south], [east, north]] = boundsOf(footprints.flatMap(({ bounds }) => bounds));
  return [(west + east) / 2, (south + north) / 2];
}

function areaOf({ bounds: [southWest, northEast], storeys }: Footprint): number {
  const [left, bottom] = toPlane(southWest, 0);
  const [right, top] = toPlane(northEast, 0);
  return storeys === 0 ? 0 : (right - left) * (bottom - top);
}
