import { expect, test } from 'vitest';
import * as ws from 'ws';
import { webSocketFrame } from './frame-bytes.ts';

/** Its declarations leave it out. */
const SENDER = (ws as unknown as { Sender: { frame(data: Buffer, options: object): Buffer[] } }).Sender;

test.each([0, 125, 126, 65_535, 65_536, 70_000])(
  'RFC 6455, 5.2: a message of %i bytes is one final binary frame, as ws writes it',
  (length) => {
    const message = Buffer.alloc(length, 7);
    const options = { readOnly: true, mask: false, rsv1: false, opcode: 2, fin: true };
    const frame = SENDER.frame(message, options);
    expect(webSocketFrame(message).equals(Buffer.concat(frame))).toBe(true);
  },
);
