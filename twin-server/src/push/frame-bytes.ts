import type { Socket } from 'socket.io';
import parser from 'socket.io-msgpack-parser';
import { MESSAGE, NAMESPACE } from 'twin-core/wire';

/** Socket.IO's type of a packet that carries an event. */
const EVENT = 2;
/** RFC 6455, 5.2: the last piece of a binary message, and the lengths from which two and eight more bytes tell it. */
const FINAL_BINARY = 0x82;
const LENGTH_16 = 126;
const LENGTH_64 = 127;

/** The same bytes as a Buffer: the msgpack parser writes only that as `bin`; another view becomes an extension type of its own. */
export function binary(block: Uint8Array): Buffer {
  return Buffer.from(block.buffer, block.byteOffset, block.byteLength);
}

/** A message of a server as one WebSocket frame, unmasked (RFC 6455, 5.1 and 5.2). */
export function webSocketFrame(message: Buffer): Buffer {
  const { length } = message;
  if (length < LENGTH_16) return Buffer.concat([Buffer.of(FINAL_BINARY, length), message]);
  const short = length <= 0xffff;
  const head = Buffer.alloc(short ? 4 : 10);
  head[0] = FINAL_BINARY;
  head[1] = short ? LENGTH_16 : LENGTH_64;
  if (short) head.writeUInt16BE(length, 2);
  else head.writeBigUInt64BE(BigInt(length), 2);
  return Buffer.concat([head, message]);
}

/**
 * Sends frames to one client after the other, each made into its packet and its WebSocket frame once for all that get the same: what
 * Socket.IO's rooms do for text only. A room costs a client as much again as the writing itself.
 */
export class FrameSender {
  readonly #encoder = new parser.Encoder();
  #last: { readonly block: Uint8Array; readonly message: Buffer; readonly options: object } | undefined;

  send(socket: Socket, block: Uint8Array): void {
    if (this.#last?.block !== block) this.#last = this.#encode(block);
    // Engine.IO writes a frame that is ready as it is.
    socket.conn.send(this.#last.message, this.#last.options);
  }

  #encode(block: Uint8Array): { block: Uint8Array; message: Buffer; options: object } {
    const packet = { type: EVENT, nsp: NAMESPACE, data: [MESSAGE.frame, binary(block)] };
    const [message] = this.#encoder.encode(packet as never) as unknown as [Buffer];
    return { block, message, options: { compress: false, wsPreEncodedFrame: [webSocketFrame(message)] } };
  }
}
