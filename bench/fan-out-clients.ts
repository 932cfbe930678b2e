import parser from 'socket.io-msgpack-parser';
import { WebSocket } from 'ws';

const CLIENTS = 200;
/** Credit is cumulative (W24): it need not follow every frame. */
const CREDIT_EVERY = 4;

const [kind, port] = process.argv.slice(2);
let frames = 0;

/** The seq that a frame goes up to, from the text of its header. */
const UPTO = /"upto":(\d+)/;
const FRAME = Buffer.from('frame');
const NAMESPACE = '/twin';
const encode = (packet: object) => (new parser.Encoder().encode(packet as never) as unknown as Buffer[])[0]!;

/** As plain as the other kind: what costs time at a client is not the server's. */
async function hubClient(): Promise<void> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/socket.io/?EIO=4&transport=websocket`);
  let unanswered = 0;
  let watches = false;
  const begun = new Promise((resolve) => {
    socket.on('message', (data: Buffer, isBinary: boolean) => {
      if (!isBinary) {
        const kind = data.toString('latin1', 0, 1);
        if (kind === '0') socket.send(encode({ type: 0, nsp: NAMESPACE }));
        if (kind === '2') socket.send('3');
        return;
      }
      if (!watches) {
        watches = true;
        socket.send(
          encode({ type: 2, nsp: NAMESPACE, data: ['watch', { site: 's', interest: {}, resumeAfter: null }] }),
        );
        return;
      }
      resolve(undefined);
      if (data.subarray(0, 60).indexOf(FRAME) < 0) return;
      frames++;
      if (++unanswered < CREDIT_EVERY) return;
      unanswered = 0;
      const upto = Number(UPTO.exec(data.toString('latin1', 0, 250))?.[1]);
      socket.send(encode({ type: 2, nsp: NAMESPACE, data: ['credit', { upto }] }));
    });
  });
  await begun;
}

async function plainClient(): Promise<void> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}`);
  socket.on('message', () => frames++);
  await new Promise((resolve) => socket.once('open', () => resolve(undefined)));
}

for (let i = 0; i < CLIENTS; i++) await (kind === 'ws' ? plainClient() : hubClient());
process.on('message', () => process.send?.(frames));
process.send?.('ready');
