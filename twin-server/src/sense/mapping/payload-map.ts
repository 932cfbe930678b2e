import type { Reading } from 'twin-core';
import type { Mapping } from './mapping.ts';
import { Paths } from './path.ts';
import { type Get, readDevice, readEvent, readItemTime, readValue } from './read-item.ts';

/** What mapping needs to know beside the payload. */
export interface MapContext {
  readonly site: string;
  readonly protocol: string;
  /** Epoch ms. */
  readonly receivedAt: number;
  /** Unit of a device's property; undefined where device or property is unknown, which is not the mapping's to judge. */
  readonly unitOf: (device: string, property: string) => string | undefined;
}

/** A part of a payload that could not be mapped, and why. `device` is '-' where even that is not known. */
export interface MapRefusal {
  readonly device: string;
  readonly reason: string;
  readonly payload: unknown;
}

/** What a payload became. */
export interface Mapped {
  readonly readings: readonly Reading[];
  readonly refusals: readonly MapRefusal[];
}

/** What a payload says of one device. */
interface Sent {
  readonly observations: unknown[];
  readonly events: unknown[];
}

interface Item {
  /** Where it stands, for whoever looks for a fault. */
  readonly place: string;
  readonly item: unknown;
}

/** Items of one payload at most. */
const MAX_ITEMS = 10_000;
const UNKNOWN = '-';

/** A mapping ready to read payloads. */
export class PayloadMap {
  readonly #mapping: Mapping;
  readonly #paths = new Paths();

  constructor(mapping: Mapping) {
    this.#mapping = mapping;
  }

  /** Reads one payload. What does not fit is refused with its place and reason, the rest goes on. One reading a device and channel. */
  map(root: unknown, context: MapContext): Mapped {
    const refusals: MapRefusal[] = [];
    const devices = new Map<string, Sent>();
    for (const { place, item } of this.#items(root, refusals)) {
      const get: Get = (path) => this.#paths.follow(path, item, root);
      const device = readDevice(this.#mapping.device, get);
      const code = 'code' in device ? device.code : UNKNOWN;
      const refuse = (reason: string) => refusals.push({ device: code, reason: `${place}${reason}`, payload: item });
      if ('reason' in device) {
        refuse(`device: ${device.reason}`);
        continue;
      }
      const time = readItemTime(this.#mapping.time, get, context.receivedAt);
      if (typeof time === 'string') {
        refuse(`time: ${time}`);
        continue;
      }
      const sent = devices.get(code) ?? { observations: [], events: [] };
      devices.set(code, sent);
      this.#read(get, time, sent, (property) => context.unitOf(code, property), refuse);
    }
    const readings = [...devices].flatMap(([device, sent]) => readingsOf(device, sent, context));
    if (readings.length === 0 && refusals.length === 0)
      refusals.push({ device: UNKNOWN, reason: 'nothing that the mapping names is in it', payload: root });
    return { readings, refusals };
  }

  #items(root: unknown, refusals: MapRefusal[]): Item[] {
    const { items: path } = this.#mapping;
    const items = path === undefined ? root : this.#paths.follow(path, root, root);
    if (!Array.isArray(items)) {
      if (path === undefined) return [{ place: '', item: root }];
      refusals.push({ device: UNKNOWN, reason: `items: expected an array at ${path}`, payload: root });
      return [];
    }
    if (items.length > MAX_ITEMS)
      refusals.push({ device: UNKNOWN, reason: `items: more than ${MAX_ITEMS}; the rest is not read`, payload: null });
    return items.slice(0, MAX_ITEMS).map((item: unknown, i) => ({ place: `${path ?? '$'}[${i}] `, item }));
  }

  #read(
    get: Get,
    time: number,
    sent: Sent,
    unitOf: (property: string) => string | undefined,
    refuse: (reason: string) => void,
  ): void {
    const values: Record<string, unknown> = {};
    for (const rule of this.#mapping.values) {
      const read = readValue(rule, get, unitOf(rule.property));
      if (read === undefined) continue;
      if ('reason' in read) refuse(`values.${rule.property}: ${read.reason} at ${rule.path}`);
      else values[rule.property] = read.value;
    }
    if (Object.keys(values).length > 0) sent.observations.push({ time, values });
    for (const rule of this.#mapping.events) {
      const read = readEvent(rule, get, time);
      if (read === undefined) continue;
      if ('reason' in read) refuse(`events.${rule.type}: ${read.reason}`);
      else sent.events.push(read.event);
    }
  }
}

function readingsOf(device: string, sent: Sent, { site, protocol, receivedAt }: MapContext): Reading[] {
  return (['observations', 'events'] as const)
    .filter((channel) => sent[channel].length > 0)
    .map((channel) => {
      const body = sent[channel].length === 1 ? sent[channel][0] : sent[channel];
      return { site, device, channel, body, protocol, receivedAt };
    });
}
