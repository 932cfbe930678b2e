import type { Reading } from 'twin-core';
import { type DeviceRate, DeviceRates } from './device-rates.ts';
import type { Sink } from './message.ts';

/**
 * The way in for what others send: a device that sends faster than its rate has the messages beyond it refused, each with its reason, and
 * harms no other (clause 6.3.4). A message is one, however many observations it holds.
 */
export class LimitedSink implements Sink {
  readonly #sink: Sink;
  readonly #rates: DeviceRates;
  readonly #slotOf: (device: string) => number | undefined;
  readonly #reason: string;

  /** `slotOf`: the slot of a device in the twin, a small whole number; undefined for one that is not in it. */
  constructor(sink: Sink, rate: DeviceRate, slotOf: (device: string) => number | undefined) {
    this.#sink = sink;
    this.#rates = new DeviceRates(rate);
    this.#slotOf = slotOf;
    this.#reason = `rate: more than ${rate.perSecond} messages/s of this device (${rate.burst} at once)`;
  }

  /** Messages refused for their rate so far. */
  get limited(): number {
    return this.#rates.limited;
  }

  take(reading: Reading): ReturnType<Sink['take']> {
    const slot = this.#slotOf(reading.device);
    // Who is not in the twin is refused for that.
    if (slot === undefined || this.#rates.allows(slot, reading.receivedAt)) return this.#sink.take(reading);
    return this.#refuse(reading);
  }

  refuse(...refused: Parameters<Sink['refuse']>): Promise<unknown> {
    return this.#sink.refuse(...refused);
  }

  async #refuse({ device, channel, protocol, receivedAt, body }: Reading): ReturnType<Sink['take']> {
    await this.#sink.refuse({ device, channel, protocol, receivedAt, reason: this.#reason, payload: body });
    return { refusals: [{ reason: this.#reason, payload: body }] };
  }
}
