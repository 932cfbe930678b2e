import type { DeviceCondition, DeviceMarker } from '../state/marker.ts';
import { conditionColor, type Palette } from '../state/palette.ts';
import { rgba } from './color.ts';

/** One column as deck.gl takes it. A new object means that its values have changed, the same one that they have not. */
export interface DotColumn<T> {
  readonly value: T;
  readonly size: number;
}

/** Whether a device asks for attention: it is drawn as a symbol, never as a dot. */
export function isAbnormal({ state }: DeviceCondition): boolean {
  return state === 'alarm' || state === 'fault' || state === 'offline';
}

/**
 * Devices as dots in flat columns: positions [n × 2] longitude and latitude in degrees, colors [n × 4] bytes. A change of
 * condition writes four bytes; positions are never sent again.
 */
export class DeviceDots {
  readonly length: number;
  readonly positions: DotColumn<Float64Array>;
  readonly #palette: Palette;
  readonly #opacity: number;
  readonly #rows: ReadonlyMap<string, number>;
  #colors: DotColumn<Uint8ClampedArray>;

  constructor(markers: readonly DeviceMarker[], palette: Palette, opacity: number) {
    this.length = markers.length;
    this.#palette = palette;
    this.#opacity = opacity;
    this.#rows = new Map(markers.map(({ code }, row) => [code, row]));
    const positions = new Float64Array(markers.length * 2);
    const colors = new Uint8ClampedArray(markers.length * 4);
    this.#colors = { value: colors, size: 4 };
    markers.forEach((marker, row) => {
      positions.set([marker.location.longitude, marker.location.latitude], row * 2);
      colors.set(this.#colorOf(marker), row * 4);
    });
    this.positions = { value: positions, size: 2 };
  }

  get colors(): DotColumn<Uint8ClampedArray> {
    return this.#colors;
  }

  #colorOf(condition: DeviceCondition): readonly number[] {
    if (isAbnormal(condition)) return [0, 0, 0, 0];
    return rgba(conditionColor(this.#palette, condition.state, condition.priority), this.#opacity);
  }

  /** Recolors one dot; false where its color stays or the device is not here. */
  update(code: string, condition: DeviceCondition): boolean {
    const row = this.#rows.get(code);
    if (row === undefined) return false;
    const { value } = this.#colors;
    const color = this.#colorOf(condition);
    if (color.every((channel, index) => value[row * 4 + index] === channel)) return false;
    value.set(color, row * 4);
    this.#colors = { value, size: 4 };
    return true;
  }
}
