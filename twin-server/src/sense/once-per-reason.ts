import type { Sink } from './message.ts';

/**
 * Faults of polled values, told once for each change of their reason: what is asked every second and fails every second is one dead letter,
 * not 86,400 a day. A value that is good again forgets its fault.
 */
export class OncePerReason {
  readonly #sink: Sink;
  readonly #protocol: string;
  readonly #reasons = new Map<string, string>();
  #told = 0;

  constructor(sink: Sink, protocol: string) {
    this.#sink = sink;
    this.#protocol = protocol;
  }

  /** Dead letters written so far. */
  get told(): number {
    return this.#told;
  }

  /** A reason that stands at present; null where all is well. */
  get standing(): string | null {
    for (const [property, reason] of this.#reasons) return `${property}: ${reason}`;
    return null;
  }

  good(device: string, property: string): void {
    this.#reasons.delete(`${device} ${property}`);
  }

  /** Resolves when the dead letter, if one is due, is durable; where it could not be made so the fault is told again next time. */
  async fault(device: string, property: string, reason: string, raw: unknown, receivedAt: number): Promise<void> {
    const key = `${device} ${property}`;
    if (this.#reasons.get(key) === reason) return;
    const before = this.#reasons.get(key);
    // Noted first: a burst of the same fault is told once, not once for each that came before the first was durable.
    this.#reasons.set(key, reason);
    try {
      await this.#sink.refuse({
        device,
        channel: 'observations',
        protocol: this.#protocol,
        reason: `values.${property}: ${reason}`,
        payload: { property, raw },
        receivedAt,
      });
    } catch (cause) {
      if (before === undefined) this.#reasons.delete(key);
      else this.#reasons.set(key, before);
      throw cause;
    }
    this.#told++;
  }
}
