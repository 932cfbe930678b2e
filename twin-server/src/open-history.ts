import type { Pool } from 'pg';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import { HistoryProcess, type HistoryProcessOptions } from './history/history-process.ts';
import { WhatIfProcess } from './history/what-if-process.ts';

/** What the settings say of how long data are kept, as history needs it. */
type Kept = Pick<Config, 'keepObservations' | 'keepJournal' | 'keepMinutes' | 'keepHours'>;

export interface OpenHistoryOptions {
  readonly pool: Pool;
  readonly site: string;
  readonly branch: number;
  readonly config: Kept;
  readonly log: Logger;
}

/** History of the branch that this node evaluates, in a process of its own; `start` makes it seal and age, a question makes it run. */
export function openHistory(options: OpenHistoryOptions): HistoryProcess {
  return new HistoryProcess({ ...processOptions(options), writes: true });
}

/** What-ifs over the same history. */
export function openWhatIfs(options: OpenHistoryOptions): WhatIfProcess {
  return new WhatIfProcess(processOptions(options));
}

function processOptions({
  pool,
  site,
  branch,
  config,
  log,
}: OpenHistoryOptions): Omit<HistoryProcessOptions, 'writes'> {
  const databaseUrl = pool.options.connectionString;
  if (databaseUrl === undefined) throw new Error('the pool was opened without a connection string');
  return {
    databaseUrl,
    site,
    branch,
    retention: {
      observations: config.keepObservations,
      journal: config.keepJournal,
      minutes: config.keepMinutes,
      hours: config.keepHours,
    },
    onTrouble: (reason) => log.warn({ reason }, 'history failed at a chore; it is tried again'),
  };
}
