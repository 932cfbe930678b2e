import { type ChildProcess, fork } from 'node:child_process';
import { childEntry, loaderArguments } from '../engines/child-entry.ts';
import { UnavailableError } from '../problem.ts';
import type { HistorianOptions, PastState, Point, SpanQuery } from './historian.ts';
import type { Interval } from './interval-sums.ts';
import { type Questions, type Reply, type Request, unpackIntervals } from './messages.ts';
import { TooOldError } from './state-at.ts';
import type { Rationalisation, RationalisationRequest } from './what-if/rationalise.ts';
import type { ForkAnswer, ForkRequest } from './what-if/run-fork.ts';

export interface HistoryProcessOptions extends HistorianOptions {
  /** Whether this node seals and ages: the one that evaluates the site. */
  readonly writes: boolean;
  /** Something failed and is tried again. */
  readonly onTrouble: (reason: string) => void;
}

interface Waiting {
  readonly resolve: (value: never) => void;
  readonly reject: (cause: Error) => void;
}

/** Heap in MiB: the state of 100,000 devices with ten values each fits, while one of the past is asked for. */
const HEAP_MB = 1_024;
const RESTART_MS = 5_000;

/** History in a child process, started with `start` or with the first question, and again where it ended by itself. */
export class HistoryProcess {
  readonly #options: HistoryProcessOptions;
  readonly #waiting = new Map<number, Waiting>();
  #child: ChildProcess | null = null;
  #asked = 0;
  #closed = false;

  constructor(options: HistoryProcessOptions) {
    this.#options = options;
  }

  start(): void {
    this.#running();
  }

  /** As Historian's; rejects with UnavailableError when the process is gone. */
  points(query: SpanQuery, limit: number): Promise<Point[]> {
    return this.#ask('points', [query, limit]);
  }

  async intervals(query: SpanQuery, width: number): Promise<Interval[]> {
    return unpackIntervals(await this.#ask('intervals', [query, width]));
  }

  stateAt(recordedAt: number, inFull: boolean): Promise<PastState> {
    return this.#ask('stateAt', [recordedAt, inFull]);
  }

  rationalise(request: RationalisationRequest): Promise<Rationalisation> {
    return this.#ask('rationalise', [request]);
  }

  fork(request: ForkRequest): Promise<ForkAnswer> {
    return this.#ask('fork', [request]);
  }

  async close(): Promise<void> {
    this.#closed = true;
    const child = this.#child;
    if (!child) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
  }

  #ask<Name extends keyof Questions>(name: Name, args: Parameters<Questions[Name]>): ReturnType<Questions[Name]> {
    const id = ++this.#asked;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#send(this.#running(), { kind: 'ask', id, name, args });
    }) as ReturnType<Questions[Name]>;
  }

  #running(): ChildProcess {
    if (this.#closed) throw new UnavailableError('the server is stopping');
    if (this.#child) return this.#child;
    const entry = childEntry(import.meta.url, 'history-worker');
    const child = fork(entry, [], {
      execArgv: [`--max-old-space-size=${HEAP_MB}`, ...loaderArguments(entry)],
      // One heap of the C library for all threads: what is packed comes and goes.
      env: { ...process.env, MALLOC_ARENA_MAX: '1' },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      serialization: 'advanced',
    });
    this.#child = child;
    let errors = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      errors = (errors + chunk.toString()).slice(-2_000);
    });
    child.on('message', (message) => this.#take(message as Reply));
    child.once('error', (cause) => this.#options.onTrouble(cause.message));
    child.once('exit', (code, by) => this.#ended(`${by ?? code} ${errors.trim().split('\n').at(-1) ?? ''}`.trim()));
    const { writes, onTrouble: _onTrouble, ...options } = this.#options;
    this.#send(child, { kind: 'open', options, writes });
    return child;
  }

  // Where it does not arrive, the process is ending, which settles what waits.
  #send(child: ChildProcess, request: Request): void {
    child.send(request, () => undefined);
  }

  #take(reply: Reply): void {
    if (reply.kind === 'trouble') {
      this.#options.onTrouble(reply.reason);
      return;
    }
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if (reply.kind === 'answer') waiting?.resolve(reply.value as never);
    else waiting?.reject(reply.tooOld === null ? new UnavailableError(reply.reason) : new TooOldError(reply.tooOld));
  }

  #ended(how: string): void {
    this.#child = null;
    for (const { reject } of this.#waiting.values()) reject(new UnavailableError('history is being started again'));
    this.#waiting.clear();
    if (this.#closed) return;
    this.#options.onTrouble(`history ended by itself (${how})`);
    if (!this.#options.writes) return;
    setTimeout(() => {
      if (!this.#closed) this.#running();
    }, RESTART_MS).unref();
  }
}
