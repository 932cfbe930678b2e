import type { ConnectionSink } from '../adapter.ts';
import { OncePerReason } from '../once-per-reason.ts';
import type { PointValue } from './point-table.ts';
import { PROTOCOL } from './refusals.ts';

/** Values of one device that came together, by property. */
type Together = [device: string, values: Record<string, boolean | number>];

/**
 * Hands values on to the twin. What a device tells next waits for what it told before: a fire and its end in one commit would come to no alarm, and a
 * transmission device that was cut off tells both at once. A value's time is that of its receipt: the clocks of panels are often off, by
 * years in one public capture (dgiot), and a fire must not become history for that.
 */
export class HandOn {
  readonly faults: OncePerReason;
  readonly #site: string;
  readonly #sink: ConnectionSink;
  /** What was handed on last of each device and is not durable yet. */
  readonly #underWay = new Map<string, Promise<unknown>>();
  #stored = 0;

  constructor(site: string, sink: ConnectionSink) {
    this.faults = new OncePerReason(sink, PROTOCOL);
    this.#site = site;
    this.#sink = sink;
  }

  /** Readings that are durable. */
  get stored(): number {
    return this.#stored;
  }

  /** Hands on what the twin takes of these values; what it does not is a dead letter, once. The promises are of what becomes durable. */
  take(values: readonly PointValue[], receivedAt: number): Promise<unknown>[] {
    const together: Together[] = [];
    const work: Promise<unknown>[] = [];
    for (const value of values) {
      const { device, property } = value;
      const reason = this.#sink.judge(device, property, value.value, receivedAt);
      if (reason === null) put(together, value);
      else work.push(this.faults.fault(device, property, reason, value.value, receivedAt));
    }
    for (const those of together) work.push(this.#inTurn(those));
    return work;
  }

  #inTurn(those: Together): Promise<unknown> {
    const [device] = those;
    const before = this.#underWay.get(device);
    const taken = before ? before.then(() => this.#store(those)) : this.#store(those);
    // Whoever comes next does not care how this one fared.
    const done = taken
      .catch(() => undefined)
      .then(() => {
        if (this.#underWay.get(device) === done) this.#underWay.delete(device);
      });
    this.#underWay.set(device, done);
    return taken;
  }

  async #store([device, values]: Together): Promise<void> {
    const now = Date.now();
    const body = { time: now, values };
    const channel = 'observations';
    await this.#sink.take({ site: this.#site, device, channel, body, protocol: PROTOCOL, receivedAt: now });
    for (const property in values) this.faults.good(device, property);
    this.#stored++;
  }
}

/** A second value of one property in a frame comes after the first, not instead of it. */
function put(together: Together[], { device, property, value }: PointValue): void {
  const last = together.findLast(([of]) => of === device)?.[1];
  if (last && !(property in last)) last[property] = value;
  else together.push([device, { [property]: value }]);
}
