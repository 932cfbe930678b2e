import { HistoryProcess, type HistoryProcessOptions } from './history-process.ts';
import type { Rationalisation, RationalisationRequest } from './what-if/rationalise.ts';

/** What-ifs, each in a process of its own that ends with it: what takes long there keeps no chart and no message waiting. One at a time. */
export class WhatIfProcess {
  readonly #options: Omit<HistoryProcessOptions, 'writes'>;
  #running: HistoryProcess | null = null;

  constructor(options: Omit<HistoryProcessOptions, 'writes'>) {
    this.#options = options;
  }

  /** As Historian's; `busy` while another is under way. Rejects with UnavailableError when the process ended. */
  async rationalise(request: RationalisationRequest): Promise<Rationalisation | { readonly is: 'busy' }> {
    if (this.#running) return { is: 'busy' };
    const running = new HistoryProcess({ ...this.#options, writes: false });
    this.#running = running;
    try {
      return await running.rationalise(request);
    } finally {
      this.#running = null;
      await running.close();
    }
  }

  async close(): Promise<void> {
    await this.#running?.close();
  }
}
