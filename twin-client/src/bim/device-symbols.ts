import { Vector3 } from 'three';
import { geoToLocal, type Placement, type StoreyModel } from 'twin-core';
import type { DeviceCondition, DeviceMarker } from '../state/marker.ts';
import { symbolRank } from '../state/paint-symbol.ts';
import { type PlanPoint, toPlan, toThree } from './frame.ts';
import type { Stage } from './stage/stage.ts';
import type { ViewKind } from './storey-order.ts';

/** A device in the building. */
export interface PlacedDevice {
  marker: DeviceMarker;
  /** In three's axes, metres. */
  readonly position: Vector3;
  readonly plan: PlanPoint;
}

/** A device on screen: CSS pixels of the stage. */
export interface DrawnSymbol {
  readonly marker: DeviceMarker;
  readonly x: number;
  readonly y: number;
  readonly sizePx: number;
  /** The place on the floor below or above it; null where no floor is shown. */
  readonly foot: { readonly x: number; readonly y: number } | null;
  /** Where it is drawn, in three's axes, and how far that is from the eye, metres. */
  readonly place: Vector3;
  readonly eyeM: number;
}

const SYMBOL_PX = 35;
const ALARM_PX = 42;
/** Devices higher above the floor than this are drawn at it, metres: the ceiling they hang from is cut away. */
const HIGHEST_M = 1.5;
/** How near the pointer must come, CSS pixels. */
const REACH_PX = 12;

/** Where the building's devices stand and which of them are to be seen. */
export class DeviceSymbols {
  readonly #placement: Placement;
  readonly #devices = new Map<string, PlacedDevice>();

  constructor(placement: Placement) {
    this.#placement = placement;
  }

  setDevices(markers: readonly DeviceMarker[]): void {
    this.#devices.clear();
    for (const marker of markers) {
      const position = toThree(geoToLocal(this.#placement, marker.location), new Vector3());
      this.#devices.set(marker.code, { marker, position, plan: toPlan(position) });
    }
  }

  /** Returns the device's marker as it is now; undefined for one that is not in the building. */
  update(code: string, condition: DeviceCondition): DeviceMarker | undefined {
    const device = this.#devices.get(code);
    if (device) device.marker = { ...device.marker, ...condition };
    return device?.marker;
  }

  get(code: string): PlacedDevice | undefined {
    return this.#devices.get(code);
  }

  /** All devices of a storey by its name. */
  of(storey: string): PlacedDevice[] {
    return [...this.#devices.values()].filter(({ marker }) => marker.storey === storey);
  }

  /** Where a device is drawn while a storey is shown, in three's axes: a walker sees it where it hangs. */
  placeOf({ position }: PlacedDevice, storey: StoreyModel | null, view: ViewKind): Vector3 {
    const place = position.clone();
    if (storey && view !== 'walk') place.y = Math.min(place.y, storey.elevation + HIGHEST_M);
    return place;
  }

  /** What is to be seen, the most important last. */
  draw(stage: Stage, storey: StoreyModel | null, selected: string | null, view: ViewKind): DrawnSymbol[] {
    const weight = ({ code, state, priority }: DeviceMarker) =>
      symbolRank(state, priority) + (code === selected ? 50 : 0);
    return [...this.#devices.values()]
      .filter(({ marker }) => isShown(marker, storey, selected))
      .flatMap((device): DrawnSymbol[] => {
        const { marker } = device;
        const place = this.placeOf(device, storey, view);
        const { x, y, depth } = stage.project(place);
        if (depth > 1) return [];
        const foot = storey && view === 'solid' ? stage.project(place.clone().setY(storey.elevation)) : null;
        const sizePx = marker.state === 'alarm' ? ALARM_PX : SYMBOL_PX;
        return [{ marker, x, y, sizePx, foot, place, eyeM: stage.distanceTo(place) }];
      })
      .sort((a, b) => weight(a.marker) - weight(b.marker));
  }
}

/** Whether a device is drawn: all of the storey shown; of a building seen whole those that are not normal. */
export function isShown(marker: DeviceMarker, storey: StoreyModel | null, selected: string | null): boolean {
  if (storey) return marker.storey === storey.name;
  return marker.state !== 'normal' || marker.code === selected;
}

/** The symbol the pointer means: of those within reach the nearest; at the same place the one drawn on top. */
export function symbolAt<T extends Pick<DrawnSymbol, 'x' | 'y' | 'sizePx'>>(
  symbols: readonly T[],
  x: number,
  y: number,
): T | null {
  let best: T | null = null;
  let bestPx = Infinity;
  for (const symbol of symbols) {
    const px = Math.hypot(symbol.x - x, symbol.y - y);
    if (px > Math.max(REACH_PX, symbol.sizePx / 2) || px > bestPx + 1) continue;
    best = symbol;
    bestPx = px;
  }
  return best;
}
