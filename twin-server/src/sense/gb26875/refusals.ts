import type { Sink } from '../message.ts';

export const PROTOCOL = 'gb26875-tcp';

/** Different faults remembered at most: as many as a connection has points. Whoever sends ever new ones must not fill the memory. */
const MAX_KEYS = 10_000;
const OVERFLOW = 'overflow';

/** What is refused of a connection and is no value of a device: dead letters under the connection's own code. */
export class Refusals {
  readonly #sink: Sink;
  readonly #connection: string;
  readonly #standing = new Map<string, { readonly reason: string; readonly letter: Promise<unknown> }>();
  #told = 0;

  constructor(sink: Sink, connection: string) {
    this.#sink = sink;
    this.#connection = connection;
  }

  /** Dead letters written so far. */
  get told(): number {
    return this.#told;
  }

  /** The first of the faults that are told once; null while there is none. */
  get standing(): string | null {
    for (const { reason } of this.#standing.values()) return reason;
    return null;
  }

  /** Resolves when the dead letter is durable. */
  async tell(reason: string, payload: unknown, receivedAt: number): Promise<void> {
    const letter = {
      device: this.#connection,
      channel: 'observations',
      protocol: PROTOCOL,
      reason,
      payload,
      receivedAt,
    };
    await this.#sink.refuse(letter);
    this.#told++;
  }

  /** As tell, but of what is told under one key only each change of the reason; resolves when the letter that says it is durable. */
  tellOnce(key: string, reason: string, payload: unknown, receivedAt: number): Promise<unknown> {
    const before = this.#standing.get(key);
    if (before?.reason === reason) return before.letter;
    if (!before && key !== OVERFLOW && this.#standing.size >= MAX_KEYS)
      return this.tellOnce(
        OVERFLOW,
        `device: more than ${MAX_KEYS} different faults; no more are told`,
        null,
        receivedAt,
      );
    const letter = this.tell(reason, payload, receivedAt);
    this.#standing.set(key, { reason, letter });
    // What could not be told is told again next time.
    letter.catch(() => this.#standing.delete(key));
    return letter;
  }
  /** What was told under this key is well again. */
  forget(key: string): void {
    this.#standing.delete(key);
  }
}
