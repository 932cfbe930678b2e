import type { Server as HttpServer, IncomingMessage } from 'node:http';
import type { Logger } from 'pino';
import { type Namespace, Server, type Socket } from 'socket.io';
import parser from 'socket.io-msgpack-parser';
import type { LoggedEvent, Published, TwinState } from 'twin-core';
import { Credit, MESSAGE, NAMESPACE, WatchRequest } from 'twin-core/wire';
import { PushProbe } from '../metrics/probe.ts';
import { Subscription } from './client.ts';
import { DeviceFilter } from './interest.ts';

/** SPEC W25: at most ten frames a second, at least one. */
const TICK_MS = 100;
const ALIVE_MS = 1000;
/** The site's hash goes out this often (W26). */
const HASH_MS = 60_000;
/** A client further behind than this takes a snapshot: cheaper than the journal's events. */
const RESUME_LIMIT = 20_000;

export interface HubOptions {
  readonly http: HttpServer;
  /** The published state. */
  readonly state: () => TwinState;
  /** The published state's hash. */
  readonly hash: () => string;
  /** Events other than observations of (after, upto], from the journal. */
  readonly eventsAfter: (after: number, upto: number) => Promise<readonly LoggedEvent[]>;
  /** Who connects; null refuses the upgrade. Decided by access, handed in by main. */
  readonly authenticate: (request: IncomingMessage) => Promise<Watcher | null>;
  readonly log: Logger;
  /** Where it counts what it does. */
  readonly probe?: PushProbe;
}

/** The same bytes as a Buffer: the msgpack parser writes only that as `bin`; another view becomes an extension type of its own. */
function binary(block: Uint8Array): Buffer {
  return Buffer.from(block.buffer, block.byteOffset, block.byteLength);
}

/** A connected party and what it may watch. */
export interface Watcher {
  readonly name: string;
  mayWatch(site: string): boolean;
  /** Asked now and then: a session that ended must not go on watching. */
  stillValid(): Promise<boolean>;
}

/** A session that was ended stops watching within this time (clause 8.1.4-2: at once, read as 5 s). */
const VALIDITY_MS = 5_000;

/** The push channel (twin-core/src/wire/SPEC.md): snapshot, then frames, to every client at its own pace. */
export class PushHub {
  readonly #options: HubOptions;
  readonly #io: Server;
  readonly #subscriptions = new Map<string, Subscription>();
  readonly #timer: NodeJS.Timeout;
  readonly #probe: PushProbe;
  #hashedAt = 0;
  /** When the oldest commit that has not gone out was published, by performance.now(). */
  #oldestAt = Number.NaN;

  constructor(options: HubOptions) {
    this.#options = options;
    this.#probe = options.probe ?? new PushProbe();
    this.#io = new Server(options.http, {
      path: '/socket.io',
      transports: ['websocket'],
      parser,
      serveClient: false,
      maxHttpBufferSize: 1_000_000,
      allowRequest: (request, callback) => callback(null, originAllowed(request)),
    });
    const namespace = this.#io.of(NAMESPACE);
    this.#guard(namespace);
    namespace.on('connection', (socket) => this.#serve(socket));
    this.#timer = setInterval(() => this.#flush(), TICK_MS);
  }

  /** How many clients follow. */
  get clients(): number {
    return this.#subscriptions.size;
  }

  /** Takes what a commit changed; it goes out with the next tick. */
  publish({ events, changes, state }: Published): void {
    if (Number.isNaN(this.#oldestAt)) this.#oldestAt = performance.now();
    for (const subscription of this.#subscriptions.values()) subscription.note(events, changes, state);
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#io.close();
  }

  #guard(namespace: Namespace): void {
    namespace.use((socket, next) => {
      this.#options
        .authenticate(socket.request)
        .then((watcher) => {
          if (!watcher) {
            next(new Error('sign in first'));
            return;
          }
          socket.data.watcher = watcher;
          next();
        })
        .catch((cause: unknown) => {
          this.#options.log.error({ cause }, 'push: a connection could not be authenticated');
          next(new Error('sign-in could not be checked'));
        });
    });
  }

  #serve(socket: Socket): void {
    const watcher = socket.data.watcher as Watcher;
    socket.on(MESSAGE.watch, (raw: unknown) => {
      this.#watch(socket, watcher, raw).catch((cause: unknown) => {
        this.#options.log.error({ cause }, 'push: watch failed');
        socket.emit(MESSAGE.refused, { reason: 'the journal cannot be read now' });
      });
    });
    socket.on(MESSAGE.credit, (raw: unknown) => {
      const credit = Credit.safeParse(raw);
      if (credit.success) this.#subscriptions.get(socket.id)?.credit(credit.data.upto);
    });
    const validity = setInterval(() => {
      watcher
        .stillValid()
        .then((valid) => valid || socket.disconnect(true))
        // The database is away: the session is asked about again at the next turn.
        .catch(() => undefined);
    }, VALIDITY_MS);
    socket.on('disconnect', () => {
      clearInterval(validity);
      this.#subscriptions.delete(socket.id);
    });
  }

  async #watch(socket: Socket, watcher: Watcher, raw: unknown): Promise<void> {
    const request = WatchRequest.safeParse(raw);
    if (!request.success) {
      socket.emit(MESSAGE.refused, {
        reason: `watch: ${request.error.issues[0]?.path.join('.')}: ${request.error.issues[0]?.message}`,
      });
      return;
    }
    const { site, interest, resumeAfter } = request.data;
    const state = this.#options.state();
    if (site !== state.site || !watcher.mayWatch(site)) {
      socket.emit(MESSAGE.refused, { reason: `site ${site} may not be watched` });
      return;
    }
    const subscription = new Subscription(
      {
        snapshot: (block) => {
          this.#probe.snapshots++;
          socket.emit(MESSAGE.snapshot, binary(block));
        },
        frame: (block) => {
          this.#probe.frames++;
          this.#probe.bytes += block.byteLength;
          socket.emit(MESSAGE.frame, binary(block));
        },
        dropped: () => this.#probe.droppedToSnapshot++,
      },
      new DeviceFilter(interest),
    );
    this.#subscriptions.delete(socket.id);
    const resumable = resumeAfter !== null && resumeAfter <= state.seq && state.seq - resumeAfter <= RESUME_LIMIT;
    if (!resumable) {
      subscription.sendSnapshot(state);
    } else {
      // What is committed while the journal is read must not be missed: read on until nothing is.
      const events: LoggedEvent[] = [];
      for (let read = resumeAfter; read < state.seq; ) {
        const upto = state.seq;
        events.push(...(await this.#options.eventsAfter(read, upto)));
        read = upto;
      }
      if (!socket.connected) return;
      subscription.resume(resumeAfter, events, state);
    }
    this.#subscriptions.set(socket.id, subscription);
  }

  #flush(): void {
    const seq = this.#options.state().seq;
    this.#probe.clients = this.#subscriptions.size;
    this.#probe.pushedSeq = seq;
    this.#probe.slowestSeq = seq;
    if (this.#subscriptions.size > 0) this.#send();
    if (!Number.isNaN(this.#oldestAt)) this.#probe.commitToPushMs.record(performance.now() - this.#oldestAt);
    this.#oldestAt = Number.NaN;
  }

  #send(): void {
    const now = Date.now();
    const state = this.#options.state();
    const hashing = now - this.#hashedAt >= HASH_MS;
    if (hashing) this.#hashedAt = now;
    for (const subscription of this.#subscriptions.values()) {
      subscription.flush(state, now, ALIVE_MS, hashing ? this.#options.hash : null);
      this.#probe.slowestSeq = Math.min(this.#probe.slowestSeq, subscription.upto);
    }
  }
}

/** No Origin is a program (it still needs a key or a session); a browser's must be this host (W6). */
function originAllowed(request: IncomingMessage): boolean {
  const { origin, host } = request.headers;
  if (origin === undefined) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}
