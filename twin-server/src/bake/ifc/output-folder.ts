import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { codeOf, InputError, reasonOf } from '../../problem.ts';
import { readBakeExtras } from './baked.ts';

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return codeOf(cause) === 'EPERM';
  }
}

/** Removes what bakes of this folder left behind when their process was killed. */
async function sweep(parent: string, prefix: string): Promise<void> {
  for (const name of await readdir(parent)) {
    const pid = name.startsWith(prefix) ? Number(name.slice(prefix.length).split('-')[0]) : Number.NaN;
    if (Number.isInteger(pid) && pid !== process.pid && !isRunning(pid)) {
      await rm(join(parent, name), { recursive: true, force: true });
    }
  }
}

/** Whether a folder holds an earlier bake, which another may replace. */
export type HoldsBake = (folder: string) => Promise<boolean>;

/** Refuses to replace a folder that holds something else than an earlier bake. */
async function checkReplaceable(out: string, holdsBake: HoldsBake): Promise<void> {
  const present = await readdir(out).catch((cause: unknown) => {
    if (codeOf(cause) === 'ENOENT') return [];
    throw cause;
  });
  if (present.length > 0 && !(await holdsBake(out))) {
    throw new InputError('the folder is not empty and no earlier bake made it', { place: out });
  }
}

let made = 0;

/**
 * Runs `fill` on a fresh folder beside `out` and moves it into place when it succeeds; on failure `out` is as before.
 * Throws InputError where the folder cannot be written or holds something else.
 */
export async function replaceFolder<T>(
  out: string,
  fill: (folder: string) => Promise<T>,
  holdsBake: HoldsBake = async (folder) => (await readBakeExtras(folder)) !== null,
): Promise<T> {
  const target = resolve(out);
  const parent = dirname(target);
  const prefix = `.${basename(target)}.bake-`;
  made += 1;
  const fresh = join(parent, `${prefix}${process.pid}-${made}`);
  const old = `${fresh}-old`;
  const unwritable = (cause: unknown) => {
    if (cause instanceof InputError) return cause;
    return new InputError(`cannot be written (${reasonOf(cause)})`, { place: out, cause });
  };
  try {
    await checkReplaceable(target, holdsBake);
    await mkdir(parent, { recursive: true });
    await sweep(parent, prefix);
    await mkdir(fresh);
  } catch (cause) {
    throw unwritable(cause);
  }
  try {
    const result = await fill(fresh);
    await rename(target, old).catch((cause: unknown) => {
      if (codeOf(cause) !== 'ENOENT') throw unwritable(cause);
    });
    await rename(fresh, target);
    return result;
  } finally {
    await rm(fresh, { recursive: true, force: true });
    await rm(old, { recursive: true, force: true });
  }
}
