import { type ChildProcess, fork } from 'node:child_process';
import { UnavailableError } from '../problem.ts';
import { loaderArguments } from './child-entry.ts';
import type { QuestionsOf, Reply, Request } from './questions.ts';

export interface AnsweringOptions {
  /** What it is called in reasons. */
  readonly name: string;
  /** Where its entry lies, which calls answerQuestions(). */
  readonly entry: () => string;
  /** Its heap, MiB. */
  readonly heapMb: number;
  /** It is ended so long after its last answer. */
  readonly idleMs: number;
  /** Where something waits and nothing is answered for so long, it hangs, and is ended. */
  readonly answerMs: number;
}

/** What questions are about: held by the process until one comes about another, which has another digest. */
export interface Subject<T> {
  readonly digest: string;
  readonly value: T;
}

interface Waiting {
  readonly resolve: (value: never) => void;
  readonly reject: (cause: Error) => void;
}

/** A child process that computes what would hold up everything else: started with a question, ended when none came for a while. */
export class AnsweringProcess<Q extends QuestionsOf<Q>, S = never> {
  readonly #options: AnsweringOptions;
  readonly #waiting = new Map<number, Waiting>();
  #child: ChildProcess | null = null;
  /** Digest of what the child holds. */
  #held: string | null = null;
  #timer: NodeJS.Timeout | undefined;
  #asked = 0;
  #isClosed = false;

  constructor(options: AnsweringOptions) {
    this.#options = options;
  }

  /** Rejects with UnavailableError where the question failed, was not answered in time, or the process ended; the next one starts it anew. */
  ask<Name extends keyof Q & string>(
    name: Name,
    args: Parameters<Q[Name]>,
    subject?: Subject<S>,
  ): Promise<ReturnType<Q[Name]>> {
    if (this.#isClosed) return Promise.reject(new UnavailableError('the server is stopping'));
    const child = this.#child ?? this.#start();
    if (subject && this.#held !== subject.digest) {
      this.#send(child, { kind: 'subject', subject: subject.value });
      this.#held = subject.digest;
    }
    const id = ++this.#asked;
    return new Promise<ReturnType<Q[Name]>>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#send(child, { kind: 'ask', id, name, args });
      if (this.#waiting.size === 1) this.#watch();
    });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#stop('stopped');
  }

  #start(): ChildProcess {
    const { entry, heapMb } = this.#options;
    const path = entry();
    const child = fork(path, [], {
      execArgv: [`--max-old-space-size=${heapMb}`, ...loaderArguments(path)],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      serialization: 'advanced',
    });
    this.#child = child;
    this.#held = null;
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
    this.#watch();
  }

  /** Waits for the next answer, or for nothing more to be asked. */
  #watch(): void {
    clearTimeout(this.#timer);
    const { answerMs, idleMs } = this.#options;
    const isAsked = this.#waiting.size > 0;
    const how = isAsked ? `no answer within ${answerMs / 1000} s` : 'idle';
    this.#timer = setTimeout(() => void this.#stop(how), isAsked ? answerMs : idleMs).unref();
  }

  async #stop(how: string): Promise<void> {
    clearTimeout(this.#timer);
    const child = this.#child;
    if (!child) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    this.#ended(child, how);
    child.kill('SIGKILL');
    await gone;
  }

  #ended(child: ChildProcess, how: string): void {
    if (this.#child !== child) return;
    this.#child = null;
    clearTimeout(this.#timer);
    const cause = new UnavailableError(`${this.#options.name} ended (${how})`);
    for (const { reject } of this.#waiting.values()) reject(cause);
    this.#waiting.clear();
  }
}
