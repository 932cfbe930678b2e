import { mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { codeOf, InputError, reasonOf } from '../../problem.ts';
import type { Log } from '../log.ts';
import { findBinaries } from './binaries.ts';
import { clusterFolder, DATABASE, prepareCluster, ROLE } from './cluster.ts';
import { lockFolder } from './folder-lock.ts';
import { stopLeftover } from './leftover.ts';
import { type Postmaster, type PostmasterOptions, startPostmaster } from './postmaster.ts';
import { chooseUser } from './run-as.ts';

/** Codes by which a running server refuses us: wrong password, no access, no such database. */
const REFUSALS: ReadonlySet<string> = new Set(['28P01', '28000', '3D000']);

/** What the system answers when the data folder cannot be used. */
const FOLDER_FAULTS: ReadonlySet<string> = new Set([
  'EACCES',
  'EPERM',
  'EROFS',
  'ENOTDIR',
  'EEXIST',
  'ENOSPC',
  'EDQUOT',
]);

/** Shared memory of a server that was killed is released when the last of its workers has noticed. */
const RELEASE_PATIENCE_MS = 20_000;

/** A PostgreSQL server of our own. */
export interface EmbeddedPostgres {
  /** With the password in it: not for logs. */
  readonly url: string;
  readonly pid: () => number;
  /** Stops the server and gives the data folder back. */
  close(): Promise<void>;
}

/**
 * Starts the embedded PostgreSQL of the data folder, making it on the first start, and keeps it running: a server
 * that dies is started again on the same port. Throws InputError where the folder cannot be used or is in use.
 */
export async function startEmbeddedPostgres(dataDir: string, log: Log): Promise<EmbeddedPostgres> {
  let release: (() => void) | undefined;
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    release = lockFolder(dataDir);
    const folder = clusterFolder(dataDir);
    const runAs = chooseUser(folder);
    const binaries = findBinaries(runAs);
    const { password } = await prepareCluster(dataDir, binaries, runAs);
    const options = { binaries, folder, runAs, logFile: join(dataDir, 'postgres.log'), port: await freePort() };
    const url = `postgres://${ROLE}:${password}@127.0.0.1:${options.port}/${DATABASE}`;
    const keeper = await keepRunning(options, url, log);
    const unlock = release;
    return { url, pid: keeper.pid, close: () => keeper.close().finally(unlock) };
  } catch (cause) {
    release?.();
    if (FOLDER_FAULTS.has(codeOf(cause) ?? '')) {
      throw new InputError(`${dataDir} cannot be used (${reasonOf(cause)})`, { place: 'TWIN_DATA', cause });
    }
    throw cause;
  }
}

async function keepRunning(options: PostmasterOptions, url: string, log: Log) {
  let current = await startReady(options, url, log);
  let isClosing = false;
  const kept = (async () => {
    for (let pauseMs = 100; !isClosing; ) {
      await current.ended;
      if (isClosing) return;
      log.error({ log: options.logFile }, 'the database server died; starting it again');
      try {
        current = await startReady(options, url, log);
        pauseMs = 100;
        log.info('the database server is back');
      } catch (cause) {
        log.error({ reason: reasonOf(cause) }, 'the database server does not start');
        await sleep(pauseMs);
        pauseMs = Math.min(pauseMs * 2, 5_000);
      }
    }
    await current.stop();
  })();
  return {
    pid: () => current.pid,
    close: async () => {
      isClosing = true;
      await current.stop();
      await kept;
    },
  };
}

/** Starts the server and waits until it answers; recovery after a crash takes as long as it takes. */
async function startReady(options: PostmasterOptions, url: string, log: Log): Promise<Postmaster> {
  const patienceEnds = Date.now() + RELEASE_PATIENCE_MS;
  for (;;) {
    await stopLeftover(options.folder, log);
    const server = await startPostmaster(options);
    if (await answers(server, url, log)) return server;
    const said = server.said();
    if (!/shared memory block|still in use/.test(said) || Date.now() > patienceEnds) {
      throw new Error(`PostgreSQL did not start: ${said.trim() || 'it wrote nothing'}`);
    }
    await sleep(100);
  }
}

/** True when the server takes a connection, false when it has ended. */
async function answers(server: Postmaster, url: string, log: Log): Promise<boolean> {
  let hasEnded = false;
  const ended = server.ended.then(() => {
    hasEnded = true;
  });
  let noteAt = Date.now() + 5_000;
  while (!hasEnded) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.end();
      return true;
    } catch (cause) {
      await client.end().catch(() => undefined);
      if (REFUSALS.has(codeOf(cause) ?? '')) {
        await server.stop();
        throw new Error(`PostgreSQL refuses its own role (${reasonOf(cause)})`, { cause });
      }
      if (Date.now() > noteAt) {
        noteAt = Date.now() + 5_000;
        log.info({ reason: reasonOf(cause) }, 'waiting for the database to recover');
      }
    }
    await Promise.race([ended, sleep(20)]);
  }
  return false;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
