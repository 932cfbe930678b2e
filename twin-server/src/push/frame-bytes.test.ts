import parser from 'socket.io-msgpack-parser';
import { MESSAGE, NAMESPACE } from 'twin-core/wire';
import { expect, test } from 'vitest';
import * as ws from 'ws';
import { framed, webSocketHead } from './frame-bytes.ts';

/** Its declarations leave it out. */
const SENDER = (ws as unknown as { Sender: { frame(data: Buffer, options: object): Buffer[] } }).Sender;
const OPTIONS = { readOnly: true, mask: false, rsv1: false, opcode: 2, fin: true };

test.each([0, 125, 126, 65_535, 65_536, 70_000])(
  'RFC 6455, 5.2: a message of %i bytes is one final binary frame, as ws writes it',
  (length) => {
    const message = Buffer.alloc(length, 7);
    expect(Buffer.concat([webSocketHead(length), message]).equals(Buffer.concat(SENDER.frame(message, OPTIONS)))).toBe(
      true,
    );
  },
);

test('a block of 70,000 bytes goes out as the msgpack parser and ws would write it, and is not copied', () => {
  const block = new Uint8Array(70_000).fill(9);
  const packet = { type: 2, nsp: NAMESPACE, data: [MESSAGE.snapshot, Buffer.from(block)] };
  const [message] = new parser.Encoder().encode(packet as never) as unknown as [Buffer];
  const parts = framed(MESSAGE.snapshot, block);
  expect(Buffer.concat(parts).equals(Buffer.concat(SENDER.frame(message, OPTIONS)))).toBe(true);
  expect(parts[1].buffer).toBe(block.buffer);
});
