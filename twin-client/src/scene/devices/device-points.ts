import { Cartesian3, Color, type PointPrimitive, PointPrimitiveCollection, type Scene } from '@cesium/engine';
import { conditionColor, type Palette } from '../../state/palette.ts';
import { type DeviceTable, lookOfRank, RANKS } from './device-table.ts';
import { ON_TOP_M } from './on-top.ts';

const OUTDOORS = { pixelSize: 4, alpha: 0.8, indoors: false } as const;
/** Seen through the walls, so they stay faint. */
const INDOORS = { pixelSize: 2.5, alpha: 0.3, indoors: true } as const;

/** Devices as points: made when first needed, since few estates ever need any. */
export class DevicePoints {
  readonly #scene: Scene;
  readonly #points: PointPrimitiveCollection;
  readonly #bySlot: (PointPrimitive | undefined)[] = [];
  readonly #colors: readonly { readonly outdoors: Color; readonly indoors: Color }[];
  #shown = new Uint8Array(0);

  constructor(scene: Scene, palette: Palette) {
    this.#scene = scene;
    this.#points = scene.primitives.add(new PointPrimitiveCollection());
    this.#colors = Array.from({ length: RANKS }, (_, rank) => {
      const { state, priority } = lookOfRank(rank);
      const color = Color.fromCssColorString(conditionColor(palette, state, priority));
      return { outdoors: color.withAlpha(OUTDOORS.alpha), indoors: color.withAlpha(INDOORS.alpha) };
    });
  }

  /** Forgets all points: the devices were exchanged. */
  clear(devices: number): void {
    this.#points.removeAll();
    this.#bySlot.length = 0;
    this.#shown = new Uint8Array(devices);
  }

  /** Shows points for exactly these slots. */
  show(table: DeviceTable, slots: readonly number[]): void {
    const wanted = new Uint8Array(table.length);
    for (const slot of slots) wanted[slot] = 1;
    for (let slot = 0; slot < wanted.length; slot++) {
      if (wanted[slot] === this.#shown[slot]) continue;
      if (wanted[slot]) this.draw(table, slot);
      const point = this.#bySlot[slot];
      if (point) point.show = wanted[slot] === 1;
    }
    this.#shown = wanted;
  }

  /** Draws one point as its device is now. */
  draw(table: DeviceTable, slot: number): void {
    const indoors = table.isIndoors(slot);
    const look = indoors ? INDOORS : OUTDOORS;
    const color = this.#colors[table.rank[slot]!]![indoors ? 'indoors' : 'outdoors'];
    const point = this.#bySlot[slot];
    if (point) {
      point.color = color;
      return;
    }
    const { positions } = table;
    this.#bySlot[slot] = this.#points.add({
      position: new Cartesian3(positions[slot * 3], positions[slot * 3 + 1], positions[slot * 3 + 2]),
      pixelSize: look.pixelSize,
      color,
      disableDepthTestDistance: indoors ? ON_TOP_M : 0,
    });
  }

  destroy(): void {
    this.#scene.primitives.remove(this.#points);
  }
}
