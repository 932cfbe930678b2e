import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Socket as ServerSocket, Server as SocketServer } from 'socket.io';
import parser from 'socket.io-msgpack-parser';
import {
  apply,
  Catalogue,
  type Changes,
  emptyState,
  FACILITIES,
  type LoggedEvent,
  StateHash,
  type TwinEvent,
  type TwinState,
} from 'twin-core';
import {
  type Credit,
  encodeFrame,
  encodeSnapshot,
  type Frame,
  MESSAGE,
  NAMESPACE,
  type WatchRequest,
} from 'twin-core/wire';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Connection, NOT_CONNECTED } from '../state/connection.ts';
import { SceneClock } from '../state/scene-clock.ts';
import { Signal } from '../state/signal.ts';
import { TwinStore } from '../state/twin-store.ts';
import { TwinLink } from './twin-link.ts';

const SITE = 'test';
const STALE_MS = 300;

const fence = (slot: number): TwinEvent => ({
  kind: 'device.registered',
  slot,
  code: `PF-${slot}`,
  name: `Zone ${slot}`,
  deviceKind: 'pulse-fence-zone',
  facility: 'perimeter',
  building: null,
  storey: null,
  space: null,
  zone: null,
  parent: null,
  location: { longitude: 112.55, latitude: 37.87, height: 772 },
  datastreams: [{ slot, property: 'lineVoltageKv' }],
});

const values = (slot: number, value: number): TwinEvent => ({
  kind: 'observations',
  datastreams: Int32Array.of(slot),
  times: Float64Array.of(Date.now()),
  values: Float64Array.of(value),
});

/** A server that keeps to the SPEC and does what the test tells it: the journal is a state and a list of events. */
class SpecServer {
  readonly state: TwinState = emptyState(SITE);
  readonly log: LoggedEvent[] = [];
  readonly watches: WatchRequest[] = [];
  readonly credits: Credit[] = [];
  readonly #http: HttpServer = createServer();
  readonly #io = new SocketServer(this.#http, { parser, transports: ['websocket'], serveClient: false });
  #client: ServerSocket | null = null;
  #port = 0;
  /** What a `watch` is answered with; a test may replace it. */
  answer: (request: WatchRequest) => void = ({ resumeAfter }) => {
    if (resumeAfter === null) this.send(MESSAGE.snapshot, encodeSnapshot(this.state));
    else this.sendFrame(resumeAfter);
  };

  async listen(): Promise<string> {
    this.#io.of(NAMESPACE).on('connection', (socket) => {
      this.#client = socket;
      socket.on(MESSAGE.watch, (request: WatchRequest) => {
        this.watches.push(request);
        this.answer(request);
      });
      socket.on(MESSAGE.credit, (credit: Credit) => this.credits.push(credit));
    });
    await new Promise<void>((resolve) => this.#http.listen(this.#port, '127.0.0.1', resolve));
    this.#port = (this.#http.address() as AddressInfo).port;
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Ends the connection as a network would, without a goodbye. */
  cut(): void {
    this.#client?.conn.close();
  }

  async close(): Promise<void> {
    await this.#io.close();
  }

  commit(...events: TwinEvent[]): void {
    const seq = this.state.seq + 1;
    const recordedAt = Date.now();
    const changes: Changes = { datastreams: [], devices: new Set() };
    events.forEach((event, ordinal) => {
      apply(this.state, event, { seq, ordinal, recordedAt }, changes);
      if (event.kind !== 'observations') this.log.push({ seq, ordinal, recordedAt, event });
    });
  }

  send(message: string, block: Uint8Array): void {
    this.#client?.emit(message, Buffer.from(block.buffer, block.byteOffset, block.byteLength));
  }

  refuse(reason: string): void {
    this.#client?.emit(MESSAGE.refused, { reason });
  }

  sendFrame(after: number, change: Partial<Frame> = {}): void {
    const datastreams = Int32Array.from(this.state.owners.keys());
    const frame: Frame = {
      after,
      upto: this.state.seq,
      recordedAt: this.state.recordedAt,
      sentAt: Date.now(),
      events: this.log.filter(({ seq }) => seq > after),
      datastreams,
      times: Float64Array.from(datastreams, (slot) => this.state.times[slot]!),
      values: Float64Array.from(datastreams, (slot) => this.state.values[slot]!),
      heard: Float64Array.from(datastreams, (slot) => this.state.heard[this.state.owners[slot]!]!),
      ...change,
    };
    this.send(MESSAGE.frame, encodeFrame(frame));
  }
}

describe('the link keeps to the push channel’s SPEC', () => {
  let server: SpecServer;
  let store: TwinStore;
  let connection: Signal<Connection>;
  let link: TwinLink;

  beforeEach(async () => {
    server = new SpecServer();
    server.commit(fence(0), fence(1), values(0, 6.4));
    const origin = await server.listen();
    store = new TwinStore({
      site: SITE,
      catalogue: new Catalogue(FACILITIES),
      now: Date.now,
      schedule: queueMicrotask,
    });
    connection = new Signal<Connection>(NOT_CONNECTED);
    link = new TwinLink({ origin, store, connection, clock: new SceneClock(), staleAfterMs: STALE_MS });
    link.start();
    await vi.waitFor(() => expect(store.state.seq).toBe(1));
  });

  afterEach(async () => {
    link.stop();
    await server.close();
  });

  test('W7, W12 it watches from nothing and takes the snapshot', () => {
    expect(server.watches).toEqual([{ site: SITE, interest: {}, resumeAfter: null }]);
    expect(store.device('PF-0')?.name).toBe('Zone 0');
    expect(store.state.values[0]).toBe(6.4);
    expect(connection.get().status).toBe('live');
  });

  test('W24 it answers every frame it folds with credit', async () => {
    server.commit(values(0, 5));
    server.sendFrame(1);
    server.commit(values(0, 4.5), fence(2));
    server.sendFrame(2);
    await vi.waitFor(() => expect(server.credits).toEqual([{ upto: 2 }, { upto: 3 }]));
    expect(store.state.values[0]).toBe(4.5);
    expect(store.device('PF-2')).toBeDefined();
  });

  test('W21 a gap makes it watch again with the seq it holds, and what comes before the answer is passed over', async () => {
    server.commit(values(0, 5));
    server.commit(fence(2));
    server.answer = () => undefined;
    server.sendFrame(2);
    await vi.waitFor(() => expect(server.watches).toHaveLength(2));
    expect(server.watches[1]?.resumeAfter).toBe(1);
    server.commit(values(0, 4));
    server.sendFrame(3);
    server.sendFrame(1);
    await vi.waitFor(() => expect(store.state.seq).toBe(4));
    expect(server.watches).toHaveLength(2);
    expect(new StateHash(store.state as TwinState).site()).toBe(new StateHash(server.state).site());
  });

  test('W12 after a lost connection it continues from the last seq it folded, nothing missing and nothing twice', async () => {
    server.cut();
    await vi.waitFor(() => expect(connection.get().status).toBe('lost'));
    server.commit(fence(2), values(2, 7.7));
    await vi.waitFor(() => expect(store.state.seq).toBe(2), { timeout: 10_000 });
    expect(server.watches.at(-1)?.resumeAfter).toBe(1);
    expect(store.state.values[2]).toBe(7.7);
    expect(store.registryRevision.get()).toBe(2);
    expect(connection.get().status).toBe('live');
  });

  test('W26 a state that differs from the server’s is replaced by a new snapshot', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    server.commit(values(1, 9.9));
    // A frame that leaves the value out, with the hash of the state that has it.
    const none = new Float64Array(0);
    const nothing = { datastreams: new Int32Array(0), times: none, values: none, heard: none };
    server.sendFrame(1, { ...nothing, hash: new StateHash(server.state).site() });
    await vi.waitFor(() => expect(store.state.values[1]).toBe(9.9));
    expect(server.watches.at(-1)?.resumeAfter).toBeNull();
  });

  test('W26 a state that is the server’s is kept', async () => {
    server.commit(values(1, 9.9));
    server.sendFrame(1, { hash: new StateHash(server.state).site() });
    await vi.waitFor(() => expect(store.state.seq).toBe(2));
    expect(server.watches).toHaveLength(1);
  });

  test('W25 without a frame the screen is told to be old, and a sign of life makes it live again', async () => {
    await vi.waitFor(() => expect(connection.get().status).toBe('stale'), { timeout: 10_000 });
    server.sendFrame(1);
    await vi.waitFor(() => expect(connection.get().status).toBe('live'), { timeout: 10_000 });
  });

  test('W8 a refusal is told with its reason', async () => {
    server.refuse('site other may not be watched');
    await vi.waitFor(() => expect(connection.get().status).toBe('refused'));
    expect(connection.get().reason).toBe('site other may not be watched');
  });

  test('W1 bytes that are no block make it start over from a snapshot', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    server.send(MESSAGE.frame, Uint8Array.of(1, 2, 3));
    await vi.waitFor(() => expect(server.watches).toHaveLength(2));
    expect(server.watches[1]?.resumeAfter).toBeNull();
    expect(store.state.seq).toBe(1);
  });
});
