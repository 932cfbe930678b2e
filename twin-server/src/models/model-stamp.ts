import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { codeOf } from '../problem.ts';

/** Raised whenever the same model would be indexed into other rows. */
const INDEX_VERSION = 1;

/** What bake notes of its making: the file's digest, its own version, the placement given. */
const Tileset = z.object({ asset: z.object({ extras: z.looseObject({ bake: z.number(), sha256: z.string() }) }) });

/** Says which bake a folder holds; equal stamps are equal models. Null where the folder holds no finished bake. */
export async function readModelStamp(folder: string): Promise<string | null> {
  const text = await readFile(join(folder, 'tileset.json'), 'utf8').catch((cause: unknown) => {
    if (codeOf(cause) === 'ENOENT') return null;
    throw cause;
  });
  if (text === null) return null;
  const { extras } = Tileset.parse(JSON.parse(text)).asset;
  return createHash('sha256')
    .update(JSON.stringify([INDEX_VERSION, extras]))
    .digest('hex');
}
