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
const sizeOf = ({ bounds }: Block) =>
  Math.max(bounds[5] - bounds[2], Math.hypot(bounds[3] - bounds[0], bounds[4] - bounds[1]) / 2);

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
export function cityTree(blocks: readonly Block[], path = ''): CityNode {
  const bounds = boundsOf(blocks);
  if (path.length >= MAX_DEPTH || fits(blocks, bounds)) return { path, blocks, bounds, missingM: 0, children: [] };
  const isLarge = Math.max(bounds[3] - bounds[0], bounds[4] - bounds[1]) > MAX_CONTENT_MM;
  const bySize = [...blocks].sort((a, b) => sizeOf(b) - sizeOf(a));
  const own = isLarge ? 0 : share(bySize);
  const rest = bySize.slice(own);
  const [middleX, middleY] = [(bounds[0] + bounds[3]) / 2, (bounds[1] + bounds[4]) / 2];
  const quarters: Block[][] = [[], [], [], []];
  for (const block of rest) {
    const [west, south, , east, north] = block.bounds;
    quarters[((west + east) / 2 < middleX ? 0 : 1) + ((south + north) / 2 < middleY ? 0 : 2)]!.push(block);
  }
  return {
    path,
    blocks: bySize.slice(0, own),
    bounds,
    missingM: rest.length === 0 ? 0 : sizeOf(rest[0]!) / 1000,
    children: quarters.flatMap((quarter, digit) =>
      quarter.length === 0 ? [] : [cityTree(quarter, `${path}${digit}`)],
    ),
  };
}
