import { type ChildProcess, fork } from 'node:child_process';
import { childEntry, loaderArguments } from '../engines/child-entry.ts';
import { UnavailableError } from '../problem.ts';
import type { Estate } from './estate.ts';
import type { Questions, Reply, Request } from './messages.ts';

interface Waiting {
  readonly resolve: (value: never) => void;
  readonly reject: (cause: Error) => void;
}

/** Heap in MiB: the triangles of a hundred buildings and the tree over them fit. */
const HEAP_MB = 2_048;
/** An estate is held this long after the last question. */
const IDLE_MS = 10 * 60_000;

/** Sight in a child process, started with a question and ended when none came for a while. */
export class SightProcess {
  readonly #waiting = new Map<number, Waiting>();
  #child: ChildProcess | null = null;
  /** Digest of the estate that the child has. */
  #estate: string | null = null;
  #idle: NodeJS.Timeout | null = null;
  #asked = 0;
  #isClosed = false;

  /** Asks about an estate; `digest` is another when the estate is. Rejects with UnavailableError when the process ended. */
  ask<Name extends keyof Questions>(
    digest: string,
    estate: Estate,
    name: Name,
    ...args: Parameters<Questions[Name]>
  ): Promise<ReturnType<Questions[Name]>> {
    if (this.#isClosed) return Promise.reject(new UnavailableError('the server is stopping'));
    const child = this.#child ?? this.#start();
    if (this.#estate !== digest) {
      this.#send(child, { kind: 'estate', estate });
      this.#estate = digest;
    }
    const id = ++this.#asked;
    return new Promise<ReturnType<Questions[Name]>>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#send(child, { kind: 'ask', id, name, args });
    });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#stop();
  }

  #start(): ChildProcess {
    const entry = childEntry(import.meta.url, 'sight-worker');
    const child = fork(entry, [], {
      execArgv: [`--max-old-space-size=${HEAP_MB}`, ...loaderArguments(entry)],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      serialization: 'advanced',
    });
    this.#child = child;
    this.#estate = null;
    child.on('message', (message) => this.#take(message as Reply));
    child.once('error', (cause) => this.#ended(child, cause.message));
    child.once('exit', (code, by) => this.#ended(child, String(by ?? code)));
    return child;
  }

  // Where it does not arrive, the process is ending, which settles what waits.
  #send(child: ChildProcess, request: Request): void {
    child.send(request, () => undefined);
  }

  #take(reply: Reply): void {
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if (reply.kind === 'answer') waiting?.resolve(reply.value as never);
    else waiting?.reject(new UnavailableError(reply.reason));
    if (this.#waiting.size > 0) return;
    if (this.#idle) clearTimeout(this.#idle);
    this.#idle = setTimeout(() => {
      if (this.#waiting.size === 0) void this.#stop();
    }, IDLE_MS).unref();
  }

  async #stop(): Promise<void> {
    if (this.#idle) clearTimeout(this.#idle);
    const child = this.#child;
    if (!child) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    this.#ended(child, 'stopped');
    child.kill('SIGKILL');
    await gone;
  }

  #ended(child: ChildProcess, how: string): void {
    if (this.#child !== child) return;
    this.#child = null;
    for (const { reject } of this.#waiting.values()) reject(new UnavailableError(`sight ended (${how})`));
    this.#waiting.clear();
  }
}
