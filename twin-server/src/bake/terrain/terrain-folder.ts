import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { codeOf, InputError, reasonOf } from '../../problem.ts';

const Layer = z.looseObject({ format: z.literal('quantized-mesh-1.0') });

/** Whether a folder holds a terrain, which another may replace. */
async function holdsTerrain(folder: string): Promise<boolean> {
  const text = await readFile(join(folder, 'layer.json'), 'utf8').catch(() => '');
  try {
    return Layer.safeParse(JSON.parse(text)).success;
  } catch {
    return false;
  }
}

/**
 * Runs `fill` on a fresh folder beside `out`, which takes its place when it succeeds; on failure `out` is as before. Throws InputError
 * where the folder cannot be written, or holds something else than an earlier terrain.
 */
export async function replaceTerrain<T>(out: string, fill: (folder: string) => Promise<T>): Promise<T> {
  const target = resolve(out);
  const fresh = join(dirname(target), `.${basename(target)}.bake-${process.pid}`);
  const old = `${fresh}-old`;
  try {
    const present = await readdir(target).catch((cause: unknown) => {
      if (codeOf(cause) === 'ENOENT') return [];
      throw cause;
    });
    if (present.length > 0 && !(await holdsTerrain(target))) throw new Error('is not empty and holds no terrain');
    await rm(fresh, { recursive: true, force: true });
    await mkdir(fresh, { recursive: true });
  } catch (cause) {
    throw new InputError(`the folder cannot be written: ${reasonOf(cause)}`, { place: out, cause });
  }
  try {
    const result = await fill(fresh);
    await rename(target, old).catch((cause: unknown) => {
      if (codeOf(cause) !== 'ENOENT') throw cause;
    });
    await rename(fresh, target);
    return result;
  } finally {
    await rm(fresh, { recursive: true, force: true });
    await rm(old, { recursive: true, force: true });
  }
}
