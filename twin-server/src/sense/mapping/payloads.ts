import type pg from 'pg';
import type { Reading, Refusal } from 'twin-core';
import { parseBody } from '../../engines/json-body.ts';
import type { Sink } from '../message.ts';
import type { Mapping } from './mapping.ts';
import { deleteMapping, readMappings, writeMapping } from './mapping-table.ts';
import { type MapContext, type Mapped, PayloadMap } from './payload-map.ts';

const CHANNEL = 'payloads';

export interface PayloadsOptions {
  readonly pool: pg.Pool;
  readonly site: string;
  readonly sink: Sink;
  readonly unitOf: MapContext['unitOf'];
  /** What would be refused of a reading, without taking it. */
  readonly judge: (reading: Reading) => readonly Refusal[];
}

/** What became of a payload: durable, with what was refused of it. */
export interface PayloadReceipt {
  /** Readings without a fault: one a device and channel. */
  readonly accepted: number;
  readonly errors: readonly { readonly device: string; readonly reason: string }[];
}

/** PAYLOADS OF VENDORS, read by declaration (clauses 6.4.2-5, 6.4.5): the registry of mappings, and what comes by them. A change holds at once. */
export class Payloads {
  readonly #options: PayloadsOptions;
  readonly #mappings = new Map<string, { readonly record: Mapping; readonly map: PayloadMap }>();

  private constructor(options: PayloadsOptions) {
    this.#options = options;
  }

  static async open(options: PayloadsOptions): Promise<Payloads> {
    const payloads = new Payloads(options);
    for (const { code, record } of await readMappings(options.pool, options.site)) payloads.#keep(code, record);
    return payloads;
  }

  list(): (Mapping & { readonly code: string })[] {
    return [...this.#mappings]
      .map(([code, { record }]) => ({ code, ...record }))
      .sort((a, b) => (a.code < b.code ? -1 : 1));
  }

  get(code: string): Mapping | undefined {
    return this.#mappings.get(code)?.record;
  }

  /** Stores a mapping, new or changed. */
  async put(code: string, record: Mapping): Promise<void> {
    await writeMapping(this.#options.pool, this.#options.site, code, record);
    this.#keep(code, record);
  }

  async remove(code: string): Promise<void> {
    await deleteMapping(this.#options.pool, this.#options.site, code);
    this.#mappings.delete(code);
  }

  /** What a payload would become, and what would be refused of it; nothing is taken. */
  rehearse(mapping: Mapping, payload: unknown, receivedAt: number): Mapped {
    const mapped = new PayloadMap(mapping).map(payload, this.#context('rehearsal', receivedAt));
    const judged = mapped.readings.flatMap((reading) =>
      this.#options.judge(reading).map((refusal) => ({ device: reading.device, ...refusal })),
    );
    return { readings: mapped.readings, refusals: [...mapped.refusals, ...judged] };
  }

  /** Takes a payload. Resolves when what it became and what was refused of it are durable; undefined for an unknown mapping. */
  async take(
    code: string,
    payload: unknown,
    protocol: string,
    receivedAt: number,
  ): Promise<PayloadReceipt | undefined> {
    const kept = this.#mappings.get(code);
    if (!kept) return undefined;
    const { readings, refusals } = kept.map.map(payload, this.#context(protocol, receivedAt));
    const { sink } = this.#options;
    const [outcomes] = await Promise.all([
      Promise.all(readings.map((reading) => sink.take(reading))),
      ...refusals.map((refusal) => sink.refuse({ ...refusal, channel: CHANNEL, protocol, receivedAt })),
    ]);
    const refused = outcomes.flatMap((outcome, i) =>
      outcome.refusals.map(({ reason }) => ({ device: readings[i]!.device, reason })),
    );
    return {
      accepted: outcomes.filter((outcome) => outcome.refusals.length === 0).length,
      errors: [...refusals.map(({ device, reason }) => ({ device, reason })), ...refused],
    };
  }

  /** Takes a message of the topic twin/{site}/{mapping}/payloads. Resolves when it, or its dead letter, is durable. */
  async receiveMqtt(message: {
    readonly topic: string;
    readonly payload: Buffer;
    readonly receivedAt: number;
  }): Promise<void> {
    const { topic, payload, receivedAt } = message;
    const [, site, code = '-'] = topic.split('/');
    const parsed = parseBody(payload);
    const reason =
      site !== this.#options.site
        ? `topic: unknown site ${site}`
        : 'reason' in parsed
          ? parsed.reason
          : (await this.take(code, parsed.body, 'mqtt', receivedAt)) === undefined && `unknown mapping ${code}`;
    if (reason === false) return;
    const refused = { device: code, channel: CHANNEL, protocol: 'mqtt', reason, receivedAt };
    await this.#options.sink.refuse({ ...refused, payload: payload.toString('utf8', 0, 4096) });
  }

  #keep(code: string, record: Mapping): void {
    this.#mappings.set(code, { record, map: new PayloadMap(record) });
  }

  #context(protocol: string, receivedAt: number): MapContext {
    return { site: this.#options.site, protocol, receivedAt, unitOf: this.#options.unitOf };
  }
}

/** Whether a topic holds payloads of a vendor: twin/{site}/{mapping}/payloads. */
export const isPayloadTopic = (topic: string) => topic.endsWith(`/${CHANNEL}`) && topic.split('/').length === 4;
