import type { Device } from 'twin-core';
import { markerOf, zoneCondition } from '../../../facilities/overlay.ts';
import { isMoving, whereaboutsOf } from '../../../facilities/whereabouts.ts';
import type { Center } from '../../../state/center.ts';
import type { DeviceCondition, DeviceMarker } from '../../../state/marker.ts';
import type { Signal } from '../../../state/signal.ts';
import type { Room } from './room.ts';

/** How often a room that cannot move a device is given all of them for those that moved. */
const MOVE_EVERY_MS = 20_000;

/** Keeps a room's symbols and zones as the store says: everything once, then only what changed. */
export class MarkerFeed {
  readonly #center: Center;
  readonly #room: Room;
  readonly #leave: (() => void)[];
  readonly #hiddenKinds: Signal<ReadonlySet<string>>;
  readonly #zones = new Map<string, Device[]>();
  /** Slots of the devices the room has. */
  readonly #given = new Set<number>();
  /** Leave the devices that move. */
  #unfollow: (() => void)[] = [];
  #movedAt = 0;
  #attended: string | null = null;
  #wholeDue = false;
  #stopped = false;

  /** `hiddenKinds`: device kinds whose devices are kept back while they are well and nobody asks for them. */
  constructor(center: Center, room: Room, hiddenKinds: Signal<ReadonlySet<string>>) {
    this.#hiddenKinds = hiddenKinds;
    this.#center = center;
    this.#room = room;
    const { store } = center;
    this.#leave = [
      store.registryRevision.subscribe(() => this.#requestWhole()),
      store.onConditions((slots) => this.#update(slots)),
      hiddenKinds.subscribe(() => this.#requestWhole()),
      store.assetStates.subscribe(() => this.#requestWhole()),
    ];
    this.#giveWhole();
  }

  /** Makes sure that the room has a device that someone looks at, also one of a hidden kind. */
  attend(code: string | null): void {
    this.#attended = code;
    const device = code === null ? undefined : this.#center.store.device(code);
    if (device && this.#isHere(device) && !this.#given.has(device.slot)) this.#giveWhole();
  }

  stop(): void {
    this.#stopped = true;
    for (const leave of [...this.#leave, ...this.#unfollow]) leave();
  }

  #requestWhole(): void {
    if (this.#wholeDue) return;
    this.#wholeDue = true;
    // After the other listeners of this notification: what they were told is in the whole already.
    queueMicrotask(() => this.#giveWhole());
  }

  #giveWhole(): void {
    this.#wholeDue = false;
    if (this.#stopped) return;
    const { store, site } = this.#center;
    const assets = store.assetStates.get();
    const markers: DeviceMarker[] = [];
    this.#zones.clear();
    this.#given.clear();
    for (const leave of this.#unfollow) leave();
    this.#unfollow = [];
    for (const device of store.state.devices) {
      const condition = device && store.condition(device.slot);
      if (!device || !condition) continue;
      if (device.zone !== null) this.#zones.set(device.zone, [...(this.#zones.get(device.zone) ?? []), device]);
      if (!this.#shows(device, condition)) continue;
      this.#given.add(device.slot);
      const marker = markerOf(store.catalogue, site, device, condition, assets.get(device.code));
      if (!isMoving(store.catalogue, device.deviceKind)) markers.push(marker);
      else {
        markers.push({ ...marker, moving: true, location: whereaboutsOf(store.state, device) ?? device.location });
        this.#unfollow.push(store.subscribeDevice(device.slot, () => this.#move(device.slot)));
      }
    }
    this.#room.setDevices(markers);
    for (const zone of this.#zones.keys()) this.#giveZone(zone);
  }

  #update(slots: ReadonlySet<number>): void {
    if (this.#wholeDue) return;
    const { store } = this.#center;
    const zones = new Set<string>();
    for (const slot of slots) {
      const device = store.state.devices[slot];
      const condition = store.condition(slot);
      if (!device || !condition) continue;
      if (this.#shows(device, condition) !== this.#given.has(slot)) {
        this.#requestWhole();
        return;
      }
      if (this.#given.has(slot)) this.#room.updateDevice(device.code, condition);
      if (device.zone !== null) zones.add(device.zone);
    }
    for (const zone of zones) this.#giveZone(zone);
  }

  #move(slot: number): void {
    const { store } = this.#center;
    const device = store.state.devices[slot];
    const location = device && whereaboutsOf(store.state, device);
    if (!location || this.#room.moveDevice(device.code, location)) return;
    // A room that cannot move one is given all anew, now and then.
    const now = performance.now();
    if (now - this.#movedAt < MOVE_EVERY_MS) return;
    this.#movedAt = now;
    this.#requestWhole();
  }

  #giveZone(zone: string): void {
    const { store } = this.#center;
    const members = (this.#zones.get(zone) ?? []).flatMap((device) => {
      const condition: DeviceCondition | undefined = store.condition(device.slot);
      // The state replaces a device's object when it registers again.
      const present = store.state.devices[device.slot];
      return condition && present ? [{ device: present, condition }] : [];
    });
    this.#room.setZone(zone, zoneCondition(store.state, members));
  }

  #isHere(device: Device): boolean {
    return this.#room.building === null || this.#room.building === device.building;
  }

  #shows(device: Device, { state }: DeviceCondition): boolean {
    const hidden = this.#hiddenKinds.get().has(device.deviceKind);
    return this.#isHere(device) && (!hidden || state === 'alarm' || device.code === this.#attended);
  }
}
