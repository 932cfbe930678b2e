import { InputError, reasonOf } from '../problem.ts';
import { openDatabase } from './database.ts';

/**
 * For tests, as a process of its own: opens the database of the folder given, prints its URL and keeps it open until
 * SIGTERM. Ends with 2 and one line on stderr when it is refused.
 */
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

try {
  const database = await openDatabase({ dataDir: process.argv[2] ?? '', log: quiet });
  process.once('SIGTERM', () => void database.close());
  console.log(database.url);
} catch (cause) {
  console.error(reasonOf(cause));
  process.exitCode = cause instanceof InputError ? cause.exitCode : 1;
}
