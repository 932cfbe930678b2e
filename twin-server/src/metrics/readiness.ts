import { statfs } from 'node:fs/promises';
import { connect } from 'node:net';
import type pg from 'pg';
import { reasonOf } from '../problem.ts';

/** Asks whether one thing that the server needs is there: null where it is, else why not, in a line for people. */
export type Check = () => Promise<string | null>;

/** Whether the server can do its work, with each check's `ok` or reason. */
export interface Readiness {
  readonly ready: boolean;
  readonly checks: Readonly<Record<string, string>>;
}

/** A check that answers later than this counts as failed. */
const PATIENCE_MS = 2_000;
/** An answer is given again for this long: whoever asks in a loop does not load the database. */
const FRESH_MS = 500;
/** Below this the database may stop in the middle of a transaction. */
const LEAST_FREE_BYTES = 256 * 2 ** 20;

/** Runs checks side by side. */
export function readinessOf(checks: Readonly<Record<string, Check>>): () => Promise<Readiness> {
  let asked: { readonly at: number; readonly answer: Promise<Readiness> } | null = null;
  return () => {
    const now = performance.now();
    if (!asked || now - asked.at > FRESH_MS) asked = { at: now, answer: runAll(checks) };
    return asked.answer;
  };
}

async function runAll(checks: Readonly<Record<string, Check>>): Promise<Readiness> {
  const results = await Promise.all(
    Object.entries(checks).map(async ([name, check]) => [name, (await inTime(check)) ?? 'ok'] as const),
  );
  return { ready: results.every(([, result]) => result === 'ok'), checks: Object.fromEntries(results) };
}

async function inTime(check: Check): Promise<string | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(`no answer within ${PATIENCE_MS / 1000} s`), PATIENCE_MS);
  });
  try {
    return await Promise.race([check(), late]);
  } catch (cause) {
    return reasonOf(cause);
  } finally {
    clearTimeout(timer);
  }
}

/** The journal takes what is sent: the pipeline is not waiting for the database, and the database answers. */
export function checkJournal(pool: pg.Pool, healthy: () => boolean): Check {
  return async () => {
    if (!healthy()) return 'away: messages are not acknowledged until it is back';
    await pool.query('SELECT 1 FROM journal_head LIMIT 1');
    return null;
  };
}

/** This node holds the lease of its site. */
export function checkLease(pool: pg.Pool, site: string, token: bigint): Check {
  return async () => {
    const { rows } = await pool.query<{ node: string; held: boolean; alive: boolean }>(
      'SELECT node, token = $2 AS held, expires_at > now() AS alive FROM lease WHERE site = $1',
      [site, token],
    );
    if (!rows[0]) return `nobody holds the lease of ${site}`;
    if (!rows[0].held) return `${rows[0].node} holds the lease of ${site}`;
    return rows[0].alive ? null : `the lease of ${site} ran out`;
  };
}

/** The schema is the one this program was made for. */
export function checkMigrations(pool: pg.Pool, expected: number): Check {
  return async () => {
    const { rows } = await pool.query<{ version: number }>('SELECT max(version) AS version FROM migration');
    return rows[0]?.version === expected ? null : `the schema is at step ${rows[0]?.version}, not ${expected}`;
  };
}

/** Something listens at an address such as mqtt://127.0.0.1:1883. */
export function checkListener(address: () => string | null, defaultPort: number): Check {
  return () => {
    const given = address();
    if (given === null) return Promise.resolve('not open yet');
    const { hostname, port } = new URL(given);
    return new Promise((resolve) => {
      const socket = connect({
        host: hostname.replace(/^\[|\]$/g, ''),
        port: Number(port) || defaultPort,
        timeout: PATIENCE_MS,
      });
      const answer = (reason: string | null) => {
        socket.destroy();
        resolve(reason);
      };
      socket.once('connect', () => answer(null));
      socket.once('timeout', () => answer(`${hostname}:${port} does not answer`));
      socket.once('error', (cause) => answer(`${hostname}:${port}: ${reasonOf(cause)}`));
    });
  };
}

/** The data folder's disk has room. */
export function checkDisk(folder: string, leastBytes = LEAST_FREE_BYTES): Check {
  return async () => {
    const { freeBytes } = await diskOf(folder);
    return freeBytes >= leastBytes
      ? null
      : `${Math.floor(freeBytes / 2 ** 20)} MB free, ${leastBytes / 2 ** 20} needed`;
  };
}

/** Room on a folder's disk, bytes, as a program without special rights may use it. */
export async function diskOf(folder: string): Promise<{ readonly freeBytes: number; readonly totalBytes: number }> {
  const { bavail, blocks, bsize } = await statfs(folder);
  return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
}
