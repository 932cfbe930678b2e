import { io } from 'socket.io-client';
import parser from 'socket.io-msgpack-parser';
import { WebSocket } from 'ws';

const CLIENTS = 200;
/** Credit is cumulative (W24): it need not follow every frame. */
const CREDIT_EVERY = 4;

const [kind, port] = process.argv.slice(2);
let frames = 0;

/** The seq that a frame goes up to, from the text of its header. */
const UPTO = /"upto":(\d+)/;

async function hubClient(): Promise<void> {
  const socket = io(`http://127.0.0.1:${port}/twin`, { parser, transports: ['websocket'], forceNew: true });
  let unanswered = 0;
  socket.on('frame', (block: Buffer) => {
    frames++;
    if (++unanswered < CREDIT_EVERY) return;
    unanswered = 0;
    socket.emit('credit', { upto: Number(UPTO.exec(Buffer.from(block).toString('latin1', 0, 200))?.[1]) });
  });
  socket.on('connect', () => socket.emit('watch', { site: 's', interest: {}, resumeAfter: null }));
  await new Promise((resolve) => socket.once('snapshot', () => resolve(undefined)));
}

async function plainClient(): Promise<void> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}`);
  socket.on('message', () => frames++);
  await new Promise((resolve) => socket.once('open', () => resolve(undefined)));
}

for (let i = 0; i < CLIENTS; i++) await (kind === 'ws' ? plainClient() : hubClient());
process.on('message', () => process.send?.(frames));
process.send?.('ready');
