import type { VerticalDatum } from 'twin-core/crs';
import { InputError } from '../../problem.ts';
import { openGeoid } from '../geoid.ts';
import { DemSource } from './dem-source.ts';
import { openDem } from './open-dem.ts';
import { Terrain } from './terrain.ts';

/** A file of a terrain and what is known of it beside the file. */
export interface TerrainFile {
  readonly file: string;
  readonly name?: string;
  /** `EPSG:n`; for a file that names none, or a wrong one. */
  readonly crs?: string;
  readonly datum?: VerticalDatum;
  readonly accuracyM?: number | null;
}

/** Opens elevation models as one ground, those named first above the others. Throws InputError for the first that cannot be used. */
export async function openTerrain(files: readonly TerrainFile[]): Promise<Terrain> {
  if (files.length === 0) throw new InputError('no elevation model named');
  const geoid = await openGeoid();
  const sources: DemSource[] = [];
  try {
    for (const { file, crs, ...options } of files) {
      const dem = await openDem(file, crs);
      try {
        sources.push(new DemSource(dem, geoid, options));
      } catch (cause) {
        await dem.close();
        throw cause;
      }
    }
  } catch (cause) {
    await Promise.all(sources.map(({ dem }) => dem.close()));
    throw cause;
  }
  return new Terrain(sources);
}
