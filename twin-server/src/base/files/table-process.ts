import { type ChildProcess, fork } from 'node:child_process';
import { childEntry, loaderArguments } from '../../engines/child-entry.ts';
import { InputError } from '../../problem.ts';
import type { TableRow } from './table-row.ts';

export interface TableRequest {
  readonly path: string;
}

export type TableAnswer =
  | { readonly kind: 'rows'; readonly rows: readonly TableRow[] }
  | { readonly kind: 'end'; readonly rows: readonly TableRow[] }
  | { readonly kind: 'failed'; readonly reason: string };

/** Heap of the child process in MiB: the shared texts of the largest workbook that is read. */
const HEAP_MB = 160;
/** Nothing heard for this long: the file keeps its reader busy and says nothing. */
const SILENCE_MS = 60_000;

/**
 * The rows of a file in batches, read in a child process that is asked for the next when the last is dealt with. Throws
 * InputError, naming the file, for one that cannot be read or goes beyond the limits.
 */
export async function* readTableApart(path: string, name: string): AsyncGenerator<readonly TableRow[]> {
  const child = startWorker();
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  try {
    for (let request: TableRequest | 'next' = { path }; ; request = 'next') {
      const answer = await ask(child, request, name);
      if (answer.kind === 'failed') throw new InputError(answer.reason, { place: name });
      yield answer.rows;
      if (answer.kind === 'end') return;
    }
  } finally {
    process.off('exit', kill);
    kill();
  }
}

function startWorker(): ChildProcess {
  const entry = childEntry(import.meta.url, 'table-worker');
  return fork(entry, [], {
    execArgv: [`--max-old-space-size=${HEAP_MB}`, '--max-semi-space-size=4', ...loaderArguments(entry)],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
}

function ask(child: ChildProcess, request: TableRequest | 'next', name: string): Promise<TableAnswer> {
  return new Promise((resolve, reject) => {
    let errors = '';
    const finish = (act: () => void) => {
      clearTimeout(timer);
      child.off('message', onMessage);
      child.off('exit', onExit);
      child.off('error', onError);
      child.stderr?.off('data', onErrors);
      act();
    };
    const onMessage = (message: unknown) => finish(() => resolve(message as TableAnswer));
    const onError = (cause: unknown) => finish(() => reject(cause));
    const onErrors = (chunk: Buffer) => {
      errors = (errors + chunk.toString()).slice(-2_000);
    };
    const onExit = (code: number | null, by: NodeJS.Signals | null) =>
      onError(
        // V8 aborts when its heap is full: the file was too big, not the program wrong.
        /heap out of memory/i.test(errors)
          ? new InputError(`needs more than ${HEAP_MB} MiB of memory; save it as CSV`, { place: name })
          : new Error(`${name}: its reader ended by itself (${by ?? code}) ${errors.trim().split('\n').at(-1) ?? ''}`),
      );
    const timer = setTimeout(
      () => onError(new InputError(`nothing could be read of it within ${SILENCE_MS / 1000} s`, { place: name })),
      SILENCE_MS,
    );
    child.on('message', onMessage);
    child.once('exit', onExit);
    child.once('error', onError);
    child.stderr?.on('data', onErrors);
    child.send(request);
  });
}
