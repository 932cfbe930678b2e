import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { fileURLToPath } from 'node:url';
import { encodePacket } from '../twin-server/src/engines/mqtt/packet-codec.ts';

/** Connections, messages of each, how many of them may be unacknowledged, and the payload in bytes. */
const CONNECTIONS = 20;
const MESSAGES = 10_000;
const WINDOW = 200;
const PAYLOAD_BYTES = 200;

const LISTENERS = ['own', 'own-batched', 'aedes'] as const;

/**
 * Messages a second at QoS 1 and the listener's processor time a message, each listener alone in a process of its own:
 * ours with a store that answers at once, ours with a store that commits what has come every 2 ms, and aedes, which
 * acknowledges before anything is stored.
 */
export async function run(): Promise<object> {
  const results: Record<string, { messagesPerS: number; cpuMicrosPerMessage: number }> = {};
  for (const listener of LISTENERS) results[listener] = await measure(listener);
  return { connections: CONNECTIONS, messages: CONNECTIONS * MESSAGES, payloadBytes: PAYLOAD_BYTES, ...results };
}

async function measure(listener: string): Promise<{ messagesPerS: number; cpuMicrosPerMessage: number }> {
  const child = fork(fileURLToPath(new URL('./mqtt-listener-process.ts', import.meta.url)), [listener]);
  try {
    const [port] = (await once(child, 'message')) as [number];
    const before = await cpuMicros(child);
    const startedAt = performance.now();
    await Promise.all(Array.from({ length: CONNECTIONS }, (_, index) => flood(port, `load-${index}`)));
    const seconds = (performance.now() - startedAt) / 1_000;
    const total = CONNECTIONS * MESSAGES;
    return {
      messagesPerS: Math.round(total / seconds),
      cpuMicrosPerMessage: Number((((await cpuMicros(child)) - before) / total).toFixed(1)),
    };
  } finally {
    child.kill();
  }
}

async function cpuMicros(child: ChildProcess): Promise<number> {
  child.send('cpu');
  const [micros] = (await once(child, 'message')) as [number];
  return micros;
}

/** Sends all messages of one connection, never more than WINDOW ahead of the acknowledgements. */
async function flood(port: number, clientId: string): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  socket.write(
    encodePacket({ cmd: 'connect', protocolId: 'MQTT', protocolVersion: 4, clientId, clean: true, keepalive: 0 }),
  );
  await once(socket, 'data');
  const packet = encodePacket({
    cmd: 'publish',
    topic: `twin/load/${clientId}/observations`,
    payload: Buffer.alloc(PAYLOAD_BYTES, 0x20),
    qos: 1,
    messageId: 1,
    dup: false,
    retain: false,
  });
  let sent = 0;
  let acknowledgedBytes = 0;
  const sendMore = () => {
    const room = Math.min(MESSAGES, acknowledgedBytes / 4 + WINDOW) - sent;
    if (room < WINDOW / 2 && sent + room < MESSAGES) return;
    socket.write(Buffer.concat(Array.from({ length: room }, () => packet)));
    sent += room;
  };
  await new Promise<void>((resolve, reject) => {
    socket.on('error', reject);
    socket.on('data', (chunk) => {
      // A PUBACK is four bytes.
      acknowledgedBytes += chunk.length;
      if (acknowledgedBytes >= MESSAGES * 4) resolve();
      else sendMore();
    });
    sendMore();
  });
  socket.destroy();
}
