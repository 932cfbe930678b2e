import { readdir, readFile } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { isKnownCrs } from 'twin-core/crs';
import { z } from 'zod';
import { codeOf, InputError, reasonOf } from '../../problem.ts';
import type { TerrainFile } from './open-terrain.ts';

const SourceList = z.strictObject({
  sources: z.array(
    z.strictObject({
      file: z.string().min(1),
      name: z.string().optional(),
      crs: z.string().refine(isKnownCrs, 'not a coordinate reference system known here').optional(),
      heightDatum: z.enum(['egm96', 'ellipsoid', '1985']).optional(),
      accuracyM: z.number().min(0).nullable().optional(),
    }),
  ),
});

/** What may be an elevation model by its name. */
const ELEVATION = /\.(tiff?|hgt|hgt\.zip)$/i;

/**
 * The elevation models of a folder, first above last: as `sources.json` there lists them, or without one all that look like such
 * files, by name. A folder that is not there has none. Throws InputError for a list that is not understood.
 */
export async function listTerrain(folder: string): Promise<TerrainFile[]> {
  const path = join(folder, 'sources.json');
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    if (codeOf(cause) === 'ENOENT') return null;
    throw new InputError(reasonOf(cause), { place: path, cause });
  });
  if (text === null) {
    const names = await readdir(folder).catch((): string[] => []);
    return names
      .filter((name) => ELEVATION.test(name))
      .sort()
      .map((name) => ({ file: join(folder, name), name }));
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new InputError(`not JSON: ${reasonOf(cause)}`, { place: path, cause });
  }
  const parsed = SourceList.safeParse(json);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new InputError(issue?.message ?? 'not a list of sources', { place: `${path}: ${issue?.path.join('.')}` });
  }
  return parsed.data.sources.map(({ file, name = file, heightDatum, ...rest }) => ({
    ...rest,
    file: isAbsolute(file) ? file : join(folder, file),
    name,
    datum: heightDatum,
  }));
}
