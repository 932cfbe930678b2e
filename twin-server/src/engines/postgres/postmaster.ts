import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, statSync } from 'node:fs';
import { totalmem } from 'node:os';
import type { Binaries } from './binaries.ts';
import { folderArgument } from './cluster.ts';
import { postgresEnvironment } from './environment.ts';
import type { RunAs } from './run-as.ts';

/** Milliseconds a fast shutdown may take (it writes a checkpoint) before the server is told to stop at once. */
const FAST_STOP_MS = 30_000;
const IMMEDIATE_STOP_MS = 10_000;

/** The log of the server starts anew beyond this size, in bytes. */
const LOG_LIMIT = 16 * 1024 * 1024;

/** A running PostgreSQL server process. */
export interface Postmaster {
  readonly pid: number;
  /** Resolves when the process has ended, however it ended. */
  readonly ended: Promise<void>;
  /** Fast shutdown: open transactions are rolled back, a checkpoint is written. Resolves when the process is gone. */
  stop(): Promise<void>;
  /** What the server wrote to its log since this start, at most the last 4 KiB. */
  said(): string;
}

/** What startPostmaster needs to know; `folder` is PGDATA, `logFile` is appended to. */
export interface PostmasterOptions {
  readonly binaries: Binaries;
  readonly folder: string;
  readonly logFile: string;
  readonly port: number;
  readonly runAs: RunAs;
}

/**
 * Starts the server on 127.0.0.1. It is a session of its own, so that a Ctrl-C meant for us does not stop it under
 * our feet, and a watchdog stops it when this process is gone without having done so.
 */
export async function startPostmaster({
  binaries,
  folder,
  logFile,
  port,
  runAs,
}: PostmasterOptions): Promise<Postmaster> {
  const log = openLog(logFile);
  const child = spawn(binaries.postgres, ['-D', folderArgument(folder), ...settings(port)], {
    ...runAs,
    cwd: folder,
    env: postgresEnvironment(),
    stdio: ['ignore', log.descriptor, log.descriptor],
    detached: true,
  });
  closeSync(log.descriptor);
  await new Promise<void>((resolve, reject) => child.once('spawn', resolve).once('error', reject));
  const pid = child.pid!;
  const watchdog = startWatchdog(pid, runAs);
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => {
      // Killed, not closed: closing its input would make it signal a process number that may be another's by now.
      watchdog?.kill('SIGKILL');
      resolve();
    });
  });
  return {
    pid,
    ended,
    stop: () => stopChild(child, ended, binaries, folder),
    said: () => readFileSync(logFile).subarray(log.start).subarray(-4_096).toString(),
  };
}

function openLog(file: string): { descriptor: number; start: number } {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  const isFull = size > LOG_LIMIT;
  return { descriptor: openSync(file, isFull ? 'w' : 'a', 0o600), start: isFull ? 0 : size };
}

/** A shell that waits for the end of its input, which comes with the end of this process, and then stops the server. */
function startWatchdog(pid: number, runAs: RunAs): ChildProcess | undefined {
  if (process.platform === 'win32') return undefined;
  const watchdog = spawn('/bin/sh', ['-c', 'read -r _; kill -INT "$0"', String(pid)], {
    ...runAs,
    cwd: '/',
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  watchdog.on('error', () => undefined);
  watchdog.unref();
  return watchdog;
}

async function stopChild(child: ChildProcess, ended: Promise<void>, binaries: Binaries, folder: string): Promise<void> {
  const isRunning = () => child.exitCode === null && child.signalCode === null;
  if (!isRunning()) return;
  if (process.platform === 'win32') {
    spawn(binaries.pgCtl, ['stop', '-m', 'fast', '-D', folder], { env: postgresEnvironment(), stdio: 'ignore' });
  } else {
    child.kill('SIGINT');
  }
  const steps = [
    setTimeout(() => child.kill('SIGQUIT'), FAST_STOP_MS),
    setTimeout(() => child.kill('SIGKILL'), FAST_STOP_MS + IMMEDIATE_STOP_MS),
  ];
  await ended;
  for (const step of steps) clearTimeout(step);
}

/** Given on the command line, so that they are those of this program and not of the one that made the folder. */
function settings(port: number): string[] {
  const memoryMb = Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY) / 2 ** 20;
  const values: Record<string, string | number> = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    max_connections: 100,
    // An acknowledged message is a stored one: never less than a commit that is on the disk.
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
    shared_buffers: `${Math.round(Math.min(1_024, Math.max(64, memoryMb / 8)))}MB`,
    min_wal_size: '256MB',
    max_wal_size: '2GB',
    wal_compression: 'pglz',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    datestyle: 'ISO,YMD',
    log_checkpoints: 'off',
    password_encryption: 'scram-sha-256',
  };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
