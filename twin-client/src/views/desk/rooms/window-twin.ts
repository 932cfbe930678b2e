import type { TilesetCounts } from '../../../scene/model/tiled-building.ts';
import type { Center } from '../../../state/center.ts';
import type { DeviceCondition, ScreenPlace } from '../../../state/marker.ts';

/** What outside programs may ask of an open page, in any build: tests find symbols by it. */
export interface WindowTwin {
  readonly scene: {
    /** Where a device's symbol is drawn, CSS pixels of the viewport; null when it is not. */
    locate(code: string): ScreenPlace | null;
    /** Where an element of the selected building is drawn, by GlobalId; null where it has no mesh or the scene is not shown. */
    element(globalId: string): Promise<ScreenPlace | null>;
    /** Where a place in degrees and metres above the ellipsoid is drawn; null where the scene is not shown. */
    place(longitude: number, latitude: number, height: number): ScreenPlace | null;
    /** What each building draws in the next frame. */
    count(): Promise<Readonly<Record<string, TilesetCounts>>>;
  };
  readonly state: {
    readonly seq: number;
    readonly devices: number;
    readonly openAlarms: number;
    condition(code: string): DeviceCondition | null;
  };
}

declare global {
  interface Window {
    twin?: WindowTwin | undefined;
  }
}

/** Puts the hooks on the window; the returned function takes them away. */
export function offerWindowTwin({ store }: Center, scene: WindowTwin['scene']): () => void {
  window.twin = {
    scene,
    state: {
      get seq() {
        return store.state.seq;
      },
      get devices() {
        return store.state.slotByCode.size;
      },
      get openAlarms() {
        return store.state.alarms.size;
      },
      condition(code) {
        const device = store.device(code);
        return (device && store.condition(device.slot)) ?? null;
      },
    },
  };
  return () => {
    window.twin = undefined;
  };
}
