import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  BuildingOutline,
  type BuildingRecord,
  type ImportReport,
  type ImportStage,
  type Placement,
  type Standing,
} from 'twin-core';
import { ImportStop } from './failure.ts';
import type { BakeOrder, BakeResult, ImportPorts } from './import-ports.ts';
import type { JobRow } from './job-table.ts';
import type { ModelStore } from './model-store.ts';
import { factsOfModel, recordOfModel } from './record-of-model.ts';

/** Warnings that a report carries; their number is told. */
const MAX_WARNINGS = 60;

/** The stage that a phase of the bake belongs to, and the part of the stage it takes. */
const STAGES: Readonly<
  Record<Parameters<BakeOrder['onProgress']>[0]['phase'], readonly [stage: ImportStage, from: number, to: number]>
> = {
  read: ['parse', 0, 0.4],
  properties: ['parse', 0.4, 1],
  meshes: ['mesh', 0, 1],
  tiles: ['tile', 0, 0.8],
  write: ['tile', 0.8, 1],
};

export interface RunOptions {
  /** Folder for the tiles, which does not exist yet; gone when the import is over. */
  readonly tiles: string;
  /** Ends the import; the building is then as before. */
  readonly signal: AbortSignal;
  readonly onProgress: (stage: ImportStage, fraction: number) => void;
  /** From here on it is not ended any more: the building is being replaced. */
  readonly onCommit: () => void;
}

/**
 * One import from the file to the building that stands: bake into a folder of its own, index, and only then replace what is
 * there. Rejects with InputError or ImportStop for a file that cannot be taken, or with the signal's reason.
 */
export async function runImport(
  ports: ImportPorts,
  models: ModelStore,
  job: JobRow,
  { tiles, signal, onProgress, onCommit }: RunOptions,
): Promise<ImportReport> {
  const startedAt = performance.now();
  const { building: code, request } = job;
  const source = join(ports.dataDir, job.sourcePath);

  const bake = await ports.bake({
    file: source,
    out: tiles,
    fallback: ports.building(code)?.placement ?? ports.siteMiddle,
    signal,
    onProgress: ({ phase, fraction }) => {
      const [stage, from, to] = STAGES[phase];
      onProgress(stage, from + fraction * (to - from));
    },
  });
  const outline = BuildingOutline.parse(JSON.parse(await readFile(join(tiles, 'outline.json'), 'utf8')));
  const facts = factsOfModel(outline);
  if (bake.withGeometry === 0 || !facts)
    throw new ImportStop('noGeometry', `${job.fileName}: none of its ${bake.products} products has a shape`);

  onProgress('index', 0);
  const indexed = await ports.index(code, tiles, { signal, onProgress: (fraction) => onProgress('index', fraction) });
  signal.throwIfAborted();
  onCommit();

  // Only now: it may have been moved or renamed meanwhile.
  const present = ports.building(code) ?? null;
  const { stands, placement } = standingOf(request.placement, bake, present?.placement ?? null, ports.siteMiddle);
  const restored = await restoredRecord(models, job);
  const record =
    restored ?? recordOfModel(outline, facts, { code, name: request.name, fileName: job.fileName, placement, present });
  // What concerns the place stands in the georeference's findings.
  const warnings = bake.warnings.filter((line) => !line.startsWith('georeference:'));
  try {
    const version = await models.replace(
      tiles,
      { path: source, fileName: job.fileName, by: job.requestedBy },
      record,
      present,
    );
    return {
      version,
      stands: restored ? 'kept' : stands,
      placement: record.placement,
      georeference: bake.georeference,
      schema: outline.source.schema,
      application: outline.source.application,
      counts: { ...countsOf(outline, bake), indexed },
      bytes: bake.bytes,
      seconds: (performance.now() - startedAt) / 1000,
      warnings: warnings.slice(0, MAX_WARNINGS),
      warningCount: warnings.length,
    };
  } catch (cause) {
    // The search knows the new model already: it goes back to the one that stands.
    await ports
      .reindex(code)
      .catch((error: unknown) =>
        ports.log.warn({ building: code, error }, 'the search holds a model that does not stand'),
      );
    throw cause;
  }
}

/** Where the building is put, and why there. */
function standingOf(
  wish: JobRow['request']['placement'],
  { georeference }: BakeResult,
  before: Placement | null,
  siteMiddle: Placement,
): { readonly stands: Standing; readonly placement: Placement } {
  if (typeof wish === 'object') return { stands: 'told', placement: wish };
  // An override is our own fallback: the file was not believed.
  if (wish === 'file' && georeference.believed && georeference.source !== 'override')
    return { stands: 'file', placement: georeference.placement };
  if (wish !== 'site' && before) return { stands: 'kept', placement: before };
  return { stands: 'site', placement: siteMiddle };
}

function countsOf(outline: BuildingOutline, { products, withGeometry, triangles }: BakeResult) {
  return {
    products,
    withGeometry,
    triangles,
    storeys: outline.storeys.length,
    spaces: outline.spaces.length,
    doors: outline.doors.length,
    stairs: outline.stairs.length,
    systems: outline.systems.length,
    devices: outline.devices.length,
  };
}

/** The record that comes back with the version that a job restores; null for a job that restores none. */
async function restoredRecord(models: ModelStore, { building, request }: JobRow): Promise<BuildingRecord | null> {
  if (request.restores === null) return null;
  const versions = await models.versionsOf(building);
  return versions.find(({ version }) => version === request.restores)?.record ?? null;
}
