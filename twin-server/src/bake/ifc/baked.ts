import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { PlacementOverride } from './georeference.ts';
import { readBytes, sha256Of } from './source.ts';

/** Raised whenever the same file would be baked into other bytes. */
const BAKE_VERSION = 1;

const Extras = z.object({ bake: z.number(), sha256: z.string(), override: z.record(z.string(), z.number()) });
const BakedTileset = z.object({ asset: z.object({ extras: Extras }) });

/** What tileset.json notes of its making in asset.extras. */
export function bakeExtras(sha256: string, override: PlacementOverride): z.infer<typeof Extras> {
  const given = Object.entries(override).filter((entry): entry is [string, number] => entry[1] !== undefined);
  return { bake: BAKE_VERSION, sha256, override: Object.fromEntries(given.sort(([a], [b]) => (a < b ? -1 : 1))) };
}

/** The notes of a folder's tileset.json; null where the folder is not a finished bake. */
export async function readBakeExtras(out: string): Promise<z.infer<typeof Extras> | null> {
  try {
    const parsed = BakedTileset.safeParse(JSON.parse(await readFile(join(out, 'tileset.json'), 'utf8')));
    return parsed.success ? parsed.data.asset.extras : null;
  } catch {
    return null;
  }
}

/** Whether `out` holds what baking `file` with this override would make. Throws InputError where the file cannot be read. */
export async function isBaked(out: string, file: string, override: PlacementOverride = {}): Promise<boolean> {
  const noted = await readBakeExtras(out);
  if (noted?.bake !== BAKE_VERSION) return false;
  const expected = bakeExtras(sha256Of(await readBytes(file)), override);
  return JSON.stringify(noted) === JSON.stringify(expected);
}
