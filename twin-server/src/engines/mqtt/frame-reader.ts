/** The peer broke the protocol or a limit: the connection is closed, with this reason in the log. */
export class ProtocolFault extends Error {
  override readonly name = 'ProtocolFault';
}

const PUBLISH = 3;
const NOTHING: Buffer = Buffer.alloc(0);

/**
 * Cuts the bytes of one connection into whole MQTT packets. Sizes are judged by the fixed header (and a PUBLISH's
 * topic length), so a packet over its limit is refused before its body is read. Limits in bytes.
 */
export class FrameReader {
  #rest: Buffer = NOTHING;
  readonly #maxPayload: number;
  readonly #maxOther: number;

  /** `maxPayload` bounds a PUBLISH's payload, `maxOther` every other packet's remaining length. */
  constructor(maxPayload: number, maxOther: number) {
    this.#maxPayload = maxPayload;
    this.#maxOther = maxOther;
  }

  push(chunk: Buffer): void {
    this.#rest = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
  }

  /** The next whole packet, or undefined until more bytes come. Throws ProtocolFault. */
  next(): Buffer | undefined {
    const length = this.#frameLength();
    if (length === undefined || this.#rest.length < length) return undefined;
    const frame = this.#rest.subarray(0, length);
    this.#rest = this.#rest.length === length ? NOTHING : this.#rest.subarray(length);
    return frame;
  }

  /** Length of the packet that the bytes begin with, header included; undefined while the header is not whole. */
  #frameLength(): number | undefined {
    const bytes = this.#rest;
    let remaining = 0;
    for (let index = 1; index <= 4; index++) {
      const byte = bytes[index];
      if (byte === undefined) return undefined;
      remaining += (byte & 0x7f) << (7 * (index - 1));
      if ((byte & 0x80) === 0) return this.#checked(remaining, index + 1);
    }
    throw new ProtocolFault('a remaining length of more than four bytes');
  }

  #checked(remaining: number, header: number): number | undefined {
    const type = this.#rest[0]! >> 4;
    if (type !== PUBLISH) {
      if (remaining > this.#maxOther) throw new ProtocolFault(`a packet of ${remaining} bytes`);
      return header + remaining;
    }
    if (this.#rest.length < header + 2) return remaining < 2 ? header + remaining : undefined;
    const topicLength = this.#rest.readUInt16BE(header);
    const idLength = (this.#rest[0]! & 0b0110) === 0 ? 0 : 2;
    const payload = remaining - 2 - topicLength - idLength;
    if (payload > this.#maxPayload) throw new ProtocolFault(`a message of ${payload} bytes, over ${this.#maxPayload}`);
    return header + remaining;
  }
}
