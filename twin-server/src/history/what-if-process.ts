import { HistoryProcess, type HistoryProcessOptions } from './history-process.ts';
import type { Rationalisation, RationalisationRequest } from './what-if/rationalise.ts';
import type { ForkAnswer, ForkRequest } from './what-if/run-fork.ts';

/** Another what-if is under way. */
interface Busy {
  readonly is: 'busy';
}

/** What-ifs, each in a process of its own that ends with it: what takes long there keeps no chart and no message waiting. One at a time. */
export class WhatIfProcess {
  readonly #options: Omit<HistoryProcessOptions, 'writes'>;
  #running: HistoryProcess | null = null;

  constructor(options: Omit<HistoryProcessOptions, 'writes'>) {
    this.#options = options;
  }

  /** As Historian's; `busy` while another is under way. Rejects with UnavailableError when the process ended. */
  rationalise(request: RationalisationRequest): Promise<Rationalisation | Busy> {
    return this.#alone((running) => running.rationalise(request));
  }

  /** As Historian's, in the same way. */
  fork(request: ForkRequest): Promise<ForkAnswer | Busy> {
    return this.#alone((running) => running.fork(request));
  }

  async close(): Promise<void> {
    await this.#running?.close();
  }

  async #alone<T>(ask: (running: HistoryProcess) => Promise<T>): Promise<T | Busy> {
    if (this.#running) return { is: 'busy' };
    const running = new HistoryProcess({ ...this.#options, writes: false });
    this.#running = running;
    try {
      return await ask(running);
    } finally {
      this.#running = null;
      await running.close();
    }
  }
}
