import { type Bounds, emptyBounds, joinBounds } from '../tiles/bounds.ts';
import type { Block } from './block.ts';
import { verticesOf } from './extrude.ts';

/** A node of the tree: what is drawn of it when it is reached, and what is added nearer by. */
export interface CityNode {
  /** Path from the root, a digit a level: 0 south-west, 1 south-east, 2 north-west, 3 north-east. */
  readonly path: string;
  readonly blocks: readonly Block[];
  /** Of all below it too, millimetres. */
  readonly bounds: Readonly<Bounds>;
  /** Size of the greatest building that is still missing, metres; 0 in leaves. */
  readonly missingM: number;
  readonly children: readonly CityNode[];
}

/** Of a tile. Positions of a primitive are numbered in 16 bits, and a thousand houses are 100 KB: soon there, and few draw calls. */
const MAX_BLOCKS = 1200;
const MAX_VERTICES = 60_000;
/** A larger ground has no content of its own: the grid of its positions would be coarser than a decimetre. */
const MAX_CONTENT_MM = 6_000_000;
const MAX_DEPTH = 20;

/** How much of a building is seen from afar, millimetres. */
function sizeOf({ bounds }: Block): number {
  const [east, north] = [bounds[3] - bounds[0], bounds[4] - bounds[1]];
  return Math.max(bounds[5] - bounds[2], Math.sqrt(east * east + north * north) / 2);
}

/** The greatest first; of equal ones in their order. */
function bySize(blocks: readonly Block[]): readonly Block[] {
  const sizes = Float64Array.from(blocks, sizeOf);
  const order = Uint32Array.from(blocks, (_, i) => i).sort((a, b) => sizes[b]! - sizes[a]! || a - b);
  return Array.from(order, (i) => blocks[i]!);
}

function boundsOf(blocks: readonly Block[]): Bounds {
  const bounds = emptyBounds();
  for (const block of blocks) joinBounds(bounds, block.bounds);
  return bounds;
}

function fits(blocks: readonly Block[], bounds: Readonly<Bounds>): boolean {
  if (blocks.length > MAX_BLOCKS) return false;
  if (Math.max(bounds[3] - bounds[0], bounds[4] - bounds[1]) > MAX_CONTENT_MM && blocks.length > 1) return false;
  return blocks.length === 1 || blocks.reduce((sum, block) => sum + verticesOf(block), 0) <= MAX_VERTICES;
}

/** The first of the blocks, as many as one tile holds. */
function share(blocks: readonly Block[]): number {
  let vertices = 0;
  for (const [i, block] of blocks.entries()) {
    vertices += verticesOf(block);
    if (i > 0 && (i >= MAX_BLOCKS || vertices > MAX_VERTICES)) return i;
  }
  return blocks.length;
}

/**
 * A quadtree in which each building stands in one tile: the greatest in the tiles that are seen from afar, the smaller added nearer by.
 * The same blocks in the same order make the same tree.
 */
export function cityTree(blocks: readonly Block[]): CityNode {
  const bounds = boundsOf(blocks);
  return fits(blocks, bounds) ? leaf('', blocks, bounds) : nodeOf('', bySize(blocks), bounds);
}

const leaf = (path: string, blocks: readonly Block[], bounds: Bounds): CityNode => ({
  path,
  blocks,
  bounds,
  missingM: 0,
  children: [],
});

/** A node of blocks that come the greatest first, as they are parted from those of the whole tree. */
function nodeOf(path: string, blocks: readonly Block[], bounds: Bounds): CityNode {
  if (path.length >= MAX_DEPTH || fits(blocks, bounds)) return leaf(path, blocks, bounds);
  const isLarge = Math.max(bounds[3] - bounds[0], bounds[4] - bounds[1]) > MAX_CONTENT_MM;
  const own = isLarge ? 0 : share(blocks);
  const [middleX, middleY] = [(bounds[0] + bounds[3]) / 2, (bounds[1] + bounds[4]) / 2];
  const quarters: Block[][] = [[], [], [], []];
  for (let i = own; i < blocks.length; i++) {
    const block = blocks[i]!;
    const { bounds } = block;
    const digit = ((bounds[0] + bounds[3]) / 2 < middleX ? 0 : 1) + ((bounds[1] + bounds[4]) / 2 < middleY ? 0 : 2);
    quarters[digit]!.push(block);
  }
  return {
    path,
    blocks: blocks.slice(0, own),
    bounds,
    missingM: own === blocks.length ? 0 : sizeOf(blocks[own]!) / 1000,
    children: quarters.flatMap((quarter, digit) =>
      quarter.length === 0 ? [] : [nodeOf(`${path}${digit}`, quarter, boundsOf(quarter))],
    ),
  };
}
