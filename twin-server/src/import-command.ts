import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import type { Logger } from 'pino';
import { Catalogue, type GeoImportReport, GeoImportRequest, KNOWN_FACILITIES } from 'twin-core';
import { KIND_NAMES } from './base/files/kinds.ts';
import type { BaseImportReport } from './base/files/report.ts';
import { loadBase } from './base/load-base.ts';
import { openBase } from './base/open-base.ts';
import { importBaseFile, isBaseKind } from './base-import-command.ts';
import type { Config } from './config.ts';
import { openDatabase } from './engines/database.ts';
import { migrate } from './engines/migrate.ts';
import { MIGRATIONS } from './engines/migrations/index.ts';
import { importGeoFile } from './geo-import.ts';
import { Layers } from './layers/layers.ts';
import { openImagery } from './open-imagery.ts';
import { openTerrainSource, terrainPlaces } from './open-terrain.ts';
import { InputError, reasonOf } from './problem.ts';
import { readRunFile } from './run-file.ts';
import { servedGround } from './served-ground.ts';
import { siteGroundOf } from './site-ground.ts';

/** How `import` is called. */
export const IMPORT_USAGE = `import geoFeature FILE --layer CODE [--kind features|buildings|network] [--name NAME] [--group GROUP] [--crs EPSG:N|GCJ-02|BD-09] [--swap-axes] [--anywhere]
         [--class CODE] [--source TEXT] [--rights TEXT] [--accuracy METERS] [--date YYYY-MM-DD] [--height-datum egm96|ellipsoid|1985]
         [--at LON,LAT [--unit METERS] [--turn DEG] | --affine A,B,C,D,E,F] [--medium water|sewage|gas|power|heat|telecom] [--depth METERS]
         [--dry-run] [--json]
       import KIND FILE [--dry-run] [--json]   base data from .xlsx, .csv, .json
         KIND: ${KIND_NAMES.join(', ')}`;

const usage = (reason: string) => new InputError(`${reason}; usage: ${IMPORT_USAGE}`, { place: 'import' });

/** What an `import` came to, and its errors as the contract has them. */
export interface ImportResult extends GeoImportReport {
  readonly errors: readonly { readonly row: number | null; readonly field: string | null; readonly reason: string }[];
}

export interface ImportCommandOptions {
  readonly config: Config;
  /** Folder with the demonstration's site.json. */
  readonly models: string;
  readonly log: Logger;
  /** A line for the user. */
  readonly onProgress: (line: string) => void;
}

/** The command `import`. Throws InputError for wrong usage, a kind that there is not, or a file that cannot be taken. */
export async function runImport(
  argv: readonly string[],
  options: ImportCommandOptions,
): Promise<ImportResult | BaseImportReport> {
  const { values, positionals } = parseOptions(argv);
  const [kind, file, ...more] = positionals;
  if (kind === undefined) throw usage('no kind named');
  if (kind === 'geoFeature') return importGeoFeature(argv, options);
  if (!isBaseKind(kind)) throw usage(`${kind}: no such kind; expected geoFeature, ${KIND_NAMES.join(', ')}`);
  const { 'dry-run': dryRun = false, ...others } = values;
  if (file === undefined) throw usage('no FILE');
  if (more.length > 0) throw usage(`${more[0]}: one FILE at a time`);
  const [foreign] = Object.keys(others);
  if (foreign !== undefined) throw usage(`--${foreign} does not go with ${kind}`);
  return importBaseFile(kind, file, dryRun, options);
}

/**
 * Imports geographic information: a file of it becomes a layer, in the running server's database where there is one, else in the
 * data folder's own. Throws InputError for wrong usage or a file that cannot be taken.
 */
async function importGeoFeature(argv: readonly string[], options: ImportCommandOptions): Promise<ImportResult> {
  const { file, request, dryRun } = parse(argv);
  const { config, models, log, onProgress } = options;
  const found = await stat(file).catch((cause: unknown) => {
    throw new InputError(reasonOf(cause), { place: file, cause });
  });
  if (!found.isFile()) throw new InputError('is no file', { place: file });
  const running = await readRunFile(config.dataDir);
  const database = await openDatabase({
    url: running?.databaseUrl ?? config.databaseUrl,
    dataDir: config.dataDir,
    log,
  });
  try {
    const { pool } = database;
    await migrate(pool, MIGRATIONS);
    const held = running && (await loadBase(pool, running.site));
    const base = held ?? (await registryOf(pool, config.demo ? models : null));
    const { dataDir, imageryServers: allowed } = config;
    const imagery = await openImagery({ pool, site: base.site.code, dataDir, allowed, log });
    const terrain = await openTerrainSource({ ...terrainPlaces(config, models), log });
    const ground = terrain && servedGround(terrain);
    const report = await importGeoFile(
      { layers: new Layers(pool, base.site.code), imagery, site: siteGroundOf(base), ground, dataDir },
      {
        path: file,
        fileName: basename(file),
        request,
        dryRun,
        onStage: (stage, fraction) => {
          if (fraction === 0) onProgress(stage === 'read' ? 'reading and checking' : 'storing');
        },
      },
    ).finally(() => Promise.all([imagery.close(), terrain?.close()]));
    return { ...report, errors: report.warnings.map((reason) => ({ row: null, field: null, reason })) };
  } finally {
    await database.close();
  }
}

async function registryOf(pool: Parameters<typeof openBase>[0]['pool'], models: string | null) {
  const registry = await openBase({
    pool,
    catalogue: new Catalogue(KNOWN_FACILITIES),
    models,
    onProgress: () => undefined,
  });
  return { site: registry.site, buildings: [...registry.buildings()] };
}

function parse(argv: readonly string[]) {
  const { values, positionals } = parseOptions(argv);
  const [, file, ...more] = positionals;
  if (file === undefined) throw usage('no FILE');
  if (more.length > 0) throw usage(`${more[0]}: one FILE at a time`);
  if (values.layer === undefined) throw usage('--layer CODE is missing');
  const parsed = GeoImportRequest.safeParse({
    layer: values.layer,
    kind: values.kind,
    name: values.name,
    group: values.group,
    classCode: values.class,
    rights: values.rights,
    source: values.source,
    accuracyM: numberOf(values.accuracy),
    surveyDate: values.date,
    heightDatum: values['height-datum'],
    crs: values.crs,
    swapAxes: values['swap-axes'],
    anywhere: values.anywhere,
    at: numbersOf(values.at),
    unitM: numberOf(values.unit),
    turnDeg: numberOf(values.turn),
    affine: numbersOf(values.affine),
    medium: values.medium,
    depthM: numberOf(values.depth),
  });
  if (parsed.success) return { file, request: parsed.data, dryRun: values['dry-run'] ?? false };
  const [issue] = parsed.error.issues;
  throw usage(`${issue?.path.join('.')}: ${issue?.message}`);
}

/** Text that is no number becomes NaN, which the request's own check refuses. */
const numberOf = (text: string | undefined) => (text === undefined || text.trim() === '' ? undefined : Number(text));
const numbersOf = (text: string | undefined) => text?.split(',').map(Number);

function parseOptions(argv: readonly string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        layer: text,
        kind: text,
        name: text,
        group: text,
        class: text,
        rights: text,
        source: text,
        accuracy: text,
        date: text,
        'height-datum': text,
        crs: text,
        'swap-axes': flag,
        anywhere: flag,
        at: text,
        unit: text,
        turn: text,
        affine: text,
        medium: text,
        depth: text,
        'dry-run': flag,
      },
    });
  } catch (cause) {
    throw usage(reasonOf(cause));
  }
}
