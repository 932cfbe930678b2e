import { InputError, reasonOf } from '../problem.ts';

/** Reads a stream in pieces of asked lengths, holding little more than one of them. */
export class ByteStream {
  readonly #chunks: AsyncIterator<Buffer>;
  readonly #place: string;
  #held: Buffer = Buffer.alloc(0);
  #at = 0;
  #passed = 0;
  #ended = false;

  /** `place` names the file in errors. */
  constructor(chunks: AsyncIterable<Buffer>, place: string) {
    this.#chunks = chunks[Symbol.asyncIterator]();
    this.#place = place;
  }

  /** Bytes read so far. */
  get position(): number {
    return this.#passed + this.#at;
  }

  /** Whether at least `length` bytes are left; they are then held. */
  async has(length: number): Promise<boolean> {
    while (this.#held.length - this.#at < length && !this.#ended) await this.#fill(length);
    return this.#held.length - this.#at >= length;
  }

  async #fill(length: number): Promise<void> {
    const rest = this.#held.subarray(this.#at);
    this.#passed += this.#at;
    const parts = [rest];
    let have = rest.length;
    while (have < length && !this.#ended) {
      const { value, done } = await this.#chunks.next().catch((cause: unknown) => {
        throw cause instanceof InputError ? cause : new InputError(reasonOf(cause), { place: this.#place, cause });
      });
      if (done) this.#ended = true;
      else {
        parts.push(value);
        have += value.length;
      }
    }
    this.#held = parts.length === 1 ? rest : Buffer.concat(parts, have);
    this.#at = 0;
  }

  /** The next bytes, valid until the next call. Throws InputError where the file ends before, saying in the middle of `what`. */
  async take(length: number, what: string): Promise<Buffer> {
    if (this.#held.length - this.#at < length && !(await this.has(length))) {
      throw new InputError(`ends at byte ${this.position} in the middle of ${what}: truncated`, { place: this.#place });
    }
    const taken = this.#held.subarray(this.#at, this.#at + length);
    this.#at += length;
    return taken;
  }

  /** Passes over bytes without holding them. Throws InputError where the file ends before. */
  async skip(length: number, what: string): Promise<void> {
    for (let left = length; left > 0; ) {
      const step = Math.min(left, 2 ** 20);
      await this.take(step, what);
      left -= step;
    }
  }

  /** Ends the reading before the end. */
  async close(): Promise<void> {
    await this.#chunks.return?.();
  }
}
