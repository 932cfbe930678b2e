import { Vector3 } from 'three';
import { geoToLocal, type Placement } from 'twin-core';
import type { DeviceCondition, DeviceMarker } from '../state/marker.ts';
import { symbolRank } from '../state/paint-symbol.ts';
import { type PlanPoint, toPlan, toThree } from './frame.ts';
import type { Stage } from './stage.ts';

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
  /** Width and height; a small one is drawn as a dot. */
  readonly sizePx: number;
}

const SYMBOL_PX = 30;
const ALARM_PX = 38;
const DOT_PX = 6;
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

  /** All devices of a storey by its name; of all storeys for null. */
  of(storey: string | null): PlacedDevice[] {
    const all = [...this.#devices.values()];
    return storey === null ? all : all.filter(({ marker }) => marker.storey === storey);
  }

  /** What is to be seen, the most important last. Seen whole, a building shows its normal devices as dots. */
  draw(stage: Stage, storey: string | null, selected: string | null): DrawnSymbol[] {
    const weight = ({ code, state, priority }: DeviceMarker) =>
      symbolRank(state, priority) + (code === selected ? 50 : 0);
    return this.of(storey)
      .flatMap(({ marker, position }) => {
        const { x, y, depth } = stage.project(position);
        if (depth > 1) return [];
        const urgent = marker.state === 'alarm' || marker.state === 'fault' || marker.code === selected;
        const sizePx = marker.state === 'alarm' ? ALARM_PX : storey !== null || urgent ? SYMBOL_PX : DOT_PX;
        return [{ marker, x, y, sizePx }];
      })
      .sort((a, b) => weight(a.marker) - weight(b.marker));
  }
}

/** The symbol the pointer means: of those within reach the nearest; at the same place the one drawn on top. */
export function symbolAt(symbols: readonly DrawnSymbol[], x: number, y: number): DrawnSymbol | null {
  let best: DrawnSymbol | null = null;
  let bestPx = Infinity;
  for (const symbol of symbols) {
    const px = Math.hypot(symbol.x - x, symbol.y - y);
    if (px > Math.max(REACH_PX, symbol.sizePx / 2) || px > bestPx + 1) continue;
    best = symbol;
    bestPx = px;
  }
  return best;
}
