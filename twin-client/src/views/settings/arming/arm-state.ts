import { type Catalogue, type Device, datastreamOf, type TwinState } from 'twin-core';

/** How the detectors of a zone stand together. */
export type ArmState = 'armed' | 'disarmed' | 'partly' | 'unknown' | 'none';

/** The detectors of a zone: whatever in it can be armed. */
export function detectorsOf(state: Readonly<TwinState>, catalogue: Catalogue, zone: string): readonly Device[] {
  return state.devices.filter(
    (device): device is Device =>
      device?.zone === zone && catalogue.kind(device.deviceKind)?.kind.commands?.arm !== undefined,
  );
}

/** Whether a detector says that it is armed; null where it never said. */
export function isArmed(state: Readonly<TwinState>, device: Device): boolean | null {
  const value = state.values[datastreamOf(device, 'armed')];
  return value === undefined || Number.isNaN(value) ? null : value === 1;
}

/** How detectors stand together: all one way, some each way, or not known of any. */
export function armStateOf(detectors: readonly (boolean | null)[]): ArmState {
  if (detectors.length === 0) return 'none';
  const known = new Set(detectors);
  if (known.size > 1) return 'partly';
  return known.has(null) ? 'unknown' : known.has(true) ? 'armed' : 'disarmed';
}
