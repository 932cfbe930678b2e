import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BuildingOutline } from 'twin-core';

/**
 * The outline.json of a building from the first of the folders that has its model; null where none has one that this program
 * understands.
 */
export async function readOutline(folders: readonly string[], building: string): Promise<BuildingOutline | null> {
  for (const folder of folders) {
    const text = await readFile(join(folder, building, 'outline.json'), 'utf8').catch(() => null);
    if (text === null) continue;
    const parsed = BuildingOutline.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  }
  return null;
}
