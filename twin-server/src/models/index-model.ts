import { fork } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import type { Pool } from 'pg';
import { childEntry, loaderArguments } from '../engines/child-entry.ts';
import { codeOf, InputError } from '../problem.ts';
import { readModelStamp } from './model-stamp.ts';
import { deleteModel, type IndexAnswer, type IndexReport, type IndexRequest } from './write-index.ts';

/** How a model is indexed. */
export interface IndexOptions {
  /** Ends the indexing; then the model indexed before stands. */
  readonly signal?: AbortSignal;
  /** From 0 to 1. */
  readonly onProgress?: (fraction: number) => void;
}

/** What came of indexing: `kept` where the same model was indexed already. */
export interface IndexOutcome extends IndexReport {
  readonly kept: boolean;
}

/** Heap of the child process in MiB: a model of a million elements fits. */
const HEAP_MB = 4_096;

/**
 * Makes what is inside a building searchable: reads the baked folder's building.json in a child process and puts it in the
 * place of the building's present index, at once and as a whole; nothing is done where that is of the same bake. Throws
 * InputError for a folder that holds no bake or one that cannot be read, and rejects with the signal's reason.
 */
export async function indexModel(
  pool: Pool,
  site: string,
  building: string,
  folder: string,
  { signal, onProgress = () => undefined }: IndexOptions = {},
): Promise<IndexOutcome> {
  signal?.throwIfAborted();
  const stamp = await readModelStamp(folder);
  if (stamp === null) throw new InputError('no bake is in this folder', { place: folder });
  const { rows } = await pool.query<IndexReport>(
    'SELECT elements, spaces, properties FROM model WHERE site = $1 AND building = $2 AND stamp = $3',
    [site, building, stamp],
  );
  if (rows[0]) {
    onProgress(1);
    return { ...rows[0], kept: true };
  }
  const databaseUrl = pool.options.connectionString;
  if (databaseUrl === undefined) throw new Error('the pool was opened without a connection string');
  const report = await runWorker({ databaseUrl, site, building, folder, stamp }, onProgress, signal);
  return { ...report, kept: false };
}

/** Takes a building's model out of the index. */
export async function dropModel(pool: Pool, site: string, building: string): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await deleteModel(client, site, building);
    await client.query('COMMIT');
    client.release();
  } catch (cause) {
    // Closed, not put back: its transaction ends with it.
    client.release(true);
    throw cause;
  }
}

async function runWorker(
  request: IndexRequest,
  onProgress: (fraction: number) => void,
  signal: AbortSignal | undefined,
): Promise<IndexReport> {
  const entry = childEntry(import.meta.url, 'index-worker');
  const child = fork(entry, [], {
    execArgv: [`--max-old-space-size=${HEAP_MB}`, ...loaderArguments(entry)],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  signal?.addEventListener('abort', kill);
  try {
    return await new Promise<IndexReport>((resolve, reject) => {
      let [errors, answered] = ['', false];
      child.stderr?.on('data', (chunk: Buffer) => {
        errors = (errors + chunk.toString()).slice(-2_000);
      });
      child.on('message', (message) => {
        const answer = message as IndexAnswer;
        if (answer.kind === 'progress') return onProgress(answer.fraction);
        answered = true;
        if (answer.kind === 'done') resolve(answer.report);
        else reject(answer.input ? new InputError(answer.reason) : new Error(answer.reason));
      });
      child.once('error', reject);
      child.once('exit', (code, by) => {
        if (signal?.aborted) reject(signal.reason);
        else if (!answered) {
          const last = errors.trim().split('\n').at(-1) ?? '';
          reject(new Error(`${request.folder}: the indexing ended by itself (${by ?? code}) ${last}`.trim()));
        }
      });
      lowerPriority(child.pid);
      child.send(request);
    });
  } finally {
    signal?.removeEventListener('abort', kill);
    process.off('exit', kill);
  }
}

/** The server comes first; where priorities cannot be changed, it shares. */
function lowerPriority(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch (cause) {
    if (codeOf(cause) !== 'ERR_SYSTEM_ERROR') throw cause;
  }
}
