import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { type Database, openDatabase } from './database.ts';

/** For tests: a real, empty PostgreSQL in a folder of its own (about a second); closing it removes the folder. */
export async function openScratchDatabase(): Promise<Database> {
  const dataDir = mkdtempSync(join(tmpdir(), 'twin-scratch-'));
  const database = await openDatabase({ dataDir, log: pino({ level: 'silent' }) });
  return {
    ...database,
    close: async () => {
      await database.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
