import {
  type Alarm,
  type Catalogue,
  type Device,
  type DeviceRecord,
  datastreamOf,
  deviceByCode,
  geoToLocal,
  type Placement,
  type TwinState,
} from 'twin-core';
import { type FireAt, type Obstruction, spreadFire, THICK_SMOKE_PCT_M, type WalkablePortal } from 'twin-core/geometry';
import type { WalkableBuilding } from './walkable-files.ts';

/** Alarms that mean a fire, and the one that means smoke. */
const FIRE_CODES = new Set(['fire.smoke', 'fire.heat', 'fire.heatLimit', 'fire.gas']);
const SMOKE_CODE = 'fire.smoke';
const OPEN_DOOR_CODE = 'fireDoor.abnormalOpen';
/** GB 50116-2013, 4.10.1: doors on the ways out are unlocked by the alarm; so long it may take the lock to say so. */
const UNLOCK_MS = 30_000;
/** A lock's controller hangs beside its door, metres in plan. */
const DOOR_REACH_M = 4;

/** What is read of a building. */
export interface BuildingNow {
  readonly code: string;
  readonly placement: Placement;
  readonly ways: WalkableBuilding;
  /** Its devices. */
  readonly devices: readonly DeviceRecord[];
}

/** What obstructs a building now. */
export interface ObstructionsNow {
  readonly obstructions: readonly Obstruction[];
  /** Alarms of a fire that is in this building, nobody can say where: its ways are not safe to be trusted. */
  readonly unplaced: readonly string[];
  readonly burns: boolean;
}

/** Reads from the twin what obstructs a building's ways at `now` (epoch ms): fires, smoke, open fire doors, exits that stay locked. */
export function readObstructions(
  state: TwinState,
  building: BuildingNow,
  catalogue: Catalogue,
  now: number,
): ObstructionsNow {
  const { ways } = building;
  const own = [...state.alarms.values()].filter((alarm) => alarm.building === building.code && holds(alarm));
  const fires = own.filter(({ code }) => FIRE_CODES.has(code));
  const placed: FireAt[] = [];
  const unplaced: string[] = [];
  for (const alarm of fires) {
    const space = ways.spaceNamed(alarm.storey, alarm.space);
    if (space === null) unplaced.push(alarm.id);
    else {
      const isThin = alarm.code === SMOKE_CODE && obscurationOf(state, alarm) < THICK_SMOKE_PCT_M;
      const why = alarm.code === SMOKE_CODE ? 'smoke' : 'fire';
      placed.push({ space, level: isThin ? 'smoke' : 'blocked', why, cause: alarm.id });
    }
  }
  const openDoors = own.flatMap(({ code, storey, space, id }) => {
    const at = code === OPEN_DOOR_CODE ? ways.spaceNamed(storey, space) : null;
    return at === null ? [] : [{ space: at, cause: id }];
  });
  const since = Math.min(...fires.map(({ raisedAt }) => raisedAt));
  const locked = now - since >= UNLOCK_MS ? lockedExits(state, building, catalogue) : [];
  return {
    obstructions: [...spreadFire(ways.network, placed, openDoors), ...locked],
    unplaced,
    burns: fires.length > 0,
  };
}

/** An alarm that is still the case; what a person called false is not. */
const holds = ({ active, falseAlarm, fault, outOfService }: Alarm) => active && !falseAlarm && !fault && !outOfService;

/** What a smoke detector measures, percent a metre; Infinity where it tells none. */
function obscurationOf(state: TwinState, alarm: Alarm): number {
  const device = deviceByCode(state, alarm.device);
  const value = device ? lastValue(state, device, 'obscurationPctM') : Number.NaN;
  return Number.isNaN(value) ? Infinity : value;
}

function lastValue(state: TwinState, device: Device, property: string): number {
  const slot = datastreamOf(device, property);
  return slot < 0 ? Number.NaN : state.values[slot]!;
}

/** Exits whose lock says that it is still locked. */
function lockedExits(state: TwinState, { placement, ways, devices }: BuildingNow, catalogue: Catalogue): Obstruction[] {
  const exits = ways.network.file.portals.filter(({ kind }) => kind === 'exit');
  return devices.flatMap((record): Obstruction[] => {
    const declared = catalogue.kind(record.kind)?.kind.datastreams.lockState;
    if (!declared?.states) return [];
    const device = deviceByCode(state, record.code);
    const locked = declared.states.findIndex(({ name }) => name === 'locked');
    if (!device || lastValue(state, device, 'lockState') !== locked) return [];
    const exit = nearestExit(exits, record, placement);
    return exit ? [{ at: exit.id, level: 'blocked', why: 'locked', cause: record.code }] : [];
  });
}

function nearestExit(
  exits: readonly WalkablePortal[],
  { location, storey }: DeviceRecord,
  placement: Placement,
): WalkablePortal | null {
  const [x, y] = geoToLocal(placement, location);
  let best: { readonly exit: WalkablePortal; readonly far: number } | null = null;
  for (const exit of exits) {
    if (exit.storey !== storey) continue;
    const far = Math.hypot(exit.at[0] - x, exit.at[1] - y);
    if (far <= DOOR_REACH_M && (!best || far < best.far)) best = { exit, far };
  }
  return best?.exit ?? null;
}
