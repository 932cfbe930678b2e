import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf, InputError } from '../../problem.ts';

/**
 * Takes the data folder for this process; the returned function gives it back. A lock left by a process that is gone
 * is taken over. Throws InputError when another server holds the folder.
 */
export function lockFolder(folder: string): () => void {
  const lock = join(folder, 'lock');
  const mine = `${process.pid} ${startOf(process.pid)}\n`;
  const draft = `${lock}.${process.pid}`;
  writeFileSync(draft, mine, { mode: 0o600 });
  try {
    while (!tryLink(draft, lock)) {
      const holder = readLock(lock);
      if (holder === undefined) continue;
      const pid = Number.parseInt(holder, 10);
      if (holder !== mine && isSameProcess(holder)) {
        throw new InputError(
          `${folder} is in use by another server (process ${pid}); stop it or choose another folder`,
          {
            place: 'TWIN_DATA',
          },
        );
      }
      removeStale(lock, holder);
    }
  } finally {
    rmSync(draft, { force: true });
  }
  return () => {
    if (readLock(lock) === mine) rmSync(lock, { force: true });
  };
}

/** Linking is atomic: of two servers that start together one succeeds. */
function tryLink(draft: string, lock: string): boolean {
  try {
    linkSync(draft, lock);
    return true;
  } catch (cause) {
    if (codeOf(cause) === 'EEXIST') return false;
    throw cause;
  }
}

/** Moves the stale lock aside; if what was moved is another's fresh lock, it is put back. */
function removeStale(lock: string, stale: string): void {
  const aside = `${lock}.stale.${process.pid}`;
  try {
    renameSync(lock, aside);
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return;
    throw cause;
  }
  if (readLock(aside) !== stale) tryLink(aside, lock);
  rmSync(aside, { force: true });
}

function readLock(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return undefined;
    throw cause;
  }
}

function isSameProcess(holder: string): boolean {
  const [pidText = '', start = ''] = holder.trim().split(' ');
  const pid = Number(pidText);
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (cause) {
    if (codeOf(cause) === 'ESRCH') return false;
  }
  return startOf(pid) === start;
}

/**
 * When a process started, in clock ticks since boot, and the boot, so that a number that was given again (to another
 * program, or after a restart of the machine) is told apart. `-` where the system does not say, or the process has
 * ended and only waits to be counted by its parent.
 */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The command name in parentheses may itself hold blanks: count after it, where state is the 3rd field of all.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return fields[0] === 'Z' ? '-' : `${fields[19]}@${boot}`;
  } catch {
    return '-';
  }
}
