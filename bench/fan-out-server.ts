import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pino from 'pino';
import { apply, type Changes, emptyState } from 'twin-core';
import { WebSocketServer } from 'ws';
import { PushHub } from '../twin-server/src/push/hub.ts';

/** Values in a frame, so that it has 1 KiB. */
const VALUES = 30;
const FRAME_BYTES = 1024;
/** A plain server stops for a client that has this much waiting. */
const BACKLOG = 64 * 1024;

const http = createServer();
http.listen(0, '127.0.0.1');
await once(http, 'listening');

if (process.argv[2] === 'ws') {
  const sockets = new WebSocketServer({ server: http });
  const frame = Buffer.alloc(FRAME_BYTES, 1);
  process.on('message', () => {
    const round = () => {
      for (const socket of sockets.clients) if (socket.bufferedAmount < BACKLOG) socket.send(frame);
      setImmediate(round);
    };
    round();
  });
} else {
  const state = emptyState('s');
  const hub = new PushHub({
    http,
    authenticate: async () => ({ name: 'n', mayWatch: () => true, stillValid: async () => true }),
    log: pino({ level: 'silent' }),
  });
  apply(
    state,
    {
      kind: 'device.registered',
      slot: 0,
      code: 'D',
      name: 'D',
      deviceKind: 'k',
      facility: 'f',
      building: null,
      storey: null,
      space: null,
      zone: null,
      parent: null,
      location: { longitude: 0, latitude: 0, height: 0 },
      datastreams: Array.from({ length: VALUES }, (_, slot) => ({ slot, property: `p${slot}` })),
    },
    { seq: 1, ordinal: 0, recordedAt: 1 },
  );
  hub.open('s', { state: () => state, hash: () => '', eventsAfter: async () => [] });
  const datastreams = Int32Array.from({ length: VALUES }, (_, slot) => slot);
  process.on('message', () => {
    const round = () => {
      const changes: Changes = { datastreams: [], devices: new Set() };
      const now = Date.now();
      const seq = state.seq + 1;
      const values = new Float64Array(VALUES).fill(seq);
      apply(
        state,
        { kind: 'observations', datastreams, times: new Float64Array(VALUES).fill(now), values },
        { seq, ordinal: 0, recordedAt: now },
        changes,
      );
      hub.publish({ state, events: [], changes, alarms: [] });
      hub.flush();
      setImmediate(round);
    };
    round();
  });
}
process.send?.((http.address() as AddressInfo).port);
