import {
  type Alarm,
  type AssetState,
  alarmIn,
  type Catalogue,
  type Changes,
  type Device,
  deviceByCode,
  emptyState,
  type TwinEvent,
  type TwinState,
} from 'twin-core';
import { applyFrame, type Frame } from 'twin-core/wire';
import { AlarmList } from './alarm-list.ts';
import { conditionOfDevice, sameCondition } from './device-condition.ts';
import { emptyHealth, type Health } from './health.ts';
import type { Incident } from './incidents.ts';
import { KeyedListeners } from './listeners.ts';
import type { DeviceCondition } from './marker.ts';
import { Signal } from './signal.ts';

/** Devices not in the catalogue go stale as the slowest of it would. */
const UNKNOWN_KIND_SILENCE_MS = 300_000;

/** What a store needs from outside: whose declarations, which clock, and when to tell its readers. */
export interface TwinStoreOptions {
  readonly site: string;
  readonly catalogue: Catalogue;
  /** The scene clock, epoch ms. */
  now(): number;
  /** Runs a function soon and once: a browser's next animation frame. Everything folded before then is told together. */
  schedule(run: () => void): void;
}

/**
 * The twin in the browser: the link writes (load, fold), everybody else reads. Readers learn of changes once a frame, each only of
 * what it watches. Revisions are numbers that grow with every change: what useSyncExternalStore compares.
 */
export class TwinStore {
  readonly #options: TwinStoreOptions;
  #state: TwinState;
  #conditions: (DeviceCondition | undefined)[] = [];
  #health: Health = emptyHealth();
  readonly #alarms = new AlarmList();
  readonly #deviceRevisions: number[] = [];
  readonly #deviceListeners = new KeyedListeners<number>();
  readonly #conditionListeners = new Set<(slots: ReadonlySet<number>) => void>();
  readonly #raisedListeners = new Set<(alarms: readonly Alarm[]) => void>();
  /** Grows when an open alarm came, changed or went, and when a flood of them began or ended. */
  readonly alarmsRevision = new Signal(0);
  /** Grows when devices were registered, changed or removed. */
  readonly registryRevision = new Signal(0);
  /** Grows when what the server knows of the site may be another than what was read: a building changed, or a snapshot was taken. */
  readonly siteRevision = new Signal(0);
  /** Grows when layers of geographic information, or features of them, may be others than what was read. */
  readonly layersRevision = new Signal(0);
  /** Grows when a person's command to a device began or ended. */
  readonly ordersRevision = new Signal(0);
  /** Grows when zones, or what cameras see, may be others than before. */
  readonly placeRevision = new Signal(0);
  /** Grows when the wall was changed. */
  readonly wallRevision = new Signal(0);
  /** States of assets by the code of their device; those that are not named are in service (8.2.1-4). */
  readonly assetStates = new Signal<ReadonlyMap<string, AssetState>>(new Map());
  /** Counts of devices by state; another object after every change. */
  readonly health = new Signal<Health>(emptyHealth());

  readonly #changes: Changes = { datastreams: [], devices: new Set() };
  readonly #touched = new Set<number>();
  #reconditioned = new Set<number>();
  #raised: Alarm[] = [];
  /** The revisions that grow with the next frame. */
  readonly #due = new Set<Signal<number>>();
  #scheduled = false;

  constructor(options: TwinStoreOptions) {
    this.#options = options;
    this.#state = emptyState(options.site);
  }

  /** The folded state. Readers never change it. */
  get state(): Readonly<TwinState> {
    return this.#state;
  }

  get catalogue(): Catalogue {
    return this.#options.catalogue;
  }

  device(code: string): Device | undefined {
    return deviceByCode(this.#state, code);
  }

  /** What a device's symbol tells, by slot. */
  condition(slot: number): DeviceCondition | undefined {
    return this.#conditions[slot];
  }

  /** A number that grows with every change of the device in this slot. */
  deviceRevision(slot: number): number {
    return this.#deviceRevisions[slot] ?? 0;
  }

  /** Open alarms, most urgent first. The same array until an alarm changes. */
  alarms(): readonly Alarm[] {
    return this.#alarms.ordered(this.#state.alarms);
  }

  /** A number that grows with every event about an open alarm. */
  alarmRevision(alarm: Alarm): number {
    return this.#alarms.revision(alarm);
  }

  /** The same folded to incidents, most urgent first. The same array until an alarm changes. */
  incidents(): readonly Incident[] {
    return this.#alarms.incidents(this.#state.alarms);
  }

  /** Starts over from a snapshot's state. */
  load(state: TwinState): void {
    const slots = Math.max(state.devices.length, this.#state.devices.length);
    this.#state = state;
    for (let slot = 0; slot < slots; slot++) {
      this.#touched.add(slot);
      this.#recondition(slot);
    }
    this.#alarms.reset();
    for (const revision of this.#revisions()) this.#due.add(revision);
    this.#request();
  }

  /** Folds a frame. The caller has seen to it that it continues what is held. */
  fold(frame: Frame): void {
    const { datastreams, devices } = this.#changes;
    datastreams.length = 0;
    devices.clear();
    applyFrame(this.#state, frame, this.#changes);
    for (const { event } of frame.events) this.#note(event);
    for (const slot of devices) this.#touched.add(slot);
    for (const datastream of datastreams) this.#touched.add(this.#state.owners[datastream]!);
    for (const slot of this.#touched) this.#recondition(slot);
    if (this.#due.size > 0 || this.#touched.size > 0) this.#request();
  }

  /** Looks at every device again: time alone makes it stale. */
  sweep(): void {
    for (let slot = 0; slot < this.#state.devices.length; slot++) this.#recondition(slot);
    if (this.#reconditioned.size > 0) this.#request();
  }

  subscribeDevice(slot: number, listener: () => void): () => void {
    return this.#deviceListeners.add(slot, listener);
  }

  /** For the rooms: the slots whose symbols changed, at most once a frame. A hole in the state is a removed device. */
  onConditions(listener: (slots: ReadonlySet<number>) => void): () => void {
    this.#conditionListeners.add(listener);
    return () => this.#conditionListeners.delete(listener);
  }

  /** Alarms raised since the last time; a snapshot's are not new. */
  onRaised(listener: (alarms: readonly Alarm[]) => void): () => void {
    this.#raisedListeners.add(listener);
    return () => this.#raisedListeners.delete(listener);
  }

  #revisions(): readonly Signal<number>[] {
    const { registryRevision, alarmsRevision, ordersRevision, siteRevision, layersRevision } = this;
    const { placeRevision, wallRevision } = this;
    return [
      registryRevision,
      alarmsRevision,
      ordersRevision,
      siteRevision,
      layersRevision,
      placeRevision,
      wallRevision,
    ];
  }

  /** What an event that was folded makes due. */
  #note(event: TwinEvent): void {
    const alarm = alarmIn(event);
    if (alarm !== null) {
      this.#alarms.change(alarm, this.#state.alarms);
      this.#due.add(this.alarmsRevision);
    }
    switch (event.kind) {
      case 'alarm.raised': {
        const raised = this.#state.alarms.get(event.id);
        if (raised) this.#raised.push(raised);
        break;
      }
      case 'flood.began':
      case 'flood.ended':
        this.#due.add(this.alarmsRevision);
        break;
      case 'action.asked':
      case 'action.ended':
        if (event.device !== null) this.#due.add(this.ordersRevision);
        break;
      case 'device.registered':
        this.#due.add(this.registryRevision);
        break;
      case 'device.removed':
        this.#due.add(this.registryRevision);
        // Its alarms went with it.
        this.#alarms.reset();
        this.#due.add(this.alarmsRevision);
        break;
      case 'site.changed':
        this.#due.add(this.siteRevision);
        break;
      case 'layer.changed':
        this.#due.add(this.layersRevision);
        break;
      case 'place.changed':
        this.#due.add(this.placeRevision);
        // Zones are told with the site.
        if (event.what === 'zone') this.#due.add(this.siteRevision);
        break;
      case 'wall.changed':
        this.#due.add(this.wallRevision);
        break;
    }
  }

  #recondition(slot: number): void {
    const device = this.#state.devices[slot];
    const before = this.#conditions[slot];
    if (!device) {
      if (!before) return;
      this.#health[before.state]--;
      this.#conditions[slot] = undefined;
      this.#reconditioned.add(slot);
      return;
    }
    const { catalogue, now } = this.#options;
    const silenceAfterMs = catalogue.kind(device.deviceKind)?.kind.silenceAfterMs ?? UNKNOWN_KIND_SILENCE_MS;
    const after = conditionOfDevice(this.#state, device, silenceAfterMs, now());
    if (sameCondition(before, after)) return;
    if (before) this.#health[before.state]--;
    this.#health[after.state]++;
    this.#conditions[slot] = after;
    this.#reconditioned.add(slot);
  }

  #request(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    this.#options.schedule(() => this.#tell());
  }

  #tell(): void {
    this.#scheduled = false;
    const reconditioned = this.#reconditioned;
    const touched = new Set([...this.#touched, ...reconditioned]);
    const raised = this.#raised;
    this.#reconditioned = new Set();
    this.#touched.clear();
    this.#raised = [];
    for (const slot of touched) this.#deviceRevisions[slot] = this.deviceRevision(slot) + 1;
    const due = [...this.#due];
    this.#due.clear();
    for (const revision of due) revision.set(revision.get() + 1);
    if (reconditioned.size > 0) {
      this.health.set({ ...this.#health });
      for (const listener of [...this.#conditionListeners]) listener(reconditioned);
    }
    for (const slot of touched) this.#deviceListeners.notify(slot);
    if (raised.length > 0) for (const listener of [...this.#raisedListeners]) listener(raised);
  }
}
