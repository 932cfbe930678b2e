import { createHash } from 'node:crypto';
import type { Catalogue, DeviceRecord, Placement, Reading, TwinState } from 'twin-core';
import { type Screen, valuesOf } from './screen.ts';

const KIND = 'wall-screen';
const FACILITY = 'screens';
const PROTOCOL = 'screen';
const SILENT = 'silent';
/** A report that still holds is made again this often where its rule does not say when it would end by itself. */
const REPEAT_MS = 60_000;

/** What of the registry screens need. */
interface ScreenRegistry {
  readonly site: { readonly code: string; readonly frame: Placement };
  device(code: string): DeviceRecord | undefined;
}

export interface ScreenTellerOptions {
  readonly catalogue: Catalogue;
  readonly registry: ScreenRegistry;
  /** Stores a device, new or changed, and journals it. */
  readonly registerDevice: (record: DeviceRecord) => Promise<void>;
  /** Takes a message as a device would tell it; resolves when it is durable. */
  readonly take: (reading: Reading) => Promise<unknown>;
  /** The state as last committed. */
  readonly state: () => TwinState;
}

/** Tells the twin of screens as if they were its devices: how they fare, that they fell silent, that they are back. */
export class ScreenTeller {
  readonly #options: ScreenTellerOptions;

  constructor(options: ScreenTellerOptions) {
    this.#options = options;
  }

  /** Whether this twin knows screens at all. */
  get knows(): boolean {
    return this.#options.catalogue.kind(KIND) !== undefined;
  }

  /** Ms after which a silence that still holds is told again: twice within the time after which its alarm would return to normal by itself. */
  get repeatMs(): number {
    const rule = this.#silence;
    return rule && 'holdMs' in rule.when ? rule.when.holdMs / 2 : REPEAT_MS;
  }

  get #silence() {
    const rules = this.#options.catalogue.kind(KIND)?.rules ?? [];
    return rules.find(({ when }) => 'event' in when && when.event === SILENT);
  }

  /** Makes sure that a screen is a device, by its present name. Returns its code. */
  async enroll({ id, name, device }: Screen): Promise<string> {
    const { registry, registerDevice } = this.#options;
    const code = device ?? `SCREEN-${createHash('sha256').update(id).digest('hex').slice(0, 8).toUpperCase()}`;
    const known = registry.device(code);
    if (!known) await registerDevice(this.#record(code, name ?? code));
    else if (name !== null && known.name !== name) await registerDevice({ ...known, name });
    return code;
  }

  /** Where the centre is nobody tells: a screen is entered at the middle of the site, until somebody enters it otherwise. */
  #record(code: string, name: string): DeviceRecord {
    const { longitude, latitude, height } = this.#options.registry.site.frame;
    return {
      code,
      name,
      kind: KIND,
      facility: FACILITY,
      manufacturer: null,
      model: null,
      installPosition: null,
      installedAt: null,
      location: { longitude, latitude, height },
      building: null,
      storey: null,
      space: null,
      zone: null,
      ifcGuid: null,
      owningUnit: null,
      maintainer: null,
      parent: null,
      links: [],
    };
  }

  /** Its values as it told them; or, of one that said goodbye, that it shows nothing any more. */
  async tellValues(device: string, { report, closedAt }: Screen, now: number): Promise<void> {
    const values = closedAt === null ? report && valuesOf(report) : { showing: false };
    if (values) await this.#take(device, 'observations', { time: now, values }, now);
  }

  /** That it fell silent, or that this is over; `since` epoch ms. */
  async tellSilence(device: string, active: boolean, since: number, now: number): Promise<void> {
    // Both may be told at one instant, and an event's id is its own.
    const id = `${SILENT}-${active ? 'begun' : 'over'}-${now}`;
    await this.#take(device, 'events', { id, time: now, type: SILENT, data: { active, since } }, now);
  }

  /** Whether the twin has it as silent: what was told before a restart. */
  holds(device: string): boolean {
    const code = this.#silence?.code;
    for (const alarm of this.#options.state().alarms.values())
      if (alarm.device === device && alarm.code === code && alarm.active) return true;
    return false;
  }

  async #take(device: string, channel: Reading['channel'], body: unknown, receivedAt: number): Promise<void> {
    const { registry, take } = this.#options;
    await take({ site: registry.site.code, device, channel, body, protocol: PROTOCOL, receivedAt });
  }
}
