import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { MeshoptEncoder } from 'meshoptimizer/encoder';
import { type GeoBounds, type Medium, NetworkFile } from 'twin-core';
import { codeOf, InputError, reasonOf } from '../../problem.ts';
import { openGeoid } from '../geoid.ts';
import { OutputFiles } from '../output-files.ts';
import { replaceFolder } from '../output-folder.ts';
import { joinEnds } from './geojson/join-ends.ts';
import { type PipeHeights, placeHeights } from './geojson/pipe-heights.ts';
import type { PipeFieldNames } from './geojson/pipe-words.ts';
import { readFeatures } from './geojson/read-features.ts';
import { type PipeFeature, readPipes } from './geojson/read-pipes.ts';
import type { GroundHeights } from './ground-heights.ts';
import { placeInp } from './inp/place-inp.ts';
import { readInp } from './inp/read-inp.ts';
import { PIPES_BAKE_VERSION, readPipesNote } from './pipes-folder.ts';
import { type PlanPlacement, planPlacing } from './place-plan.ts';
import { networkTiles } from './tubes/network-tiles.ts';

/** Larger files are refused before they are read. */
const MOST_BYTES = 256 << 20;

/** What is known of a file of pipes beside the file. */
export interface PipesOptions {
  /** Of features that name none; water where not given. */
  readonly medium?: Medium;
  readonly plan: PlanPlacement;
  /** Z of the points (elevations of an .inp), or depths below the ground; `depthM` is for an .inp, which has none of its own. */
  readonly heights: PipeHeights & { readonly depthM?: number };
  readonly fields?: PipeFieldNames;
  /** Of the file for messages, where it is stored under another. */
  readonly name?: string;
  /** The ground: depths need it, covers of shafts stand on it. */
  readonly ground: GroundHeights | null;
}

/** What baking pipes came to. */
export interface PipesReport {
  readonly edges: number;
  readonly nodes: number;
  /** By kind of node. */
  readonly kinds: Readonly<Record<string, number>>;
  readonly lengthM: number;
  readonly tiles: number;
  readonly triangles: number;
  readonly bytes: number;
  readonly seconds: number;
  /** west, south, east, north in degrees. */
  readonly bounds: GeoBounds;
  /** Features that were left out, one line each. */
  readonly rejected: readonly string[];
  readonly warnings: readonly string[];
}

/** A network of a file, and what of the file is not in it. */
interface ReadNetwork {
  readonly network: NetworkFile;
  readonly rejected: readonly string[];
  readonly warnings: readonly string[];
}

/** Reads a file's bytes. Throws InputError where it cannot be read or is too large. */
async function bytesOf(file: string): Promise<Uint8Array> {
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw new InputError(codeOf(cause) === 'ENOENT' ? 'no such file' : reasonOf(cause), { place: file, cause });
  });
  if (bytes.byteLength <= MOST_BYTES) return bytes;
  const megabytes = Math.round(bytes.byteLength / (1 << 20));
  throw new InputError(`${megabytes} MB: expected at most ${MOST_BYTES >> 20} MB`, { place: file });
}

/** A network of an EPANET input file. Throws InputError with file and line. */
async function readInpFile(name: string, bytes: Uint8Array, options: PipesOptions): Promise<ReadNetwork> {
  const inp = readInp(bytes, name);
  const { heights } = options;
  if (heights.by === 'depth' && heights.depthM === undefined)
    throw new InputError('an EPANET file has no depths: expected one for the whole network', { place: name });
  const placed = await placeInp(inp, name, {
    plan: options.plan,
    heights:
      heights.by === 'depth' ? { by: 'depth', depthM: heights.depthM! } : { by: 'elevation', datum: heights.datum },
    ground: options.ground,
    geoid: await openGeoid(),
  });
  return { ...placed, rejected: [] };
}

/** A network of features that a vector file has. Throws InputError where none of them can be used. */
async function networkOfFeatures(
  features: readonly PipeFeature[],
  file: string,
  options: PipesOptions,
): Promise<ReadNetwork> {
  const points = features.flatMap(({ geometry }) =>
    geometry?.type === 'LineString' ? geometry.coordinates.map(([x, y]) => [x, y] as const) : [],
  );
  const toDegrees = planPlacing(options.plan, points);
  const draft = readPipes(features, toDegrees, {
    file,
    medium: options.medium ?? null,
    fields: options.fields ?? {},
  });
  const geoid = await openGeoid();
  const heights = { file, ground: options.ground, geoid };
  const placed = await placeHeights(draft.lines, draft.nodes, options.heights, heights);
  const joined = joinEnds(placed.lines, placed.nodes);
  const rejected = [...draft.rejected, ...placed.rejected, ...joined.rejected];
  if (joined.network.edges.length === 0)
    throw new InputError(`no line that could be a pipe${rejected[0] ? `: ${rejected[0]}` : ''}`, { place: file });
  const warnings =
    joined.cut > 0 ? [`${joined.cut} lines were cut where others meet them or something stands on them`] : [];
  return { network: joined.network, rejected, warnings };
}

/**
 * Bakes a file of pipes, EPANET .inp or GeoJSON, into `out`: tileset.json (tubes, shafts, fittings) and network.json (what is traced).
 * Throws InputError for a file that cannot be used or a folder that cannot be written; the folder is then as before.
 */
export async function bakePipes(file: string, out: string, options: PipesOptions): Promise<PipesReport> {
  const bytes = await bytesOf(file);
  const { name = basename(file) } = options;
  const read = /\.inp$/i.test(name)
    ? await readInpFile(name, bytes, options)
    : await networkOfFeatures(readFeatures(bytes, name), name, options);
  return bakeNetwork(read, out, createHash('sha256').update(bytes).digest('hex'));
}

/**
 * Bakes features in degrees, of any file of them, into `out` as bakePipes does; `file` is for messages, `version` names what they were
 * made from. Throws as bakePipes.
 */
export async function bakePipeFeatures(
  features: readonly PipeFeature[],
  file: string,
  out: string,
  options: Omit<PipesOptions, 'plan'> & { readonly version: string },
): Promise<PipesReport> {
  const plan = { by: 'crs', crs: 'EPSG:4326' } as const;
  return bakeNetwork(await networkOfFeatures(features, file, { ...options, plan }), out, options.version);
}

/** Bakes a network into `out`; `sha256` is of what it was made from. */
async function bakeNetwork(
  { network, rejected, warnings }: ReadNetwork,
  out: string,
  sha256: string,
): Promise<PipesReport> {
  const began = performance.now();
  await MeshoptEncoder.ready;
  const checked = NetworkFile.parse(network);
  const kinds: Record<string, number> = {};
  for (const { kind } of checked.nodes) kinds[kind] = (kinds[kind] ?? 0) + 1;
  const { tiles, bytes } = await replaceFolder(
    out,
    async (folder) => (await readPipesNote(folder)) !== null,
    async (folder) => {
      const files = new OutputFiles(folder);
      const made = networkTiles(checked, files, { pipes: PIPES_BAKE_VERSION, sha256 });
      files.addText('network.json', JSON.stringify(checked));
      return { tiles: made, bytes: await files.finish() };
    },
  );
  return {
    edges: checked.edges.length,
    nodes: checked.nodes.length,
    kinds,
    lengthM: Math.round(checked.edges.reduce((sum, { lengthM }) => sum + lengthM, 0)),
    ...tiles,
    bytes,
    seconds: Math.round((performance.now() - began) / 10) / 100,
    bounds: boundsOf(checked),
    rejected,
    warnings,
  };
}

function boundsOf({ nodes, edges }: NetworkFile): GeoBounds {
  const bounds: GeoBounds = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of [...nodes.map(({ at }) => at), ...edges.flatMap(({ line }) => line)]) {
    bounds[0] = Math.min(bounds[0], x);
    bounds[1] = Math.min(bounds[1], y);
    bounds[2] = Math.max(bounds[2], x);
    bounds[3] = Math.max(bounds[3], y);
  }
  return bounds;
}
