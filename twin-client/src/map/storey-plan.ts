import { type BuildingOutline, localToGeo, type SpaceModel } from 'twin-core';
import type { LonLat } from '../state/ground-plan.ts';
import type { BuildingView } from '../state/site-view.ts';
import { isWithin } from './plane.ts';

/** A home, a room or a corridor of a storey as the map draws it. */
export interface PlanRoom {
  readonly globalId: string;
  /** What people call it: a home by its number, others by their long name. */
  readonly name: string;
  /** People live or gather here: it is named before corridors and shafts. */
  readonly prominent: boolean;
  readonly ring: readonly LonLat[];
  /** Where its name stands. */
  readonly middle: LonLat;
  readonly areaM2: number;
}

/** One storey of a building, laid out on the ground. */
export interface StoreyPlan {
  readonly building: string;
  readonly storey: string;
  /** The largest first: a room that stands in a home is drawn over it. */
  readonly rooms: readonly PlanRoom[];
}

/** Types of spaces where people live or gather. */
const PROMINENT: ReadonlySet<string | null> = new Set(['HOME', 'ROOM', 'KITCHEN']);

type Ring = SpaceModel['footprint'];

/** The rooms of a storey (by name) where they are on the ground. Spaces without an outline are left out. */
export function storeyPlan(building: BuildingView, model: BuildingOutline, storey: string): StoreyPlan {
  const storeyId = model.storeys.find(({ name }) => name === storey)?.globalId;
  const toGround = ([x, y]: readonly [number, number]): LonLat => {
    const { longitude, latitude } = localToGeo(building.placement, [x, y, 0]);
    return [longitude, latitude];
  };
  const rooms = model.spaces
    .filter((space) => space.storey === storeyId && space.footprint.length >= 3)
    .map(({ globalId, name, longName, objectType, footprint }) => ({
      globalId,
      name: objectType === 'HOME' ? name : (longName ?? name),
      prominent: PROMINENT.has(objectType),
      ring: footprint.map(toGround),
      middle: toGround(centroidOf(footprint)),
      areaM2: Math.abs(signedAreaOf(footprint)),
    }))
    .sort((a, b) => b.areaM2 - a.areaM2);
  return { building: building.code, storey, rooms };
}

/** The innermost room at a place, or null. */
export function roomAt(plan: StoreyPlan, place: LonLat): PlanRoom | null {
  return plan.rooms.findLast(({ ring }) => isWithin(place, ring)) ?? null;
}

function signedAreaOf(ring: Ring): number {
  let twice = 0;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++)
    twice += ring[j]![0] * ring[i]![1] - ring[i]![0] * ring[j]![1];
  return twice / 2;
}

/** The middle of a ring's area. It may lie outside a bent corridor: its name then stands beside it. */
function centroidOf(ring: Ring): [number, number] {
  const area = signedAreaOf(ring);
  if (area === 0) return ring[0]!;
  let [x, y] = [0, 0];
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [[ax, ay], [bx, by]] = [ring[j]!, ring[i]!];
    const cross = ax * by - bx * ay;
    x += (ax + bx) * cross;
    y += (ay + by) * cross;
  }
  return [x / (6 * area), y / (6 * area)];
}
