/** Entry of the child process that reads one file of base data; what it unpacks never weighs on the server. */
import { reasonOf } from '../../problem.ts';
import { readTable } from './read-table.ts';
import type { TableAnswer, TableRequest } from './table-process.ts';
import { BATCH, type TableRow } from './table-row.ts';

const answer = (message: TableAnswer) =>
  new Promise<void>((resolve) => process.send?.(message, undefined, {}, () => resolve()));

async function serve({ path }: TableRequest): Promise<void> {
  try {
    let batch: TableRow[] = [];
    let characters = 0;
    for await (const row of readTable(path)) {
      batch.push(row);
      for (const value of Object.values(row.values)) characters += typeof value === 'string' ? value.length : 8;
      if (batch.length < BATCH.rows && characters < BATCH.characters) continue;
      await answer({ kind: 'rows', rows: batch });
      [batch, characters] = [[], 0];
      await nextAsked();
    }
    await answer({ kind: 'end', rows: batch });
  } catch (cause) {
    await answer({ kind: 'failed', reason: reasonOf(cause) });
  }
  process.disconnect();
}

/** Whoever takes the rows asks for more when it is done with these: neither side holds more than one batch. */
function nextAsked(): Promise<void> {
  return new Promise((resolve) => process.once('message', () => resolve()));
}

process.once('message', (message) => void serve(message as TableRequest));
// A parent that is gone takes no rows any more.
process.once('disconnect', () => process.exit());
