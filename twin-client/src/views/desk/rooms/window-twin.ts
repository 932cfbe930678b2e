import type { Center } from '../../../state/center.ts';
import type { DeviceCondition, ScreenPlace } from '../../../state/marker.ts';

/** What outside programs may ask of an open page, in any build: tests find symbols by it. */
export interface WindowTwin {
  readonly scene: {
    /** Where a device's symbol is drawn, CSS pixels of the viewport; null when it is not. */
    locate(code: string): ScreenPlace | null;
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
export function offerWindowTwin({ store }: Center, locate: WindowTwin['scene']['locate']): () => void {
  window.twin = {
    scene: { locate },
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
