import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { InputError, reasonOf } from '../problem.ts';
import type { Log } from './log.ts';
import { startEmbeddedPostgres } from './postgres/embedded.ts';

/** Milliseconds until a connection that nobody answers is given up. */
const CONNECT_TIMEOUT_MS = 5_000;

/** Connections of one process; the embedded server takes 100 in all. */
const POOL_SIZE = 20;

/** The one record of everything: a pool of connections to PostgreSQL, its own or another's. */
export interface Database {
  readonly pool: pg.Pool;
  /** With the password in it: not for logs. */
  readonly url: string;
  readonly embedded: boolean;
  /** Ends the connections and, where the server is our own, stops it. */
  close(): Promise<void>;
}

/**
 * Opens the database at `url`, or without one the embedded server of `dataDir`. Sessions speak UTC, and a commit is on
 * the disk before it is answered. Throws InputError, naming DATABASE_URL or TWIN_DATA, where there is none to open.
 */
export async function openDatabase(options: { url?: string; dataDir: string; log: Log }): Promise<Database> {
  const { log } = options;
  if (options.url !== undefined) {
    const pool = openPool(options.url, log);
    try {
      await check(pool);
    } catch (cause) {
      await pool.end();
      const { hostname, port, pathname } = new URL(options.url);
      const target = `${hostname}:${port || 5432}${pathname}`;
      throw new InputError(`the database at ${target} cannot be used (${reasonOf(cause)})`, {
        place: 'DATABASE_URL',
        cause,
      });
    }
    return { pool, url: options.url, embedded: false, close: once(() => pool.end()) };
  }
  const server = await startEmbeddedPostgres(options.dataDir, log);
  const pool = openPool(server.url, log);
  return {
    pool,
    url: server.url,
    embedded: true,
    close: once(async () => {
      const ended = pool.end();
      await server.close();
      // A connection that its holder never gives back would keep the pool from ending for ever.
      await Promise.race([ended, sleep(1_000, undefined, { ref: false })]);
    }),
  };
}

/** However often it is asked for, it is done once. */
function once(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => {
    done ??= work();
    return done;
  };
}

function openPool(connectionString: string, log: Log): pg.Pool {
  const pool = new pg.Pool({
    connectionString,
    max: POOL_SIZE,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    application_name: 'twin',
    onConnect: async (client) => {
      // A connection lost while it is held: its next query says so; without a listener it would end the process.
      client.on('error', () => undefined);
      await client.query("SET timezone = 'UTC'; SET synchronous_commit = on");
    },
  });
  pool.on('error', (cause) => log.warn({ reason: reasonOf(cause) }, 'a database connection was lost'));
  return pool;
}

async function check(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ encoding: string; version: number }>(
    "SELECT current_setting('server_encoding') AS encoding, current_setting('server_version_num')::int AS version",
  );
  const [server] = rows;
  if (server === undefined || server.encoding !== 'UTF8')
    throw new Error(`its encoding is ${server?.encoding}, not UTF8`);
  if (server.version < 140_000) throw new Error('it is older than PostgreSQL 14');
}
