import { spawnSync } from 'node:child_process';
import { readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../log.ts';

/** Signals tried in turn on a server that should stop, and how long each is given, in milliseconds. */
const STOP_STEPS = [
  ['SIGINT', 15_000],
  ['SIGQUIT', 5_000],
  ['SIGKILL', 5_000],
] as const;

/**
 * Ends a PostgreSQL server that an earlier, killed run left behind in `folder`. The caller holds the folder's lock,
 * so a server found here has no owner. A postmaster.pid whose number now belongs to another program is removed,
 * since PostgreSQL would take that program for a server.
 */
export async function stopLeftover(folder: string, log: Log): Promise<void> {
  const pidFile = join(folder, 'postmaster.pid');
  const pid = readPid(pidFile);
  if (pid === undefined) return;
  if (!isPostmasterOf(pid, folder)) {
    rmSync(pidFile, { force: true });
    return;
  }
  log.warn({ pid }, 'stopping the database that an earlier run left behind');
  for (const [signal, patienceMs] of STOP_STEPS) {
    process.kill(pid, signal);
    const until = Date.now() + patienceMs;
    while (Date.now() < until) {
      if (!isPostmasterOf(pid, folder)) return;
      await sleep(20);
    }
  }
  throw new Error(`the database process ${pid} in ${folder} does not stop`);
}

function readPid(pidFile: string): number | undefined {
  try {
    const pid = Number.parseInt(readFileSync(pidFile, 'utf8'), 10);
    return pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}

/** A server works inside its data folder; where the system does not tell, its command line has to do. */
function isPostmasterOf(pid: number, folder: string): boolean {
  if (process.platform === 'linux') {
    try {
      return (
        readlinkSync(`/proc/${pid}/cwd`) === realpathSync(folder) &&
        readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'postgres'
      );
    } catch {
      return false;
    }
  }
  const { stdout } = spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  return stdout.includes('postgres') && stdout.includes(folder);
}
