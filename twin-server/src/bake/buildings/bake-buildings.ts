import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MeshoptEncoder } from 'meshoptimizer/encoder';
import { z } from 'zod';
import type { GeoFeature } from '../../geodata/index.ts';
import { InputError } from '../../problem.ts';
import { OutputFiles } from '../output-files.ts';
import { replaceFolder } from '../output-folder.ts';
import { boxOf, placementMatrix, type Tile, tilesetJson } from '../tiles/tileset.ts';
import { type Block, type Footprint, footprintOf, makeBlock, NumberStore } from './block.ts';
import { type BuildingFacts, factsOf, saysBuilding, USE_CLASSES } from './building-facts.ts';
import type { GroundHeights } from './building-ground.ts';
import { encodeBuildings } from './building-tile.ts';
import { LocalFrame } from './local-frame.ts';
import { type CityNode, cityTree } from './quadtree.ts';

/** What is known beside the footprints, and whom to tell. */
export interface BuildingsOptions {
  /** Property with the height in metres, before all others. */
  readonly heightField?: string;
  /** Ground under the buildings; without it they stand on the heights of their plans, or on the ellipsoid. */
  readonly ground?: GroundHeights;
  /** Metres above the ellipsoid where the ground says nothing. */
  readonly groundM?: number;
  /** What the footprints were, noted with the tiles. */
  readonly digest?: string;
  /** A line for the user. */
  readonly onProgress?: (line: string) => void;
}

/** What baking buildings came to: the fields of `bake buildings --json`. */
export interface BuildingsReport {
  readonly buildings: number;
  readonly tiles: number;
  /** Of the tiles and tileset.json, without their packed twins. */
  readonly bytes: number;
  readonly triangles: number;
  readonly seconds: number;
  /** West, south, east, north in degrees. */
  readonly bounds: readonly [number, number, number, number];
  readonly warnings: readonly string[];
}

/** Raised whenever the same footprints would be baked into other bytes. */
const BAKE_VERSION = 1;
const BuildingsTileset = z.object({
  asset: z.object({ extras: z.object({ buildings: z.number(), digest: z.string().optional() }) }),
});
/** Places asked of the ground at a time. */
const GROUND_LOT = 50_000;

/** What a folder's tileset notes of its making; null where it is no bake of buildings. */
async function extrasOf(folder: string): Promise<{ buildings: number; digest?: string | undefined } | null> {
  const text = await readFile(join(folder, 'tileset.json'), 'utf8').catch(() => 'null');
  try {
    return BuildingsTileset.safeParse(JSON.parse(text)).data?.asset.extras ?? null;
  } catch {
    return null;
  }
}

const isBaked = async (folder: string) => (await extrasOf(folder)) !== null;

/** The digest that buildings were baked with; null where a folder has none, or is of another version of this program. */
export async function readBuildingsNote(folder: string): Promise<string | null> {
  const extras = await extrasOf(folder);
  return extras?.buildings === BAKE_VERSION ? (extras.digest ?? null) : null;
}

/** A footprint before it stands anywhere. */
interface Plan {
  readonly id: string;
  readonly name: string;
  readonly footprint: Footprint;
  readonly facts: BuildingFacts;
}

/** Surfaces that are buildings: those that say so, or all where none does. */
async function plansOf(
  features: AsyncIterable<GeoFeature>,
  heightField: string | undefined,
  warnings: string[],
): Promise<Plan[]> {
  const [said, others]: Plan[][] = [[], []];
  const store = new NumberStore((length) => new Float64Array(length));
  let besides = 0;
  for await (const { id, name, geometry, properties } of features) {
    const footprint = footprintOf(geometry, store);
    if (!footprint) {
      besides += 1;
      continue;
    }
    const plan = { id, name: name ?? '', footprint, facts: factsOf(properties, heightField) };
    if (saysBuilding(properties)) said!.push(plan);
    else if (said!.length === 0) others!.push(plan);
    else besides += 1;
  }
  const plans = said!.length > 0 ? said! : others!;
  if (said!.length > 0) besides += others!.length;
  if (besides > 0) warnings.push(`${besides} features are no buildings: left out`);
  if (plans.length === 0)
    throw new InputError('no footprints (surfaces) among its features', { place: 'bake buildings' });
  const guessed = plans.filter(({ facts }) => facts.isGuessed).length;
  if (guessed > 0)
    warnings.push(`${guessed} of ${plans.length} buildings have no height: drawn as is usual for their use`);
  return plans;
}

/** Lowest ground under each plan, metres above the ellipsoid; NaN where nobody knows. */
async function groundUnder(plans: readonly Plan[], heights: GroundHeights | undefined): Promise<Float64Array> {
  const lowest = new Float64Array(plans.length).fill(Number.NaN);
  if (!heights) return lowest;
  for (let from = 0; from < plans.length; ) {
    const [xs, ys, owners]: number[][] = [[], [], []];
    while (from < plans.length && xs!.length < GROUND_LOT) {
      const { corners } = plans[from]!.footprint;
      for (let i = 0; i < corners.length; i += 2) {
        xs!.push(corners[i]!);
        ys!.push(corners[i + 1]!);
        owners!.push(from);
      }
      from += 1;
    }
    const found = await heights(Float64Array.from(xs!), Float64Array.from(ys!));
    for (const [i, owner] of owners!.entries()) {
      const height = found[i]!;
      if (!Number.isNaN(height) && !(lowest[owner]! <= height)) lowest[owner] = height;
    }
  }
  return lowest;
}

function boundsOf(plans: readonly Plan[]): [number, number, number, number] {
  const bounds: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { footprint } of plans) {
    const { corners } = footprint;
    for (let i = 0; i < corners.length; i += 2) {
      bounds[0] = Math.min(bounds[0], corners[i]!);
      bounds[1] = Math.min(bounds[1], corners[i + 1]!);
      bounds[2] = Math.max(bounds[2], corners[i]!);
      bounds[3] = Math.max(bounds[3], corners[i + 1]!);
    }
  }
  return bounds;
}

/** Stands the plans on the ground. */
async function blocksOf(
  plans: readonly Plan[],
  { ground, groundM }: BuildingsOptions,
  warnings: string[],
): Promise<{
  readonly blocks: Block[];
  readonly frame: LocalFrame;
  readonly bounds: [number, number, number, number];
}> {
  const lowest = await groundUnder(plans, ground);
  let unknown = 0;
  for (const [i, plan] of plans.entries()) {
    if (!Number.isNaN(lowest[i]!)) continue;
    unknown += 1;
    lowest[i] = groundM ?? plan.footprint.leastM ?? 0;
  }
  if (unknown > 0) {
    const stand = groundM === undefined ? 'at the height of their plan, or on the ellipsoid' : `at ${groundM} m`;
    warnings.push(`no ground is known under ${unknown} of ${plans.length} buildings: they stand ${stand}`);
  }
  const bounds = boundsOf(plans);
  const base = lowest.reduce((least, height) => Math.min(least, height), Infinity);
  const frame = new LocalFrame((bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2, base);
  const store = new NumberStore((length) => new Int32Array(length));
  const blocks = plans.map((plan, i) => makeBlock(plan.footprint, plan, plan.facts, lowest[i]!, frame, store));
  return { blocks, frame, bounds };
}

/** Writes the tiles of a node and of those below it. */
function writeNode(node: CityNode, files: OutputFiles, done: { tiles: number; triangles: number }): Tile {
  const uri = `tiles/${node.path === '' ? 'root' : node.path}.glb`;
  if (node.blocks.length > 0) {
    const { glb, triangles } = encodeBuildings(node.blocks);
    files.add(uri, glb);
    done.tiles += 1;
    done.triangles += triangles;
  }
  return {
    boundingVolume: { box: boxOf(node.bounds) },
    geometricError: node.missingM,
    refine: 'ADD',
    ...(node.blocks.length > 0 && { content: { uri } }),
    ...(node.children.length > 0 && { children: node.children.map((child) => writeNode(child, files, done)) }),
  };
}

/**
 * Bakes footprints into 3D Tiles 1.1 in the folder `out`, which is replaced whole or left as it was: a quadtree with the greatest buildings
 * nearest to its root, each standing on the lowest ground under it. Throws InputError where there are no footprints or the folder
 * cannot be written.
 */
export async function bakeBuildings(
  features: AsyncIterable<GeoFeature>,
  out: string,
  options: BuildingsOptions = {},
): Promise<BuildingsReport> {
  const began = performance.now();
  await MeshoptEncoder.ready;
  const warnings: string[] = [];
  const plans = await plansOf(features, options.heightField, warnings);
  options.onProgress?.(`${plans.length} buildings read`);
  const { blocks, frame, bounds } = await blocksOf(plans, options, warnings);
  const done = { tiles: 0, triangles: 0 };
  const bytes = await replaceFolder(out, isBaked, async (folder) => {
    const files = new OutputFiles(folder);
    const root = writeNode(cityTree(blocks), files, done);
    options.onProgress?.(`${done.tiles} tiles made`);
    const { longitude, latitude, heightM } = frame;
    const placed = { ...root, transform: placementMatrix({ longitude, latitude, height: heightM, headingDeg: 0 }) };
    const extras = {
      buildings: BAKE_VERSION,
      ...(options.digest !== undefined && { digest: options.digest }),
      count: blocks.length,
      useClasses: USE_CLASSES,
    };
    files.add('tileset.json', Buffer.from(tilesetJson(placed, Math.max(root.geometricError * 4, 100), extras)));
    return files.finish();
  });
  const seconds = Math.round((performance.now() - began) / 10) / 100;
  return { buildings: blocks.length, ...done, bytes, seconds, bounds, warnings };
}
