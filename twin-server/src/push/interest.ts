import type { Device, LoggedEvent, TwinState } from 'twin-core';
import { deviceByCode } from 'twin-core';
import type { Interest } from 'twin-core/wire';

/** A client's interest as a question about devices; null lists mean everything. */
export class DeviceFilter {
  readonly all: boolean;
  readonly #facilities: ReadonlySet<string> | null;
  readonly #buildings: ReadonlySet<string> | null;
  readonly #devices: ReadonlySet<string> | null;

  constructor({ facilities, buildings, devices }: Interest) {
    this.#facilities = facilities ? new Set(facilities) : null;
    this.#buildings = buildings ? new Set(buildings) : null;
    this.#devices = devices ? new Set(devices) : null;
    this.all = !facilities && !buildings && !devices;
  }

  device(device: Device): boolean {
    return (
      (this.#facilities?.has(device.facility) ?? true) &&
      (this.#buildings?.has(device.building ?? '') ?? true) &&
      (this.#devices?.has(device.code) ?? true)
    );
  }

  /** Alarm events and timers always pass; a device's own events when the device does; a removal passes, it may have been in view. */
  event({ event }: LoggedEvent, state: TwinState): boolean {
    if (this.all || !('device' in event) || event.kind === 'alarm.raised' || event.kind === 'device.removed') {
      return event.kind === 'device.registered' ? this.#registered(event.code, state) : true;
    }
    const device = deviceByCode(state, event.device);
    return device !== undefined && this.device(device);
  }

  #registered(code: string, state: TwinState): boolean {
    const device = deviceByCode(state, code);
    return this.all || (device !== undefined && this.device(device));
  }
}

/** The part of a state an interest covers, as a state of its own with the same slots: what a snapshot for it holds. */
export function restrict(state: TwinState, filter: DeviceFilter): TwinState {
  if (filter.all) return state;
  return { ...state, devices: state.devices.map((device) => (device && filter.device(device) ? device : undefined)) };
}
