import type { DeviceState } from 'twin-core';
import type { DeviceCondition, DeviceMarker } from '../state/marker.ts';
import { symbolRank } from '../state/paint-symbol.ts';
import type { Palette } from '../state/palette.ts';
import type { Detail } from './detail.ts';
import { DeviceDots, isAbnormal } from './device-dots.ts';
import { toPlane } from './plane.ts';
import { stackSymbols } from './symbol-stacks.ts';

/** Symbols by state, CSS pixels across. */
export const SYMBOL_PX: Readonly<Record<DeviceState, number>> = {
  alarm: 34,
  fault: 26,
  offline: 22,
  stale: 24,
  unknown: 24,
  normal: 24,
};

/** Symbols nearer than this are drawn as one, CSS pixels. */
const STACK_PX = 20;
/** A selected device lies above all. */
const SELECTED_RANK = 1000;
const UNACKNOWLEDGED_RANK = 100;

/** A drawn symbol: the most important device of its place. */
export interface DrawnSymbol {
  readonly marker: DeviceMarker;
  /** Devices that ask for attention at this place, itself among them. */
  readonly abnormal: number;
}

/** All devices of the site: which are dots, which are symbols, how many a building holds. */
export class DeviceBook {
  readonly #palette: Palette;
  #markers = new Map<string, DeviceMarker>();
  #outdoors: DeviceDots;
  #indoors: DeviceDots;
  #selected: string | null = null;

  constructor(palette: Palette) {
    this.#palette = palette;
    this.#outdoors = new DeviceDots([], palette, 1);
    this.#indoors = new DeviceDots([], palette, 1);
  }

  get outdoors(): DeviceDots {
    return this.#outdoors;
  }

  get indoors(): DeviceDots {
    return this.#indoors;
  }

  get selected(): DeviceMarker | null {
    return (this.#selected !== null && this.#markers.get(this.#selected)) || null;
  }

  /** Replaces all devices. */
  replace(markers: readonly DeviceMarker[]): void {
    this.#markers = new Map(markers.map((marker) => [marker.code, marker]));
    this.#outdoors = new DeviceDots(
      markers.filter(({ building }) => building === null),
      this.#palette,
      0.85,
    );
    this.#indoors = new DeviceDots(
      markers.filter(({ building }) => building !== null),
      this.#palette,
      0.7,
    );
  }

  /** Changes one device; false where nothing drawn changes. */
  update(code: string, condition: DeviceCondition): boolean {
    const marker = this.#markers.get(code);
    if (!marker) return false;
    const { state, priority, acknowledged } = condition;
    if (marker.state === state && marker.priority === priority && marker.acknowledged === acknowledged) return false;
    this.#markers.set(code, { ...marker, state, priority, acknowledged });
    (marker.building === null ? this.#outdoors : this.#indoors).update(code, condition);
    return true;
  }

  select(code: string | null): void {
    this.#selected = code;
  }

  get(code: string): DeviceMarker | undefined {
    return this.#markers.get(code);
  }

  /** Symbols of a zoom, the most important first, none over another. */
  symbols(zoom: number, detail: Detail): DrawnSymbol[] {
    const wishes = [...this.#markers.values()]
      .filter((marker) => this.#isSymbol(marker, detail))
      .map((marker) => {
        const { longitude, latitude } = marker.location;
        const [x, y] = toPlane([longitude, latitude], zoom);
        return { code: marker.code, x, y, rank: this.#rankOf(marker) };
      });
    return stackSymbols(wishes, STACK_PX).map(({ head, members }) => ({
      marker: this.#markers.get(head)!,
      abnormal: members.filter((code) => isAbnormal(this.#markers.get(code)!)).length,
    }));
  }

  /** Devices drawn as dots at a level of detail. */
  dots(detail: Detail): DeviceMarker[] {
    return [...this.#markers.values()].filter(
      (marker) => !this.#isSymbol(marker, detail) && (marker.building === null || detail.indoors),
    );
  }

  /** How many devices of each building are in order, and so not drawn one by one from afar. */
  calmIndoors(): Map<string, number> {
    const counts = new Map<string, number>();
    for (const marker of this.#markers.values()) {
      if (marker.building === null || isAbnormal(marker)) continue;
      counts.set(marker.building, (counts.get(marker.building) ?? 0) + 1);
    }
    return counts;
  }

  #isSymbol(marker: DeviceMarker, detail: Detail): boolean {
    return isAbnormal(marker) || marker.code === this.#selected || (detail.symbols && marker.building === null);
  }

  #rankOf({ code, state, priority, acknowledged }: DeviceMarker): number {
    if (code === this.#selected) return SELECTED_RANK;
    return symbolRank(state, priority) + (state === 'alarm' && !acknowledged ? UNACKNOWLEDGED_RANK : 0);
  }
}
