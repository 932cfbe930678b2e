import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BuildingRecord, geoToLocal, type Placement, SiteFile } from 'twin-core';
import { codeOf, InputError, reasonOf } from '../problem.ts';
import { BakePool, type BakeReport, isBaked, type PoolOptions } from './ifc/index.ts';

/** One building of tilesets/index.json; paths are relative to that file. */
export interface BakedBuilding {
  readonly code: string;
  readonly tileset: string;
  readonly building: string;
}

/** One building's turn: kept as it was, baked anew, or refused. */
export interface SiteProgress {
  readonly code: string;
  /** Buildings finished, this one included. */
  readonly done: number;
  readonly total: number;
  readonly state: 'kept' | 'baked' | 'failed';
  readonly report?: BakeReport;
}

/** What baking a site came to. */
export interface SiteBake {
  readonly site: SiteFile;
  /** As written to index.json, in the order of site.json. */
  readonly buildings: readonly BakedBuilding[];
  readonly baked: number;
  readonly kept: number;
  /** One line a building that could not be baked. */
  readonly failures: readonly { readonly code: string; readonly error: Error }[];
  /** One line each: what the bakes warned of, and files that stand elsewhere than site.json says. */
  readonly warnings: readonly string[];
}

// site.json and the files' map conversions are made from one plan: more than this apart, one of them is wrong.
const PLACE_TOLERANCE_M = 0.05;
const HEADING_TOLERANCE_DEG = 0.05;

/** Reads models/site.json. Throws InputError that names the field where it does not fit its schema. */
async function readSite(modelsDir: string): Promise<SiteFile> {
  const file = join(modelsDir, 'site.json');
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new InputError(codeOf(cause) === 'ENOENT' ? 'no such file' : reasonOf(cause), { place: file, cause });
  });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new InputError(`not JSON: ${reasonOf(cause)}`, { place: file, cause });
  }
  const parsed = SiteFile.safeParse(json);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new InputError(issue?.message ?? 'not a site file', { place: `${file}: ${issue?.path.join('.') ?? ''}` });
}

/** How far a file's own placement lies from the registry's, in words; null within the tolerance. */
function difference(file: Placement, registry: Placement): string | null {
  const [x, y, z] = geoToLocal(registry, file);
  const meters = Math.hypot(x, y, z);
  const turn = Math.abs(((((file.headingDeg - registry.headingDeg + 180) % 360) + 360) % 360) - 180);
  if (meters <= PLACE_TOLERANCE_M && turn <= HEADING_TOLERANCE_DEG) return null;
  return `the file stands ${meters.toFixed(3)} m and ${turn.toFixed(3)}° from where site.json puts it`;
}

/**
 * Bakes every building of models/site.json that has an IFC file into `tilesetsDir/<code>/`, leaving alone what is up to
 * date, and writes `index.json` there. A building stands where its file's georeference says, or where site.json says if
 * the file is not believed. One that cannot be baked is left out of the index and does not stop the others.
 */
export async function bakeSite(
  modelsDir: string,
  tilesetsDir: string,
  onProgress: (progress: SiteProgress) => void = () => {},
  options: PoolOptions = {},
): Promise<SiteBake> {
  const site = await readSite(modelsDir);
  await mkdir(tilesetsDir, { recursive: true });
  const withFile = site.buildings.flatMap((record) => (record.ifc === null ? [] : [{ record, ifc: record.ifc }]));
  const buildings = new Map<string, BakedBuilding>();
  const failures: { code: string; error: Error }[] = [];
  const warnings: string[] = [];
  let [done, baked, kept] = [0, 0, 0];
  const pool = new BakePool(options);

  const one = async ({ code, placement }: BuildingRecord, ifc: string): Promise<void> => {
    const file = join(modelsDir, ifc);
    const out = join(tilesetsDir, code);
    const tell = (state: SiteProgress['state'], report?: BakeReport) => {
      done += 1;
      onProgress({ code, done, total: withFile.length, state, report });
    };
    try {
      if (await isBaked(out, file, { fallback: placement })) {
        kept += 1;
        tell('kept');
      } else {
        const report = await pool.bake({ file, out, fallback: placement });
        const apart = difference(report.georeference.placement, placement);
        warnings.push(...[...report.warnings, ...(apart === null ? [] : [apart])].map((line) => `${code}: ${line}`));
        baked += 1;
        tell('baked', report);
      }
      buildings.set(code, { code, tileset: `${code}/tileset.json`, building: `${code}/building.json` });
    } catch (cause) {
      failures.push({ code, error: cause instanceof Error ? cause : new Error(String(cause)) });
      tell('failed');
    }
  };
  try {
    await Promise.all(withFile.map(({ record, ifc }) => one(record, ifc)));
  } finally {
    await pool.close();
  }
  const index = withFile.flatMap(({ record }) => buildings.get(record.code) ?? []);
  await writeIndex(tilesetsDir, index);
  return { site, buildings: index, baked, kept, failures, warnings };
}

async function writeIndex(tilesetsDir: string, index: readonly BakedBuilding[]): Promise<void> {
  const path = join(tilesetsDir, 'index.json');
  const text = `${JSON.stringify(index, null, 2)}\n`;
  if ((await readFile(path, 'utf8').catch(() => null)) === text) return;
  await writeFile(`${path}.new`, text);
  await rename(`${path}.new`, path);
}
