import type { Arrangement, Drawn } from './arrange-devices.ts';
import { type DeviceTable, isAlarmRank, isFaultRank, lookOfRank } from './device-table.ts';
import { CLUSTER_REACH_PX, reachPx } from './drawn-device.ts';
import type { Candidate } from './nearest-device.ts';
import type { Projected, ScreenProjection } from './screen-projection.ts';

/** CSS pixels of the scene's canvas. */
export interface CanvasPoint {
  readonly x: number;
  readonly y: number;
}

/** What the pointer may meet: a symbol or point by the slots it stands for. */
export interface DeviceCandidate extends Candidate {
  readonly slots: readonly number[];
  /** Null for a point. */
  readonly drawn: Drawn | null;
}

/** The devices as they are drawn. */
export interface DrawnDevices {
  readonly table: DeviceTable;
  readonly arrangement: Arrangement;
  readonly selected: number | null;
}

/** How a symbol lies beside its place: its middle to the right and half its width, CSS pixels. */
export type ExtentOf = (drawn: Drawn) => { readonly offsetPx: number; readonly halfPx: number };

/** Symbols and points that a pointer is near enough to mean. */
export function deviceCandidates(
  drawn: DrawnDevices,
  projection: ScreenProjection,
  extentOf: ExtentOf,
  at: CanvasPoint,
): DeviceCandidate[] {
  return [...symbolsNear(drawn, projection, extentOf, at), ...pointsNear(drawn, projection, at)];
}

function* symbolsNear(
  { table, arrangement, selected }: DrawnDevices,
  projection: ScreenProjection,
  extentOf: ExtentOf,
  at: CanvasPoint,
): Generator<DeviceCandidate> {
  const out: Projected = { x: 0, y: 0, depthM: 0 };
  for (const drawn of arrangement.symbols) {
    const { slots, place } = drawn;
    if (!projection.project(place[0], place[1], place[2], out)) continue;
    const slot = slots[0]!;
    const rank = table.rank[slot]!;
    const single = slots.length === 1;
    const { offsetPx, halfPx } = extentOf(drawn);
    const reach = single ? reachPx(lookOfRank(rank).state) : CLUSTER_REACH_PX;
    const spanPx = single ? 0 : Math.max(0, halfPx - reach);
    const x = out.x + offsetPx;
    if (Math.abs(x - at.x) > reach + spanPx || Math.abs(out.y - at.y) > reach) continue;
    const urgent = single && (isAlarmRank(rank) || isFaultRank(rank) || slot === selected);
    const onTop = urgent || table.isIndoors(slot);
    yield { slots, drawn, x, y: out.y, depthM: out.depthM, onTop, reachPx: reach, spanPx };
  }
}

/** How near to a point of a device a pointer must come, CSS pixels. */
const POINT_REACH_PX = { outdoors: 10, indoors: 4 } as const;

function* pointsNear(
  { table, arrangement }: DrawnDevices,
  projection: ScreenProjection,
  at: CanvasPoint,
): Generator<DeviceCandidate> {
  const out: Projected = { x: 0, y: 0, depthM: 0 };
  const { positions } = table;
  for (const slot of arrangement.points) {
    const i = slot * 3;
    if (!projection.project(positions[i]!, positions[i + 1]!, positions[i + 2]!, out)) continue;
    const onTop = table.isIndoors(slot);
    const reach = onTop ? POINT_REACH_PX.indoors : POINT_REACH_PX.outdoors;
    if (Math.abs(out.x - at.x) > reach || Math.abs(out.y - at.y) > reach) continue;
    yield { slots: [slot], drawn: null, x: out.x, y: out.y, depthM: out.depthM, onTop, reachPx: reach, spanPx: 0 };
  }
}
