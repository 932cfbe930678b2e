import { createServer as createHttp } from 'node:http';
import { createServer, type Socket } from 'node:net';
import { parser as mqttParser } from 'mqtt-packet';
import { Server } from 'socket.io';
import parser from 'socket.io-msgpack-parser';
import { z } from 'zod';
import { encodePacket, encodeReply } from '../twin-server/src/engines/mqtt/packet-codec.ts';
import { openScratchDatabase } from '../twin-server/src/engines/scratch-database.test-kit.ts';
import { copyIn } from './copy-in.ts';

/**
 * The limit to measure against, as a process of its own: MQTT QoS 1 → JSON.parse → schema → binary COPY into one typed table with its
 * index → PUBACK after commit → last values over Socket.IO at 10 Hz. No accounts, no fusion, no rules, no journal, no resume.
 * Tells its ports by a message to its parent.
 */
const BATCH_MS = 2;
const TICK_MS = 100;

const Body = z.object({ time: z.number(), values: z.record(z.string(), z.number()) });

interface Row {
  readonly device: number;
  readonly time: number;
  readonly value: number;
}

const database = await openScratchDatabase();
await database.pool.query(
  'CREATE TABLE bare (device int NOT NULL, time double precision NOT NULL, value double precision NOT NULL); CREATE INDEX ON bare (device, time)',
);
const client = await database.pool.connect();
let rows: Row[] = [];
let replies: { socket: Socket; reply: Buffer }[] = [];
const latest = new Map<number, Row>();
const slots = new Map<string, number>();

const slotOf = (device: string) => {
  const known = slots.get(device);
  if (known !== undefined) return known;
  slots.set(device, slots.size);
  return slots.size - 1;
};

const mqtt = createServer((socket) => {
  const packets = mqttParser({ protocolVersion: 4 });
  socket.setNoDelay(true);
  socket.on('error', () => undefined);
  socket.on('data', (chunk) => packets.parse(chunk));
  packets.on('packet', (packet) => {
    if (packet.cmd === 'connect') socket.write(encodePacket({ cmd: 'connack', returnCode: 0, sessionPresent: false }));
    if (packet.cmd !== 'publish') return;
    const { time, values } = Body.parse(JSON.parse(packet.payload.toString()));
    const device = slotOf(packet.topic.split('/')[2] ?? '');
    for (const value of Object.values(values)) rows.push({ device, time, value });
    replies.push({ socket, reply: encodeReply('puback', packet.messageId ?? 0) });
  });
});

const commit = async () => {
  for (;;) {
    if (rows.length === 0) {
      await new Promise((resolve) => setTimeout(resolve, BATCH_MS));
      continue;
    }
    const batch = rows;
    const answers = replies;
    rows = [];
    replies = [];
    await copyIn(client, 'COPY bare (device, time, value) FROM STDIN (FORMAT binary)', encodeRows(batch));
    for (const row of batch) latest.set(row.device, row);
    const bySocket = new Map<Socket, Buffer[]>();
    for (const { socket, reply } of answers) {
      const list = bySocket.get(socket);
      if (list) list.push(reply);
      else bySocket.set(socket, [reply]);
    }
    for (const [socket, list] of bySocket) socket.write(Buffer.concat(list));
    await new Promise((resolve) => setTimeout(resolve, BATCH_MS));
  }
};

/** PostgreSQL's binary COPY format: signature, flags, then for each row its fields with their lengths. */
function encodeRows(batch: readonly Row[]): Buffer {
  const bytes = Buffer.allocUnsafe(19 + batch.length * 34 + 2);
  bytes.write('PGCOPY\n\u00ff\r\n\0', 0, 'latin1');
  bytes.fill(0, 11, 19);
  let at = 19;
  for (const { device, time, value } of batch) {
    at = bytes.writeInt16BE(3, at);
    at = bytes.writeInt32BE(4, at);
    at = bytes.writeInt32BE(device, at);
    at = bytes.writeInt32BE(8, at);
    at = bytes.writeDoubleBE(time, at);
    at = bytes.writeInt32BE(8, at);
    at = bytes.writeDoubleBE(value, at);
  }
  bytes.writeInt16BE(-1, at);
  return bytes;
}

const http = createHttp();
const io = new Server(http, { transports: ['websocket'], parser, serveClient: false });
setInterval(() => {
  if (latest.size === 0) return;
  const count = latest.size;
  const block = Buffer.allocUnsafeSlow(count * 20);
  const times = new Float64Array(block.buffer, 0, count);
  const values = new Float64Array(block.buffer, count * 8, count);
  const devices = new Int32Array(block.buffer, count * 16, count);
  let i = 0;
  for (const row of latest.values()) {
    times[i] = row.time;
    values[i] = row.value;
    devices[i++] = row.device;
  }
  latest.clear();
  io.emit('frame', block);
}, TICK_MS);

mqtt.listen(0, '127.0.0.1', () =>
  http.listen(0, '127.0.0.1', () => {
    const port = (server: { address(): unknown }) => (server.address() as { port: number }).port;
    process.send?.({ url: `http://127.0.0.1:${port(http)}`, mqttUrl: `mqtt://127.0.0.1:${port(mqtt)}` });
  }),
);
process.on('message', () => void database.close().then(() => process.exit(0)));
await commit();
