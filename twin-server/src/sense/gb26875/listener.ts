import { BlockList, createServer, isIPv6, type Server, type Socket } from 'node:net';
import type { Log } from '../../engines/log.ts';
import { reasonOf } from '../../problem.ts';
import type { ConnectionSink, ConnectionSpec, ConnectionState, OpenConnection } from '../adapter.ts';
import type { PanelPoint, PanelSettings } from './declaration.ts';
import type { Delimiters, Frame } from './frame.ts';
import { Line } from './line.ts';
import { Receiver } from './receiver.ts';

/** Lines open at once, as many as sources may be declared. */
const MAX_LINES = 1000;
/** Pause before a port that could not be taken is tried again, ms. */
const RETRY_MS = 5000;

/** Listens for transmission devices, which dial in: the other side's address is theirs to know. */
export class PanelListener implements OpenConnection {
  readonly #connection: ConnectionSpec<PanelSettings, PanelPoint>;
  readonly #log: Log;
  readonly #receiver: Receiver;
  readonly #delimiters: Delimiters;
  readonly #peers: BlockList | null;
  readonly #server: Server;
  readonly #lines = new Set<Line>();
  /** Over which line each transmission device was heard last. */
  readonly #heard = new Map<number, Line>();
  #retry: NodeJS.Timeout | undefined;
  #fault: string | null = null;
  #closing = false;
  #lastMessageAt: number | null = null;
  #received = 0;
  #lost = 0;

  constructor(connection: ConnectionSpec<PanelSettings, PanelPoint>, sink: ConnectionSink, log: Log) {
    const { startBytes, endBytes, peers } = connection.settings;
    this.#connection = connection;
    this.#log = log;
    this.#receiver = new Receiver(connection, sink, log);
    this.#delimiters = { start: Buffer.from(startBytes, 'hex'), end: Buffer.from(endBytes, 'hex') };
    this.#peers = peers ? listOf(peers) : null;
    this.#server = createServer((socket) => this.#accept(socket));
    this.#server.maxConnections = MAX_LINES;
    this.#server.on('error', (cause) => this.#failed(cause));
    this.#server.on('listening', () => {
      this.#fault = null;
    });
    this.#listen();
  }

  state(): ConnectionState {
    const { settings } = this.#connection;
    const away = settings.sources.filter((source) => !this.#heard.has(source));
    const nobody = away.length === settings.sources.length;
    const absence = away.length > 0 ? `transmission device ${away[0]} is not connected` : null;
    const faulted = this.#fault !== null || (nobody && this.#lost > 0);
    return {
      condition: faulted ? 'faulted' : nobody ? 'connecting' : 'connected',
      reason: this.#fault ?? absence ?? this.#receiver.standing,
      lastMessageAt: this.#lastMessageAt,
      counters: {
        received: this.#received,
        stored: this.#receiver.stored,
        refused: this.#receiver.refused,
        lost: this.#lost,
      },
    };
  }

  async close(): Promise<void> {
    this.#closing = true;
    clearTimeout(this.#retry);
    const closed = new Promise((resolve) => this.#server.close(resolve));
    await Promise.all([...this.#lines].map((line) => line.drain()));
    await closed;
  }

  #listen(): void {
    const { host, port } = this.#connection.settings;
    this.#server.listen(port, host);
  }

  #failed(cause: unknown): void {
    this.#fault = reasonOf(cause);
    this.#log.error({ connection: this.#connection.code, reason: this.#fault }, 'fire panels cannot be listened for');
    if (!this.#closing) this.#retry = setTimeout(() => this.#listen(), RETRY_MS);
  }

  #accept(socket: Socket): void {
    const address = socket.remoteAddress ?? '';
    if (this.#closing || (this.#peers && !this.#peers.check(address, isIPv6(address) ? 'ipv6' : 'ipv4'))) {
      socket.destroy();
      if (!this.#closing) this.#refusePeer(address);
      return;
    }
    const line: Line = new Line(socket, {
      delimiters: this.#delimiters,
      silenceMs: this.#connection.settings.silenceMs,
      receiver: this.#receiver,
      onFrame: (frame, receivedAt) => this.#note(line, frame, receivedAt),
      onEnd: () => this.#end(line),
    });
    this.#lines.add(line);
  }

  #note(line: Line, { source }: Frame, receivedAt: number): void {
    this.#received++;
    this.#lastMessageAt = receivedAt;
    if (!this.#receiver.knows(source)) return;
    if (!this.#heard.has(source))
      this.#log.info({ connection: this.#connection.code, source }, 'a fire transmission device is connected');
    this.#heard.set(source, line);
  }

  #end(line: Line): void {
    this.#lines.delete(line);
    const away = [...this.#heard].filter(([, over]) => over === line).map(([source]) => source);
    // Who hung up without a word was no device of ours.
    if (this.#closing || away.length === 0) return;
    this.#lost++;
    for (const source of away) this.#heard.delete(source);
    this.#log.warn({ connection: this.#connection.code, away }, 'fire transmission devices are away');
  }

  #refusePeer(address: string): void {
    this.#receiver.refusals
      .tellOnce(`peer ${address}`, `device: ${address} is none of the connection's peers`, null, Date.now())
      .catch((cause: unknown) => this.#receiver.notStored(cause));
  }
}

function listOf(peers: readonly string[]): BlockList {
  const list = new BlockList();
  for (const peer of peers) {
    const [address, bits] = peer.split('/') as [string, string?];
    const family = isIPv6(address) ? 'ipv6' : 'ipv4';
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return list;
}
