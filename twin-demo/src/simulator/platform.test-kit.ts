import {
  type AlarmCommand,
  Catalogue,
  type DeviceReported,
  datastreamOf,
  deviceByCode,
  Evaluator,
  emptyState,
  FACILITIES,
  type ObservedProperty,
} from 'twin-core';
import type { Message } from './simulation.ts';
import type { Estate } from './subject.ts';

/** Something that happened to an alarm. */
export interface Happening {
  readonly kind: 'raised' | 'returned';
  readonly code: string;
  readonly device: string;
  /** Seconds after the start. */
  readonly atS: number;
}

const CATALOGUE = new Catalogue(FACILITIES);

/** The platform's own rules over the simulator's messages, without a network: what is not understood, what is alarmed. Somebody acknowledges every alarm at once. */
export class Platform {
  readonly happenings: Happening[] = [];
  readonly refusals: string[] = [];
  readonly #startMs: number;
  readonly #evaluator: Evaluator;
  readonly #ids = new Set<unknown>();
  readonly #alarms = new Map<string, { code: string; device: string }>();
  #commands: AlarmCommand[] = [];
  #seq = 0;

  constructor(estate: Estate, startMs: number) {
    this.#startMs = startMs;
    this.#evaluator = new Evaluator(CATALOGUE, emptyState(estate.site), startMs);
    let slots = 0;
    const registrations = estate.subjects.map((subject, slot) => ({
      kind: 'device.registered' as const,
      slot,
      code: subject.code,
      name: subject.code,
      deviceKind: subject.kind,
      facility: subject.entry.facility.id,
      building: subject.building,
      storey: null,
      space: null,
      zone: subject.zone,
      parent: null,
      location: { longitude: 0, latitude: 0, height: 0 },
      datastreams: subject.entry.properties.map((property) => ({ property, slot: slots++ })),
    }));
    this.#evaluate({ registrations }, startMs);
  }

  /** Takes what was said since the last time. */
  take(messages: readonly Message[], nowMs: number): void {
    const streams: number[] = [];
    const times: number[] = [];
    const values: number[] = [];
    const reports: DeviceReported[] = [];
    for (const { device: code, channel, body } of messages) {
      const device = deviceByCode(this.#evaluator.state, code);
      if (!device) this.refusals.push(`${code}: unknown device`);
      else if (channel === 'observations') {
        for (const [name, value] of Object.entries(body.values as Record<string, unknown>)) {
          const number = asNumber(value, CATALOGUE.property(device.deviceKind, name));
          if (number === undefined) this.refusals.push(`${code} ${name}: ${String(value)}`);
          else {
            streams.push(datastreamOf(device, name));
            times.push(body.time as number);
            values.push(number);
          }
        }
      } else if (channel === 'events') {
        const type = CATALOGUE.eventType(device.deviceKind, String(body.type));
        if (type === undefined || this.#ids.has(body.id)) this.refusals.push(`${code} ${body.type} ${body.id}`);
        else {
          this.#ids.add(body.id);
          reports.push({
            kind: 'device.reported',
            device: code,
            id: String(body.id),
            type,
            time: body.time as number,
            skewed: false,
            data: body.data as Record<string, unknown>,
          });
        }
      }
    }
    const observations = {
      kind: 'observations' as const,
      datastreams: Int32Array.from(streams),
      times: Float64Array.from(times),
      values: Float64Array.from(values),
    };
    this.#evaluate({ observations: streams.length > 0 ? observations : null, reports }, nowMs);
  }

  #evaluate(part: Partial<Parameters<Evaluator['evaluate']>[0]>, nowMs: number): void {
    const empty = {
      registrations: [],
      removals: [],
      observations: null,
      reports: [],
      commands: this.#commands.splice(0),
      orders: [],
      ended: [],
      siteChanges: [],
    };
    this.#seq += 1;
    const atS = (nowMs - this.#startMs) / 1000;
    for (const event of this.#evaluator.evaluate({ ...empty, ...part }, this.#seq, nowMs)) {
      if (event.kind === 'alarm.raised') {
        const { id, code, device } = event;
        this.#alarms.set(id, { code, device });
        this.happenings.push({ kind: 'raised', code, device, atS });
        this.#commands.push({
          alarm: id,
          action: 'acknowledge',
          by: 'operator',
          reason: null,
          until: null,
          assignee: null,
          step: null,
          answer: null,
        });
      }
      const alarm = event.kind === 'alarm.returned' ? this.#alarms.get(event.id) : undefined;
      if (alarm) this.happenings.push({ kind: 'returned', ...alarm, atS });
    }
  }
}

/** The value as the catalogue's number, or undefined where a property of this kind cannot have it. */
export function asNumber(value: unknown, property: ObservedProperty | undefined): number | undefined {
  switch (property?.type) {
    case 'boolean':
      return typeof value === 'boolean' ? Number(value) : undefined;
    case 'state': {
      const index = property.states?.findIndex(({ name }) => name === value) ?? -1;
      return index < 0 ? undefined : index;
    }
    case 'number': {
      const [low, high] = property.range ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
      return typeof value === 'number' && value >= low && value <= high ? value : undefined;
    }
    default:
      return undefined;
  }
}
