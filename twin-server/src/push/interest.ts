import type { Device, LoggedEvent, TwinState } from 'twin-core';
import { deviceByCode } from 'twin-core';
import type { Interest } from 'twin-core/wire';

/** A client's interest as a question about devices; what is not named means everything (W7). */
export class DeviceFilter {
  readonly all: boolean;
  /** The same text for the same interest: clients with one key share their frames. */
  readonly key: string;
  readonly #facilities: ReadonlySet<string> | null;
  readonly #buildings: ReadonlySet<string> | null;
  readonly #storeys: ReadonlySet<string> | null;
  readonly #devices: ReadonlySet<string> | null;
  readonly #window: Interest['window'] | null;

  constructor(interest: Interest) {
    const { facilities, buildings, storeys, devices, window } = interest;
    this.#facilities = facilities ? new Set(facilities) : null;
    this.#buildings = buildings ? new Set(buildings) : null;
    this.#storeys = storeys ? new Set(storeys.map(({ building, storey }) => storeyKey(building, storey))) : null;
    this.#devices = devices ? new Set(devices) : null;
    this.#window = window ?? null;
    this.all = !facilities && !buildings && !storeys && !devices && !window;
    const sorted = (list: ReadonlySet<string> | null) => list && [...list].sort();
    this.key = JSON.stringify([
      sorted(this.#facilities),
      sorted(this.#buildings),
      sorted(this.#storeys),
      sorted(this.#devices),
      this.#window,
    ]);
  }

  device(device: Device): boolean {
    return (
      (this.#facilities?.has(device.facility) ?? true) &&
      (this.#buildings?.has(device.building ?? '') ?? true) &&
      (this.#storeys?.has(storeyKey(device.building ?? '', device.storey ?? '')) ?? true) &&
      (this.#devices?.has(device.code) ?? true) &&
      (this.#window ? isWithin(device, this.#window) : true)
    );
  }

  /** Alarm events and timers always pass; a device's own events when the device does; a removal passes, it may have been in view. */
  event({ event }: LoggedEvent, state: TwinState): boolean {
    if (
      this.all ||
      !('device' in event) ||
      event.device === null ||
      event.kind === 'alarm.raised' ||
      event.kind === 'device.removed'
    ) {
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

const storeyKey = (building: string, storey: string) => `${building}\n${storey}`;

function isWithin({ location }: Device, [west, south, east, north]: NonNullable<Interest['window']>): boolean {
  const { longitude, latitude } = location;
  return longitude >= west && longitude <= east && latitude >= south && latitude <= north;
}
