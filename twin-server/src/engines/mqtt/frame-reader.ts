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
  #expected: number | undefined;

  /**
   * `maxPayload` bounds a PUBLISH's payload, `maxOther` every other packet's remaining length; `firstType` is the type
   * that the first packet must have, so that a peer of another protocol is known by its first byte.
   */
  constructor(maxPayload: number, maxOther: number, firstType: number) {
    this.#maxPayload = maxPayload;
    this.#maxOther = maxOther;
    this.#expected = firstType;
  }

  push(chunk: Buffer): void {
    this.#rest = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
  }

  /** The next whole packet, or undefined until more bytes come. Throws ProtocolFault. */
  next(): Buffer | undefined {
    if (this.#rest.length === 0) return undefined;
    const type = this.#rest[0]! >> 4;
    if (this.#expected !== undefined && type !== this.#expected) throw new ProtocolFault(`it begins with type ${type}`);
    const length = this.#frameLength(type);
    if (length === undefined || this.#rest.length < length) return undefined;
    this.#expected = undefined;
    const frame = this.#rest.subarray(0, length);
    this.#rest = this.#rest.length === length ? NOTHING : this.#rest.subarray(length);
    return frame;
  }

  /** Length of the packet that the bytes begin with, header included; undefined while the header is not whole. */
  #frameLength(type: number): number | undefined {
    const bytes = this.#rest;
    let remaining = 0;
    for (let index = 1; index <= 4; index++) {
      const byte = bytes[index];
      if (byte === undefined) return undefined;
      remaining += (byte & 0x7f) << (7 * (index - 1));
      if ((byte & 0x80) === 0) return this.#checked(type, remaining, index + 1);
    }
    throw new ProtocolFault('a remaining length of more than four bytes');
  }

  #checked(type: number, remaining: number, header: number): number | undefined {
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
