import {
  type DeviceRecord,
  datastreamOf,
  deviceByCode,
  geoToLocal,
  type LocalPoint,
  type TwinState,
  type ZoneRecord,
} from 'twin-core';
import type { EscapeRoute, GroundWay, WalkablePortal } from 'twin-core/geometry';
import type { SiteGround } from './site-ground.ts';
import type { EvacuationNow } from './site-routes.ts';

/** A lane or a place for ladders belongs to a building it passes this near, metres. */
const LANE_REACH_M = 30;
/** Hydrants outside are told to this distance from the entrance: GB 50974-2014, 7.3.2: each covers 150 m. */
const HYDRANT_REACH_M = 150;
const TOLD = 4;

/** A fire lane near the building. */
export interface LaneNow {
  readonly code: string;
  readonly name: string;
  /** null where no sensor watches it, or it has told nothing yet. */
  readonly occupied: boolean | null;
}

/** Something that responders use. */
export interface Equipment {
  readonly code: string;
  readonly name: string;
  readonly storey: string | null;
  readonly distanceM: number;
  /** Its latest value of what matters of it (pressure in MPa); null where it told none. */
  readonly value: number | null;
}

/** Responders' way to a space. */
export interface WayIn {
  /** From the entrance to the space: the way out, walked the other way; null where the model has none. */
  readonly inside: EscapeRoute | null;
  readonly entrance: WalkablePortal | null;
  readonly gate: { readonly name: string; readonly way: GroundWay } | null;
  readonly lanes: readonly LaneNow[];
  readonly indoorHydrants: readonly Equipment[];
  readonly outdoorHydrants: readonly Equipment[];
  /** Lifts that fire fighters use, nearest to the entrance first; and those that nobody uses in a fire. */
  readonly fireLifts: readonly Equipment[];
  readonly lifts: readonly Equipment[];
  /** Where a fire engine feeds the risers, nearest to the entrance first. */
  readonly riserInlets: readonly Equipment[];
  /** Where a hose is joined to a riser, nearest to the space first. */
  readonly riserOutlets: readonly Equipment[];
}

/** What the way in is read from. */
export interface WayInSources {
  readonly state: TwinState;
  readonly ground: SiteGround;
  readonly devices: Iterable<DeviceRecord>;
  readonly zones: Iterable<ZoneRecord>;
}

/**
 * How responders come to a space: they pass smoke, so what obstructs people does not turn them away. Where nobody knows the space (null), to the
 * exit that most people come out of.
 */
export function wayInTo(evacuation: EvacuationNow, space: string | null, sources: WayInSources): WayIn {
  const { record, ways } = evacuation;
  const { ground, state } = sources;
  const free = space === null ? null : ways.network.plan([]).routeOf(space);
  const inside = free === null || 'reason' in free ? null : free;
  const entrance = ways.network.portals.get(inside?.exit ?? mainExit(evacuation) ?? '') ?? null;
  const atEntrance: LocalPoint = entrance?.at ?? [0, 0, 0];
  const target: LocalPoint = space === null ? atEntrance : ways.network.spaces.get(space)!.at;
  const devices = [...sources.devices];
  const inBuilding = (device: DeviceRecord): LocalPoint => geoToLocal(record.placement, device.location);
  const equipment =
    (from: LocalPoint, property: string | null) =>
    (device: DeviceRecord): Equipment => {
      const at = inBuilding(device);
      const known = deviceByCode(state, device.code);
      const slot = known && property !== null ? datastreamOf(known, property) : -1;
      const value = slot < 0 ? Number.NaN : state.values[slot]!;
      const distanceM = Math.round(Math.hypot(at[0] - from[0], at[1] - from[1], at[2] - from[2]));
      const { code, name, storey } = device;
      return { code, name, storey, distanceM, value: Number.isNaN(value) ? null : value };
    };
  const nearest = (kind: string, isInside: boolean, from: LocalPoint, property: string | null) =>
    devices
      .filter(
        (device) => device.kind === kind && (isInside ? device.building === record.code : device.building === null),
      )
      .map(equipment(from, property))
      .sort((a, b) => a.distanceM - b.distanceM)
      .slice(0, TOLD);
  const outside = nearest('hydrant', false, atEntrance, 'pressureMpa');
  return {
    inside,
    entrance,
    gate: entrance ? nearestGate(ground, ground.ofBuilding(record.placement, entrance.at)) : null,
    lanes: lanesNear(evacuation, sources, devices),
    indoorHydrants: nearest('hydrant', true, target, 'pressureMpa'),
    outdoorHydrants: outside.filter(({ distanceM }) => distanceM <= HYDRANT_REACH_M),
    fireLifts: nearest('fire-lift', true, atEntrance, null),
    lifts: nearest('elevator', true, atEntrance, null),
    riserInlets: nearest('riser-inlet', true, atEntrance, 'pressureMpa'),
    riserOutlets: nearest('riser-outlet', true, target, null),
  };
}

/** The exit that most people come out of; of a building without people any. */
function mainExit({ through, ways }: EvacuationNow): string | null {
  const [most] = [...through].sort(([, a], [, b]) => b - a);
  return most?.[0] ?? ways.network.file.portals.find(({ kind }) => kind === 'exit')?.id ?? null;
}

function nearestGate(ground: SiteGround, entrance: readonly [number, number]): WayIn['gate'] {
  let best: WayIn['gate'] = null;
  for (const { name, middle } of ground.gates) {
    const way = ground.ground.way(middle, entrance);
    if (way && (!best || way.lengthM < best.way.lengthM)) best = { name, way };
  }
  return best;
}

function lanesNear(
  { record }: EvacuationNow,
  { state, ground, zones }: WayInSources,
  devices: readonly DeviceRecord[],
): LaneNow[] {
  const local = ([longitude, latitude]: readonly [number, number]) =>
    geoToLocal(ground.frame, { longitude, latitude, height: ground.frame.height });
  const corners = record.footprint.map(local);
  const sensors = new Map(
    devices.flatMap(({ kind, zone, code }) => (kind === 'fire-lane-sensor' && zone !== null ? [[zone, code]] : [])),
  );
  return [...zones].flatMap(({ kind, geometry, code, name }): LaneNow[] => {
    if (kind !== 'fireLane' || geometry.type !== 'Polygon') return [];
    const ring = geometry.coordinates[0]!.map(local);
    const near = ring.some(([ax, ay], i) => {
      const [bx, by] = ring[(i + 1) % ring.length]!;
      return corners.some(([x, y]) => distanceToSide(x, y, ax, ay, bx, by) <= LANE_REACH_M);
    });
    if (!near) return [];
    const sensor = deviceByCode(state, sensors.get(code) ?? '');
    const slot = sensor ? datastreamOf(sensor, 'occupied') : -1;
    const value = slot < 0 ? Number.NaN : state.values[slot]!;
    return [{ code, name, occupied: Number.isNaN(value) ? null : value === 1 }];
  });
}

function distanceToSide(x: number, y: number, ax: number, ay: number, bx: number, by: number): number {
  const [dx, dy] = [bx - ax, by - ay];
  const square = dx * dx + dy * dy;
  const share = square === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / square));
  return Math.hypot(x - ax - dx * share, y - ay - dy * share);
}
