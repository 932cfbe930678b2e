import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { Placement } from 'twin-core';
import { z } from 'zod';
import { overridden, type PlacementOverride } from './georeference.ts';
import { sha256OfFile } from './source-digest.ts';

/** Raised whenever the same file would be baked into other bytes. */
const BAKE_VERSION = 9;

const Extras = z.object({
  bake: z.number(),
  sha256: z.string(),
  override: Placement.partial(),
  /** Noted only where the building stands by it. */
  fallback: Placement.optional(),
});
type Extras = z.infer<typeof Extras>;
const BakedTileset = z.object({ asset: z.object({ extras: Extras }) });

/** What tileset.json notes of its making in asset.extras. */
export function bakeExtras(sha256: string, override: PlacementOverride, usedFallback: boolean): Extras {
  const { fallback } = override;
  return {
    bake: BAKE_VERSION,
    sha256,
    override: overridden(override),
    ...(usedFallback && fallback ? { fallback } : {}),
  };
}

/** The notes of a folder's tileset.json; null where the folder is not a finished bake. */
export async function readBakeExtras(out: string): Promise<Extras | null> {
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
  const expected = bakeExtras(await sha256OfFile(file), override, noted.fallback !== undefined);
  return isDeepStrictEqual(noted, expected);
}
