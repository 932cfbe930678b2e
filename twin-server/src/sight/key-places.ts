import { type DeviceRecord, geoToLocal, type Placement, type ZoneRecord } from 'twin-core';
import { isInside } from 'twin-core/geometry';
import type { Block, Place } from './estate.ts';

/** The six kinds of 7.2.10-1, in its order. */
export const PLACE_KINDS = [
  'estateEntrance',
  'unitEntrance',
  'carParkEntrance',
  'mainRoad',
  'fireLane',
  'publicArea',
] as const;
type PlaceKind = (typeof PLACE_KINDS)[number];

type Position = readonly [longitude: number, latitude: number];
type Point = readonly [x: number, y: number];

/** A feature of the ground plan. */
interface Feature {
  readonly properties: { readonly layer: string; readonly [name: string]: unknown };
  readonly geometry: { readonly type: string; readonly coordinates: readonly unknown[] };
}

/** Which features of the ground plan are key places; the street outside is the town's. */
const LAYERS: Readonly<Record<string, PlaceKind>> = {
  gate: 'estateEntrance',
  road: 'mainRoad',
  plaza: 'publicArea',
  court: 'publicArea',
};
/** What stands at the doors of units and at the entrances of car parks. */
const DEVICES: Readonly<Record<string, PlaceKind>> = {
  'access-controller': 'unitEntrance',
  'barrier-gate': 'carParkEntrance',
};
/** A place is looked at in a point each so many metres. */
const SPACING_M = 3;

/** The key places that the base data know: gates, roads, squares and courts of the plan, fire lanes among the zones, doors and barriers among the devices. */
export function keyPlaces(
  features: readonly Feature[],
  zones: Iterable<ZoneRecord>,
  devices: Iterable<DeviceRecord>,
  frame: Placement,
): Place[] {
  const local = ([longitude, latitude]: Position): Point => {
    const [x, y] = geoToLocal(frame, { longitude, latitude, height: frame.height });
    return [x, y];
  };
  const onGround = (points: readonly Point[]) => points.map(([x, y]) => [x, y, null] as const);
  const places: Place[] = [];
  for (const [number, { properties, geometry }] of features.entries()) {
    const kind = LAYERS[properties.layer];
    if (!kind || properties.class === 'street') continue;
    const code = typeof properties.name === 'string' ? properties.name : `${properties.layer} ${number}`;
    places.push({ kind, code, points: onGround(spread(geometry, local)) });
  }
  for (const { code, kind, geometry } of zones) {
    if (kind === 'fireLane') places.push({ kind, code, points: onGround(spread(geometry, local)) });
  }
  for (const { code, kind, location } of devices) {
    const place = DEVICES[kind];
    if (place) places.push({ kind: place, code, points: [geoToLocal(frame, location)] });
  }
  return places.filter(({ points }) => points.length > 0);
}

/** Buildings around the site, as high as the plan says. */
export function outsideBlocks(features: readonly Feature[], local: (position: Position) => Point): Block[] {
  return features.flatMap(({ properties, geometry }): Block[] => {
    const { layer, kind, heightM } = properties;
    if (layer !== 'outside' || kind !== 'building' || typeof heightM !== 'number') return [];
    return ringsOf(geometry).map(([outer]) => ({
      building: null,
      ring: outer!.slice(0, -1).map(local),
      lowM: -5,
      highM: heightM,
    }));
  });
}

/** Points along a line and over an area. */
function spread(geometry: Feature['geometry'], local: (position: Position) => Point): Point[] {
  if (geometry.type === 'LineString') return alongLine((geometry.coordinates as Position[]).map(local));
  return ringsOf(geometry).flatMap((rings) => overArea(rings.map((ring) => ring.map(local))));
}

function ringsOf({ type, coordinates }: Feature['geometry']): Position[][][] {
  if (type === 'Polygon') return [coordinates as Position[][]];
  return type === 'MultiPolygon' ? (coordinates as Position[][][]) : [];
}

function alongLine(line: readonly Point[]): Point[] {
  return line.slice(1).flatMap(([x, y], i) => {
    const [fromX, fromY] = line[i]!;
    const count = Math.max(1, Math.round(Math.hypot(x - fromX, y - fromY) / SPACING_M));
    return Array.from({ length: count }, (_, k): Point => {
      const share = (k + 0.5) / count;
      return [fromX + (x - fromX) * share, fromY + (y - fromY) * share];
    });
  });
}

function overArea([outer = [], ...holes]: readonly (readonly Point[])[]): Point[] {
  const [xs, ys] = [outer.map(([x]) => x), outer.map(([, y]) => y)];
  const [left, low] = [Math.min(...xs), Math.min(...ys)];
  const points: Point[] = [];
  for (let x = left + SPACING_M / 2; x < Math.max(...xs); x += SPACING_M) {
    for (let y = low + SPACING_M / 2; y < Math.max(...ys); y += SPACING_M) {
      if (isInside(outer, x, y) && !holes.some((hole) => isInside(hole, x, y))) points.push([x, y]);
    }
  }
  return points;
}
