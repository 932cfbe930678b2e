import { encodePacket } from './packet-codec.ts';

/** Messages sent down to one client at QoS 1, each waiting for its PUBACK. */
export class Outgoing {
  readonly #pending = new Map<number, (isAcknowledged: boolean) => void>();
  #lastId = 0;
  readonly #send: (bytes: Buffer) => void;
  readonly #timeoutMs: number;

  constructor(send: (bytes: Buffer) => void, timeoutMs: number) {
    this.#send = send;
    this.#timeoutMs = timeoutMs;
  }

  get size(): number {
    return this.#pending.size;
  }

  /** Sends a message; true when the client has acknowledged it, false when it went or did not answer in time. */
  deliver(topic: string, payload: Buffer, qos: 0 | 1): Promise<boolean> {
    const packet = { cmd: 'publish', topic, payload, qos, dup: false, retain: false } as const;
    if (qos === 0) {
      this.#send(encodePacket(packet));
      return Promise.resolve(true);
    }
    const messageId = this.#nextId();
    this.#send(encodePacket({ ...packet, messageId }));
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#settle(messageId, false), this.#timeoutMs);
      this.#pending.set(messageId, (isAcknowledged) => {
        clearTimeout(timer);
        resolve(isAcknowledged);
      });
    });
  }

  acknowledge(messageId: number): void {
    this.#settle(messageId, true);
  }

  /** The client is gone: nothing more will be acknowledged. */
  abandon(): void {
    for (const messageId of [...this.#pending.keys()]) this.#settle(messageId, false);
  }

  #settle(messageId: number, isAcknowledged: boolean): void {
    const settle = this.#pending.get(messageId);
    this.#pending.delete(messageId);
    settle?.(isAcknowledged);
  }

  #nextId(): number {
    do {
      this.#lastId = (this.#lastId % 0xffff) + 1;
    } while (this.#pending.has(this.#lastId));
    return this.#lastId;
  }
}
