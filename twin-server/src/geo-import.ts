import { copyFile, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type GeoImportReport, type LayerKind, LayerRecord } from 'twin-core';
import { listTerrain, TerrainGround } from './bake/terrain/index.ts';
import { importNetwork } from './geo-import-network.ts';
import { type GeoImportOptions, type GeoImportPlaces, MOST_WARNINGS, meets, recordOf } from './geo-import-record.ts';
import { readFeatures } from './geodata/index.ts';
import { openTileArchive } from './imagery/open-tile-archive.ts';
import { InputError } from './problem.ts';

/** What files of geographic information become, by their name; what is none of these is read as features by its content. */
const BY_NAME: readonly (readonly [name: RegExp, kind: LayerKind])[] = [
  [/\.(tiff?|hgt|hgt\.zip)$/i, 'terrain'],
  [/\.inp$/i, 'network'],
  [/\.(mbtiles|pmtiles)$/i, 'imagery'],
];

/**
 * Imports a file of geographic information as a layer: features of GeoJSON, FlatGeobuf, shapefile or OpenStreetMap, a network of pipes
 * or cables of the same or of EPANET, an elevation model, or an archive of pictures. Throws InputError with file, place and reason; then nothing is changed.
 */
export async function importGeoFile(places: GeoImportPlaces, options: GeoImportOptions): Promise<GeoImportReport> {
  const named = BY_NAME.find(([name]) => name.test(options.fileName))?.[1];
  const kind = named ?? (options.request.kind === 'network' ? 'network' : 'features');
  const present = await places.layers.get(options.request.layer);
  const kept = kind === 'features' ? ['features', 'buildings'] : [kind];
  if (present && !kept.includes(present.kind)) {
    throw new InputError(`layer ${present.code} holds ${present.kind}, this file is ${kind}: name another layer`, {
      place: options.fileName,
    });
  }
  switch (kind) {
    case 'terrain':
      return importTerrain(places, options, present);
    case 'imagery':
      return importImagery(places, options, present);
    case 'features':
      return importFeatures(places, options, present);
    case 'network':
      return importNetwork(places, options, present);
    default:
      throw new Error(`no way to import ${kind}`);
  }
}

async function importFeatures(
  { layers, site }: GeoImportPlaces,
  { path, fileName, request, dryRun = false, signal, onStage = () => undefined }: GeoImportOptions,
  present: LayerRecord | null,
): Promise<GeoImportReport> {
  const startedAt = performance.now();
  onStage('read', 0);
  const { crs, swapAxes, anywhere } = request;
  const file = await readFeatures(path, { name: fileName, crs, swapAxes, anywhere, site });
  signal?.throwIfAborted();
  onStage('store', 0);
  const record = recordOf(request, { fileName, crs: file.crs, kind: 'features' }, present);
  let accepted = 0;
  async function* features() {
    for await (const feature of file.features()) {
      signal?.throwIfAborted();
      accepted += 1;
      if (accepted % 500 === 0) onStage('store', Math.min(1, accepted / file.count));
      yield { ...feature, layer: record.code, properties: { ...feature.properties } };
    }
  }
  if (dryRun) for await (const _ of features());
  else await layers.putWhole(record, features(), signal);
  const { warnings } = file;
  return {
    layer: record.code,
    kind: record.kind,
    format: file.format,
    crs: file.crs,
    dryRun,
    accepted,
    // Of one feature several may be made: parts of what cannot be one.
    rejected: Math.max(0, file.count - accepted),
    seconds: (performance.now() - startedAt) / 1000,
    warnings: warnings.slice(0, MOST_WARNINGS),
    warningCount: warnings.length,
  };
}

async function importTerrain(
  { layers, dataDir, site }: GeoImportPlaces,
  { path, fileName, request, dryRun = false, onStage = () => undefined }: GeoImportOptions,
  present: LayerRecord | null,
): Promise<GeoImportReport> {
  const startedAt = performance.now();
  const { layer, crs, heightDatum, accuracyM } = request;
  const ending = /(\.hgt\.zip|\.[^.]+)$/i.exec(fileName)![0].toLowerCase();
  const folder = join(dataDir, 'terrain');
  const stored = /^\.hgt/.test(ending) ? fileName : `${layer}${ending}`;
  const warnings = ['it is part of the ground from the next start of the server on'];
  if (crs !== undefined && !/^EPSG:\d+$/i.test(crs))
    throw new InputError(`--crs ${crs}: an elevation model takes EPSG:N`, { place: fileName });
  onStage('read', 0);
  await mkdir(folder, { recursive: true });
  // The reader goes by the name's ending, and the names of HGT files say where they are.
  const trial = join(folder, `.${layer}`, stored);
  await mkdir(join(folder, `.${layer}`), { recursive: true });
  try {
    await copyFile(path, trial);
    const file = { file: trial, name: fileName, ...(crs && { crs }), ...(heightDatum && { datum: heightDatum }) };
    const ground = await TerrainGround.open([file]).catch((cause: unknown) => {
      if (!(cause instanceof InputError)) throw cause;
      throw new InputError(cause.message.replaceAll(trial, fileName), { cause });
    });
    const [west, south, east, north] = ground.layer.bounds;
    const heights = await ground.heights(Float64Array.of((west + east) / 2), Float64Array.of((south + north) / 2));
    await ground.close();
    if (!heights.heights.some(Number.isFinite)) warnings.push('there is no height in the middle of it');
    if (!request.anywhere && !meets([west, south, east, north], site.boundary)) {
      throw new InputError(
        `it covers ${[west, south, east, north].map((side) => side.toFixed(3)).join(', ')} (west, south, east, north), the site is not in it; import it anyway with --anywhere`,
        { place: fileName },
      );
    }
    const record = LayerRecord.parse({
      ...recordOf(request, { fileName, crs: crs ?? 'EPSG:4326', kind: 'terrain' }, present),
      heightDatum: heightDatum ?? 'egm96',
      bounds: [west, south, east, north],
    });
    if (!dryRun) {
      onStage('store', 0);
      await keepTerrain(folder, trial, stored, { name: fileName, crs, heightDatum, accuracyM: accuracyM ?? null });
      await layers.put(record);
    }
  } finally {
    await rm(join(folder, `.${layer}`), { recursive: true, force: true });
  }
  return {
    layer,
    kind: 'terrain',
    format: ending.startsWith('.hgt') ? 'hgt' : 'geotiff',
    crs: crs ?? 'of the file',
    dryRun,
    accepted: 1,
    rejected: 0,
    seconds: (performance.now() - startedAt) / 1000,
    warnings,
    warningCount: warnings.length,
  };
}

async function importImagery(
  { layers, imagery, dataDir }: GeoImportPlaces,
  { path, fileName, request, dryRun = false, onStage = () => undefined }: GeoImportOptions,
  present: LayerRecord | null,
): Promise<GeoImportReport> {
  const startedAt = performance.now();
  onStage('read', 0);
  const datum = DATUMS[request.crs?.toUpperCase() ?? ''];
  if (request.crs !== undefined && datum === undefined)
    throw new InputError(`--crs ${request.crs}: pictures take EPSG:3857, GCJ-02 or BD-09`, { place: fileName });
  const archive = await openTileArchive(path).catch((cause: unknown) => {
    if (!(cause instanceof InputError)) throw cause;
    throw new InputError(cause.message.replaceAll(path, fileName), { cause });
  });
  const { facts } = archive;
  await archive.close();
  if (!dryRun) {
    onStage('store', 0);
    // The file as it came stays where it is.
    const copy = join(dataDir, 'imagery', `.${request.layer}.new`);
    await mkdir(join(dataDir, 'imagery'), { recursive: true });
    try {
      await copyFile(path, copy);
      const { source } = await imagery.putArchive(request.layer, copy, datum);
      const told = { ...request, name: request.name ?? facts.name ?? undefined };
      const record = recordOf(told, { fileName, crs: request.crs ?? 'EPSG:3857', kind: 'imagery' }, present);
      await layers.put({
        ...record,
        group: request.group ?? present?.group ?? 'base',
        rights: record.rights ?? facts.attribution,
        bounds: facts.bounds,
        imagery: source,
      });
    } finally {
      await rm(copy, { force: true });
    }
  }
  return {
    layer: request.layer,
    kind: 'imagery',
    format: /\.pmtiles$/i.test(fileName) ? 'pmtiles' : 'mbtiles',
    crs: request.crs ?? 'EPSG:3857',
    dryRun,
    accepted: 1,
    rejected: 0,
    seconds: (performance.now() - startedAt) / 1000,
    warnings: [],
    warningCount: 0,
  };
}

/** Datums of tiles by the names of the systems. */
const DATUMS: Readonly<Record<string, 'wgs84' | 'gcj02' | 'bd09'>> = {
  'EPSG:3857': 'wgs84',
  'GCJ-02': 'gcj02',
  'BD-09': 'bd09',
};

/** Puts an elevation model first in a folder's list, in the place of the one of its name. */
async function keepTerrain(
  folder: string,
  from: string,
  stored: string,
  described: {
    readonly name: string;
    readonly crs: string | undefined;
    readonly heightDatum: 'egm96' | 'ellipsoid' | '1985' | undefined;
    readonly accuracyM: number | null;
  },
): Promise<void> {
  const before = await listTerrain(folder);
  await rename(from, join(folder, stored));
  const others = before
    .filter(({ file }) => file !== join(folder, stored))
    .map(({ file, name, crs, datum, accuracyM }) => ({ file, name, crs, heightDatum: datum, accuracyM }));
  const list = join(folder, 'sources.json');
  await writeFile(
    `${list}.new`,
    `${JSON.stringify({ sources: [{ file: stored, ...described }, ...others] }, null, 2)}\n`,
  );
  await rename(`${list}.new`, list);
}
