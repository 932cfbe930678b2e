import type { DeviceState, GeoPoint } from 'twin-core';
import type { DeviceCondition, DeviceMarker } from '../state/marker.ts';
import { symbolRank } from '../state/paint-symbol.ts';
import type { Palette } from '../state/palette.ts';
import type { Detail } from './detail.ts';
import { DeviceDots, isAbnormal } from './device-dots.ts';
import type { MapView } from './map-frame.ts';
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
export const STACK_PX = 20;
/** A selected device lies above all. */
const SELECTED_RANK = 1000;
const UNACKNOWLEDGED_RANK = 100;

/** The storey of a building whose plan is shown: of that building, only its devices are. */
export interface StoreyScope {
  readonly building: string;
  readonly storey: string;
}

/** A drawn symbol: the most important device of its place. */
export interface DrawnSymbol {
  readonly marker: DeviceMarker;
  /** Codes of all devices drawn as this one symbol, its own first. */
  readonly members: readonly string[];
  /** Devices that ask for attention at this place, itself among them. */
  readonly abnormal: number;
}

/** How many devices a symbol stands for: those that ask for attention where there are any. Null for a device alone. */
export function badgeText({ members, abnormal }: DrawnSymbol): string | null {
  const count = abnormal > 0 ? abnormal : members.length;
  return count > 1 ? String(count) : null;
}

/** A device with its place in the plane at zoom 0: at any other it is this times a power of two. */
interface Entry {
  marker: DeviceMarker;
  readonly x: number;
  readonly y: number;
}

/** All devices of the site: which are dots, which are symbols, how many a building holds. */
export class DeviceBook {
  readonly #palette: Palette;
  #entries = new Map<string, Entry>();
  #outdoors: DeviceDots;
  #indoors: DeviceDots;
  #selected: string | null = null;
  #scope: StoreyScope | null = null;

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
    return (this.#selected !== null && this.get(this.#selected)) || null;
  }

  /** Replaces all devices. */
  replace(markers: readonly DeviceMarker[]): void {
    this.#entries = new Map();
    for (const marker of markers) {
      const [x, y] = toPlane([marker.location.longitude, marker.location.latitude], 0);
      this.#entries.set(marker.code, { marker, x, y });
    }
    const outdoors = markers.filter(({ building, moving }) => building === null && !moving);
    this.#outdoors = new DeviceDots(outdoors, this.#palette, 0.85);
    this.#scatter();
  }

  /** Shows of a building only one storey's devices, each as a symbol; null shows all again. Alarms of its other storeys stay. */
  limit(scope: StoreyScope | null): void {
    if (scope?.building === this.#scope?.building && scope?.storey === this.#scope?.storey) return;
    this.#scope = scope;
    this.#scatter();
  }

  #scatter(): void {
    const indoors: DeviceMarker[] = [];
    for (const { marker } of this.#entries.values())
      if (marker.building !== null && marker.building !== this.#scope?.building) indoors.push(marker);
    this.#indoors = new DeviceDots(indoors, this.#palette, 0.7);
  }

  /** Changes one device; false where nothing drawn changes. */
  update(code: string, condition: DeviceCondition): boolean {
    const entry = this.#entries.get(code);
    if (!entry) return false;
    const { marker } = entry;
    const { state, priority, acknowledged } = condition;
    if (marker.state === state && marker.priority === priority && marker.acknowledged === acknowledged) return false;
    entry.marker = { ...marker, state, priority, acknowledged };
    (marker.building === null ? this.#outdoors : this.#indoors).update(code, condition);
    return true;
  }

  /** Puts a device somewhere else; false where it is there already or unknown. */
  move(code: string, location: GeoPoint): boolean {
    const marker = this.get(code);
    const { longitude, latitude } = location;
    if (!marker || (marker.location.longitude === longitude && marker.location.latitude === latitude)) return false;
    const [x, y] = toPlane([longitude, latitude], 0);
    this.#entries.set(code, { marker: { ...marker, location }, x, y });
    return true;
  }

  select(code: string | null): void {
    this.#selected = code;
  }

  get(code: string): DeviceMarker | undefined {
    return this.#entries.get(code)?.marker;
  }

  /** Symbols of a zoom, the most important first, none over another. */
  symbols(zoom: number, detail: Detail): DrawnSymbol[] {
    const scale = 2 ** zoom;
    const wishes = [];
    for (const { marker, x, y } of this.#entries.values())
      if (this.#isSymbol(marker, detail))
        wishes.push({ code: marker.code, x: x * scale, y: y * scale, rank: this.#rankOf(marker) });
    return stackSymbols(wishes, STACK_PX).map(({ head, members }) => ({
      marker: this.get(head)!,
      members,
      abnormal: members.filter((code) => isAbnormal(this.get(code)!)).length,
    }));
  }

  /** Whether a device is drawn as a dot of its own at a level of detail. */
  isDot(marker: DeviceMarker, detail: Detail): boolean {
    if (this.#isSymbol(marker, detail)) return false;
    return marker.building === null || (detail.indoors && marker.building !== this.#scope?.building);
  }

  /** Devices drawn as dots within a reach of a place at a zoom. */
  *dotsAround({ longitude, latitude, zoom }: MapView, detail: Detail, reachPx: number): Generator<NearDot> {
    const scale = 2 ** zoom;
    const [px, py] = toPlane([longitude, latitude], zoom);
    for (const { marker, x, y } of this.#entries.values()) {
      const [dx, dy] = [x * scale - px, y * scale - py];
      if (Math.abs(dx) > reachPx || Math.abs(dy) > reachPx || !this.isDot(marker, detail)) continue;
      yield { marker, dx, dy };
    }
  }

  /** How many devices of each building are in order, and so not drawn one by one from afar. */
  calmIndoors(): Map<string, number> {
    const counts = new Map<string, number>();
    for (const { marker } of this.#entries.values()) {
      if (marker.building === null || isAbnormal(marker)) continue;
      counts.set(marker.building, (counts.get(marker.building) ?? 0) + 1);
    }
    return counts;
  }

  #isSymbol(marker: DeviceMarker, detail: Detail): boolean {
    if (marker.state === 'alarm' || marker.code === this.#selected) return true;
    if (this.#scope && marker.building === this.#scope.building) return marker.storey === this.#scope.storey;
    // Dots stay where they were sent.
    return isAbnormal(marker) || marker.moving === true || (detail.symbols && marker.building === null);
  }

  #rankOf({ code, state, priority, acknowledged }: DeviceMarker): number {
    if (code === this.#selected) return SELECTED_RANK;
    return symbolRank(state, priority) + (state === 'alarm' && !acknowledged ? UNACKNOWLEDGED_RANK : 0);
  }
}

/** A dot near a place, and how far from it, CSS pixels. */
interface NearDot {
  readonly marker: DeviceMarker;
  readonly dx: number;
  readonly dy: number;
}
