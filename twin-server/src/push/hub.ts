import type { Server as HttpServer, IncomingMessage } from 'node:http';
import type { Logger } from 'pino';
import { type Namespace, Server, type Socket } from 'socket.io';
import parser from 'socket.io-msgpack-parser';
import type { Published } from 'twin-core';
import { Credit, MESSAGE, NAMESPACE, WatchRequest } from 'twin-core/wire';
import { PushProbe } from '../metrics/probe.ts';
import { SiteFeed, type SiteSource } from './feed.ts';
import { BlockSender } from './frame-bytes.ts';
import { DeviceFilter } from './interest.ts';
import type { Member } from './member.ts';

/** SPEC W25: ten frames a second; an alarm does not wait for its turn, but frames are this far apart at least. */
const TICK_MS = 100;
const URGENT_MS = 20;
/** A session that was ended stops watching within this time (clause 8.1.4-2: at once, read as 5 s). */
const VALIDITY_MS = 5_000;

export interface HubOptions {
  readonly http: HttpServer;
  /** Who connects; null refuses the upgrade. Decided by access, handed in by main. */
  readonly authenticate: (request: IncomingMessage) => Promise<Watcher | null>;
  readonly log: Logger;
  /** Where it counts what it does. */
  readonly probe?: PushProbe;
}

/** A connected party and what it may watch. */
export interface Watcher {
  readonly name: string;
  mayWatch(site: string): boolean;
  /** Asked now and then: a session that ended must not go on watching. */
  stillValid(): Promise<boolean>;
}

/** The push channel (twin-core/src/wire/SPEC.md): snapshot, then frames, to every client at its own pace. */
export class PushHub {
  readonly #options: HubOptions;
  readonly #io: Server;
  readonly #feeds = new Map<string, Followed>();
  readonly #timer: NodeJS.Timeout;
  readonly #probe: PushProbe;
  readonly #sender = new BlockSender();
  /** When the oldest commit that has not gone out was published, by performance.now(). */
  #oldestAt = Number.NaN;
  #flushedAt = 0;
  #urgent: NodeJS.Timeout | undefined;

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
    this.#timer = setInterval(() => this.flush(), TICK_MS);
  }

  /** How many clients follow. */
  get clients(): number {
    let count = 0;
    for (const { feed } of this.#feeds.values()) count += feed.clients;
    return count;
  }

  /** From now on the site can be watched under its code, or another course of its time under a name of its own. The returned function ends that. */
  open(name: string, source: SiteSource, site = name): () => void {
    this.#feeds.set(name, { site, feed: new SiteFeed(source, this.#probe) });
    return () => this.#feeds.delete(name);
  }

  /** Takes what a commit changed; it goes out with the next tick, at once where there is an alarm in it. */
  publish(published: Published, name = published.state.site): void {
    if (Number.isNaN(this.#oldestAt)) this.#oldestAt = performance.now();
    this.#feeds.get(name)?.feed.note(published);
    if (this.#urgent || !published.events.some(({ event }) => event.kind.startsWith('alarm.'))) return;
    const wait = Math.max(0, this.#flushedAt + URGENT_MS - Date.now());
    this.#urgent = setTimeout(() => this.flush(), wait);
  }

  /** The course's state is another one than what was told so far: everybody who follows it starts over. */
  restart(name: string): void {
    this.#feeds.get(name)?.feed.restart();
  }

  /** How many follow a course. */
  followers(name: string): number {
    return this.#feeds.get(name)?.feed.clients ?? 0;
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    clearTimeout(this.#urgent);
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
    const place = new Place(socket, watcher, this.#feeds, this.#sender);
    socket.on(MESSAGE.watch, (raw: unknown) => {
      place.watch(raw).catch((cause: unknown) => {
        this.#options.log.error({ cause }, 'push: watch failed');
        socket.emit(MESSAGE.refused, { reason: 'the journal cannot be read now' });
      });
    });
    socket.on(MESSAGE.credit, (raw: unknown) => place.credit(raw));
    const validity = setInterval(() => {
      watcher
        .stillValid()
        .then((valid) => valid || socket.disconnect(true))
        // The database is away: the session is asked about again at the next turn.
        .catch(() => undefined);
    }, VALIDITY_MS);
    socket.on('disconnect', () => {
      clearInterval(validity);
      place.leave();
    });
  }

  /** Sends what is due now; called by the clock. */
  flush(): void {
    clearTimeout(this.#urgent);
    this.#urgent = undefined;
    const now = Date.now();
    this.#flushedAt = now;
    const probe = this.#probe;
    probe.clients = this.clients;
    probe.slowestSeq = Number.POSITIVE_INFINITY;
    for (const { feed } of this.#feeds.values()) feed.flush(now);
    if (probe.slowestSeq === Number.POSITIVE_INFINITY) probe.slowestSeq = probe.pushedSeq;
    if (!Number.isNaN(this.#oldestAt)) probe.commitToPushMs.record(performance.now() - this.#oldestAt);
    this.#oldestAt = Number.NaN;
  }
}

/** What can be watched, and the site whose right it takes. */
interface Followed {
  readonly site: string;
  readonly feed: SiteFeed;
}

/** Where one connection stands: what it watches now, if anything. */
class Place {
  readonly #socket: Socket;
  readonly #watcher: Watcher;
  readonly #feeds: ReadonlyMap<string, Followed>;
  readonly #sender: BlockSender;
  #member: Member | undefined;
  #leave: (() => void) | undefined;
  #watches = 0;

  constructor(socket: Socket, watcher: Watcher, feeds: ReadonlyMap<string, Followed>, sender: BlockSender) {
    this.#socket = socket;
    this.#watcher = watcher;
    this.#feeds = feeds;
    this.#sender = sender;
  }

  async watch(raw: unknown): Promise<void> {
    const socket = this.#socket;
    const request = WatchRequest.safeParse(raw);
    if (!request.success) {
      const [issue] = request.error.issues;
      socket.emit(MESSAGE.refused, { reason: `watch: ${issue?.path.join('.')}: ${issue?.message}` });
      return;
    }
    const { site, interest, resumeAfter } = request.data;
    const followed = this.#feeds.get(site);
    if (!followed || !this.#watcher.mayWatch(followed.site)) {
      socket.emit(MESSAGE.refused, { reason: `site ${site} may not be watched` });
      return;
    }
    this.leave();
    // A watch that was still being read when this one came is not answered any more.
    const turn = ++this.#watches;
    const entered = await followed.feed.enter(
      {
        snapshot: (block) => this.#sender.send(socket, MESSAGE.snapshot, block),
        frame: (block) => this.#sender.send(socket, MESSAGE.frame, block),
        isGone: () => !socket.connected || turn !== this.#watches,
      },
      new DeviceFilter(interest),
      resumeAfter,
    );
    if (turn !== this.#watches) return;
    this.#member = entered?.member;
    this.#leave = entered?.leave;
  }

  credit(raw: unknown): void {
    const credit = Credit.safeParse(raw);
    if (credit.success) this.#member?.credit(credit.data.upto);
  }

  leave(): void {
    this.#leave?.();
    this.#leave = undefined;
    this.#member = undefined;
  }
}

/** No Origin is a program (it still needs a key or a session); a browser's must be this host (W6). */
function originAllowed(request: IncomingMessage): boolean {
  const { origin, host } = request.headers;
  if (origin === undefined) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}
