import { io, type Socket } from 'socket.io-client';
import parser from 'socket.io-msgpack-parser';
import { StateHash, type TwinEvent, type TwinState } from 'twin-core';
import { applyFrame, decodeFrame, decodeSnapshot, type Frame, type Interest, MESSAGE, NAMESPACE } from 'twin-core/wire';
import { Latencies } from './latencies.ts';

export interface FollowerOptions {
  readonly url: string;
  readonly key: string;
  readonly site: string;
  readonly interest?: Interest;
  /** Folds what it gets, so that its state can be compared; else it only measures. */
  readonly folds: boolean;
}

/** A client of the push channel that measures how old values and alarms are when they come: publish → client, ms, on one clock. */
export class Follower {
  readonly states = new Latencies();
  readonly alarms = new Latencies();
  frames = 0;
  bytes = 0;
  /** Frames that did not continue where the last one ended (W21). */
  gaps = 0;
  snapshots = 0;
  upto = -1;
  state: TwinState | undefined;
  /** Told of every event as it comes. */
  onEvent: ((event: TwinEvent) => void) | undefined;
  readonly #options: FollowerOptions;
  readonly #socket: Socket;
  /** Frames that came while it is paused: it answers none of them. */
  #paused: Uint8Array[] | null = null;

  private constructor(options: FollowerOptions) {
    this.#options = options;
    this.#socket = io(options.url + NAMESPACE, {
      parser,
      transports: ['websocket'],
      forceNew: true,
      reconnectionDelay: 100,
      extraHeaders: { authorization: `Bearer ${options.key}` },
    });
    this.#socket.on(MESSAGE.snapshot, (block: Uint8Array) => this.#begin(block));
    this.#socket.on(MESSAGE.frame, (block: Uint8Array) => this.#follow(block));
    // After a reconnect it continues from what it holds (W7).
    this.#socket.on('connect', () => this.#watch());
  }

  /** Connects and resolves with its snapshot. Rejects when it is refused. */
  static open(options: FollowerOptions): Promise<Follower> {
    const follower = new Follower(options);
    return new Promise((resolve, reject) => {
      follower.#socket.once(MESSAGE.snapshot, () => resolve(follower));
      follower.#socket.once(MESSAGE.refused, ({ reason }: { reason: string }) => reject(new Error(reason)));
      follower.#socket.once('connect_error', (cause) => reject(cause));
    });
  }

  /** Forgets what was measured so far. */
  reset(): void {
    this.states.clear();
    this.alarms.clear();
    this.frames = 0;
    this.bytes = 0;
  }

  /** The hash of what it folded, or null where it does not fold. */
  hash(): string | null {
    return this.state ? new StateHash(this.state).site() : null;
  }

  /** Takes nothing more from its connection, until resume(): a client that hangs. */
  pause(): void {
    this.#paused = [];
  }

  resume(): void {
    const held = this.#paused ?? [];
    this.#paused = null;
    for (const block of held) this.#follow(block);
  }

  /** Goes away, until reconnect(). */
  disconnect(): void {
    this.#socket.disconnect();
  }

  reconnect(): void {
    this.#socket.connect();
  }

  close(): void {
    this.#socket.disconnect();
  }

  #watch(): void {
    const { site, interest = {} } = this.#options;
    this.#socket.emit(MESSAGE.watch, { site, interest, resumeAfter: this.upto < 0 ? null : this.upto });
  }

  #begin(block: Uint8Array): void {
    this.snapshots++;
    if (this.#options.folds) {
      this.state = decodeSnapshot(block);
      this.upto = this.state.seq;
    } else this.upto = -1;
  }

  #follow(block: Uint8Array): void {
    if (this.#paused) {
      this.#paused.push(block);
      return;
    }
    const now = Date.now();
    const frame = decodeFrame(block);
    if (this.upto >= 0 && frame.after !== this.upto) {
      this.gaps++;
      this.#watch();
      return;
    }
    this.frames++;
    this.bytes += block.length;
    this.#measure(frame, now);
    if (this.state) applyFrame(this.state, frame);
    this.upto = frame.upto;
    this.#socket.emit(MESSAGE.credit, { upto: frame.upto });
  }

  #measure(frame: Frame, now: number): void {
    for (let i = 0; i < frame.times.length; i++) this.states.add(now - frame.times[i]!);
    for (const { event } of frame.events) {
      this.onEvent?.(event);
      if (event.kind === 'alarm.raised' || event.kind === 'alarm.recurred') this.alarms.add(now - event.time);
    }
  }
}
