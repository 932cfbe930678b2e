import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { cp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type GeoImportReport, type GeoImportRequest, type LayerRecord, NetworkFile } from 'twin-core';
import { replaceFolder } from './bake/output-folder.ts';
import { bakePipeFeatures, bakePipes, type PipesReport, type PlanPlacement } from './bake/pipes/index.ts';
import { type GeoImportOptions, type GeoImportPlaces, MOST_WARNINGS, meets, recordOf } from './geo-import-record.ts';
import { readFeatures } from './geodata/index.ts';
import { networkFeatures } from './network-features.ts';
import { InputError } from './problem.ts';

/** Farther from the site than this is no network of it, metres: as files of features are judged. */
const FAR_M = 10_000;

/** What baking came to, and what the file was read as. */
interface BakedNetwork extends PipesReport {
  readonly format: string;
  readonly crs: string;
}

/**
 * Imports pipes or cables as a layer that is seen under the ground and can be traced: an EPANET network, or lines of any file of features.
 * Throws InputError with file and reason; then nothing is changed.
 */
export async function importNetwork(
  places: GeoImportPlaces,
  options: GeoImportOptions,
  present: LayerRecord | null,
): Promise<GeoImportReport> {
  const startedAt = performance.now();
  const { layers, site, dataDir } = places;
  const { fileName, request, dryRun = false, signal, onStage = () => undefined } = options;
  const { layer } = request;
  const folder = join(dataDir, 'tilesets', 'layers');
  // Its tiles are tried beside the layer's own, which stay as they are until all is known to be right.
  const trial = join(folder, `.${layer}.trial`);
  onStage('read', 0);
  try {
    const version = await digestOf(options.path, request);
    const baked = await bake(places, options, trial, version);
    signal?.throwIfAborted();
    if (!request.anywhere && !meets(baked.bounds, site.boundary, FAR_M)) {
      const sides = baked.bounds.map((side) => side.toFixed(3)).join(', ');
      throw new InputError(
        `it lies in ${sides} (west, south, east, north), away from the site; import it anyway with --anywhere`,
        { place: fileName },
      );
    }
    if (!dryRun) {
      onStage('store', 0);
      const network = NetworkFile.parse(JSON.parse(await readFile(join(trial, 'network.json'), 'utf8')));
      const record = recordOf(request, { fileName, crs: baked.crs, kind: 'network' }, present);
      // The tiles change within the transaction, once every pipe is stored: what fails or is cancelled before leaves both as they were.
      async function* features() {
        yield* networkFeatures(layer, network);
        signal?.throwIfAborted();
        await replaceFolder(
          join(folder, layer),
          async () => true,
          (fresh) => cp(trial, fresh, { recursive: true }),
        );
      }
      await layers.putWhole(
        {
          ...record,
          group: request.group ?? present?.group ?? 'underground',
          heightDatum: 'ellipsoid',
          visible: present?.visible ?? false,
          tileset: `/tilesets/layers/${encodeURIComponent(layer)}/tileset.json?v=${version.slice(0, 16)}`,
        },
        features(),
        signal,
      );
    }
    const warnings = [...baked.rejected, ...baked.warnings];
    return {
      layer,
      kind: 'network',
      format: baked.format,
      crs: baked.crs,
      dryRun,
      accepted: baked.edges,
      rejected: baked.rejected.length,
      seconds: (performance.now() - startedAt) / 1000,
      warnings: warnings.slice(0, MOST_WARNINGS),
      warningCount: warnings.length,
    };
  } finally {
    await rm(trial, { recursive: true, force: true });
  }
}

async function bake(
  { site, ground }: GeoImportPlaces,
  { path, fileName, request }: GeoImportOptions,
  out: string,
  version: string,
): Promise<BakedNetwork> {
  const { medium, heightDatum, depthM, anywhere } = request;
  const part = 'usual';
  if (/\.inp$/i.test(fileName)) {
    if (depthM !== undefined && !ground)
      throw new InputError('a depth is counted from the ground, and the site has no elevation model', {
        place: fileName,
      });
    const heights =
      depthM === undefined
        ? ({ by: 'z', datum: heightDatum ?? 'egm96', part } as const)
        : ({ by: 'depth', depthM, part } as const);
    const plan = planOf(request, fileName);
    const report = await bakePipes(path, out, { plan, heights, ground, name: fileName });
    return { ...report, format: 'epanet', crs: plan.by === 'middle' ? 'EPSG:4326' : plan.crs };
  }
  const { crs, swapAxes } = request;
  const file = await readFeatures(path, { name: fileName, crs, swapAxes, anywhere, site });
  const features = [];
  for await (const feature of file.features()) features.push(feature);
  // Who tells what heights are counted from means the lines' own; else their depths are counted from the ground.
  const heights = heightDatum ? ({ by: 'z', datum: heightDatum, part } as const) : ({ by: 'depth', part } as const);
  if (!heightDatum && !ground)
    throw new InputError(
      'depths are counted from the ground, and the site has no elevation model: say with a height datum that its lines have heights',
      { place: fileName },
    );
  const report = await bakePipeFeatures(features, fileName, out, { medium, heights, ground, version });
  return {
    ...report,
    format: file.format,
    crs: file.crs,
    warnings: [...file.warnings, ...report.warnings],
  };
}

/** Where an EPANET plan lies. Throws InputError where nothing says so. */
function planOf({ crs, at, unitM = 1, turnDeg = 0, affine }: GeoImportRequest, fileName: string): PlanPlacement {
  if (at) {
    if (crs !== undefined || affine) {
      throw new InputError('a place of its middle does not go with a CRS or an affine transform', { place: fileName });
    }
    return { by: 'middle', longitude: at[0], latitude: at[1], scale: unitM, headingDeg: turnDeg };
  }
  if (affine && crs !== undefined) return { by: 'affine', affine, crs };
  if (crs !== undefined) return { by: 'crs', crs };
  throw new InputError(
    'an EPANET network does not say where it lies: tell its CRS (--crs), an affine transform into one (--crs with --affine), or the place of its middle (--at LON,LAT)',
    { place: fileName },
  );
}

/** Of the file and of what was told of it: the same file in another place is other tiles. */
async function digestOf(path: string, request: GeoImportRequest): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify(request));
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
