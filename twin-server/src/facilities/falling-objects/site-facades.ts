import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BuildingRecord, FacadeFile, geoToLocal, localToGeo, type Placement } from 'twin-core';
import type { Opening } from 'twin-core/geometry';

/** The openings of a building's facades in the site's frame; `homeOf` names the home behind a space, or null. Empty where the model has no facade.json. */
export async function siteOpenings(
  folders: readonly string[],
  { code, placement }: Pick<BuildingRecord, 'code' | 'placement'>,
  frame: Placement,
  homeOf: (space: string) => string | null,
): Promise<Opening[]> {
  const file = await readFacade(folders, code);
  return (file?.openings ?? []).map(
    ({ storey, space, middle, outwardDeg, widthM, heightM }): Opening => ({
      building: code,
      storey,
      home: homeOf(space),
      middle: geoToLocal(frame, localToGeo(placement, middle)),
      azimuthDeg: (outwardDeg + placement.headingDeg - frame.headingDeg + 720) % 360,
      widthM,
      heightM,
    }),
  );
}

async function readFacade(folders: readonly string[], building: string): Promise<FacadeFile | null> {
  for (const folder of folders) {
    const text = await readFile(join(folder, building, 'facade.json'), 'utf8').catch(() => null);
    if (text === null) continue;
    const parsed = FacadeFile.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  }
  return null;
}
