import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** Raised whenever the same file would be baked into other bytes. */
export const PIPES_BAKE_VERSION = 1;

const Note = z.object({ pipes: z.number(), sha256: z.string() });
const BakedTileset = z.object({ asset: z.object({ extras: Note }) });

/** What a folder's tileset.json notes of its making; null where the folder is no finished bake of pipes. */
export async function readPipesNote(folder: string): Promise<z.infer<typeof Note> | null> {
  try {
    const parsed = BakedTileset.safeParse(JSON.parse(await readFile(join(folder, 'tileset.json'), 'utf8')));
    return parsed.success ? parsed.data.asset.extras : null;
  } catch {
    return null;
  }
}
