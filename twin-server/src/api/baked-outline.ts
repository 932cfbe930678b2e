import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BuildingOutline } from 'twin-core';

/** What placing needs of a building's outline.json. */
const PlacedOutline = BuildingOutline.pick({ georeference: true, box: true });
type PlacedOutline = Pick<BuildingOutline, 'georeference' | 'box'>;

/** Where a building's file puts it and how large it is, from the first folder that holds its model; null where none does. */
export async function readPlacedOutline(folders: readonly string[], building: string): Promise<PlacedOutline | null> {
  for (const folder of folders) {
    const text = await readFile(join(folder, building, 'outline.json'), 'utf8').catch(() => null);
    if (text === null) continue;
    // One of another version says nothing that can be used here.
    const parsed = PlacedOutline.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  }
  return null;
}
