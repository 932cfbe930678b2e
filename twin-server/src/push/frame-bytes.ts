import type { Socket } from 'socket.io';
import parser from 'socket.io-msgpack-parser';
import { NAMESPACE } from 'twin-core/wire';

/** Socket.IO's type of a packet that carries an event. */
const EVENT = 2;
/** RFC 6455, 5.2: the last piece of a binary message, and the lengths from which two and eight more bytes tell it. */
const FINAL_BINARY = 0x82;
const LENGTH_16 = 126;
const LENGTH_64 = 127;
/** msgpack: bytes with their length in four more, and how long none of them is written. */
const BIN_32 = 0xc6;
const BIN_8_EMPTY = 2;

/** The same bytes as a Buffer: the msgpack parser writes only that as `bin`; another view becomes an extension type of its own. */
function binary(block: Uint8Array): Buffer {
  return Buffer.from(block.buffer, block.byteOffset, block.byteLength);
}

/** What stands before a message of so many bytes that a server sends as one WebSocket frame, unmasked (RFC 6455, 5.1 and 5.2). */
export function webSocketHead(length: number): Buffer {
  if (length < LENGTH_16) return Buffer.of(FINAL_BINARY, length);
  const short = length <= 0xffff;
  const head = Buffer.alloc(short ? 4 : 10);
  head[0] = FINAL_BINARY;
  head[1] = short ? LENGTH_16 : LENGTH_64;
  if (short) head.writeUInt16BE(length, 2);
  else head.writeBigUInt64BE(BigInt(length), 2);
  return head;
}

/** What stands before the bytes of a block in the packet of an event, as Socket.IO's msgpack parser writes it: its bytes come last. */
function packetHead(event: string, length: number): Buffer {
  const [empty] = new parser.Encoder().encode({
    type: EVENT,
    nsp: NAMESPACE,
    data: [event, Buffer.alloc(0)],
  } as never) as unknown as [Buffer];
  const bin = Buffer.alloc(5);
  bin[0] = BIN_32;
  bin.writeUInt32BE(length, 1);
  return Buffer.concat([empty.subarray(0, -BIN_8_EMPTY), bin]);
}

/** A block as the packet of an event in one WebSocket frame: the block itself is not copied. */
export function framed(event: string, block: Uint8Array): [head: Buffer, block: Buffer] {
  const packet = packetHead(event, block.length);
  return [Buffer.concat([webSocketHead(packet.length + block.length), packet]), binary(block)];
}

/** Sends blocks to one client after the other, each framed once for all that get the same: what Socket.IO's rooms do for text only. */
export class BlockSender {
  #last: { readonly block: Uint8Array; readonly message: Buffer; readonly options: object } | undefined;

  send(socket: Socket, event: string, block: Uint8Array): void {
    if (this.#last?.block !== block)
      this.#last = {
        block,
        message: binary(block),
        options: { compress: false, wsPreEncodedFrame: framed(event, block) },
      };
    // Engine.IO writes a frame that is ready as it is.
    socket.conn.send(this.#last.message, this.#last.options);
  }
}
