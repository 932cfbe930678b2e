import { type Child, type ClusterTree, RULE } from './cluster-tree.ts';

/** From where a tree is looked at. */
export interface Viewpoint {
  /** Earth-centred metres. */
  readonly eye: readonly [x: number, y: number, z: number];
  /** Pixels that a metre covers at a metre's distance: CSS pixels. */
  readonly focalPx: number;
  /** Height of the picture, CSS pixels. */
  readonly heightPx: number;
}

/** Parts of a place are told apart when they are this far from each other, CSS pixels: a symbol and some air. */
const SPREAD_PX = 54;
/** A band of storeys is halved when it is this tall. */
const BAND_PX = 64;
/** A building is opened when it takes this share of the picture's height. */
const BUILDING_SHARE = 0.3;
/** What is open stays open down to this share of the limit: a small movement to and fro changes nothing. */
const STAYS_OPEN = 0.8;
/** Nearer than this counts as this near, metres. */
const NEAREST_M = 1;

/** Which nodes of a tree are open: 1 by node id. */
export type OpenNodes = Uint8Array;

/** A tree cut for a viewpoint. */
export interface CutTree {
  /** Each node that is drawn as one, and each device (as ~slot) that stands alone: they hold every device below the roots once. */
  readonly drawn: readonly Child[];
  /** To be given to the next cut, if this one comes to be drawn. */
  readonly open: OpenNodes;
}

/**
 * Cuts a tree where its places can be told apart from a viewpoint. Depends on distances alone, so that turning the camera changes
 * nothing. `was`: the nodes open so far. `coarseness` above 1 makes fewer and larger places.
 */
export function cutTree(
  tree: ClusterTree,
  roots: readonly Child[],
  view: Viewpoint,
  was: OpenNodes,
  coarseness: number,
): CutTree {
  const open: OpenNodes = new Uint8Array(was.length);
  const limits: [number, number, number] = [0, 0, 0];
  limits[RULE.spread] = SPREAD_PX * coarseness;
  limits[RULE.building] = view.heightPx * BUILDING_SHARE * coarseness;
  limits[RULE.band] = BAND_PX * coarseness;
  const [x, y, z] = view.eye;
  const drawn: Child[] = [];
  const waiting = [...roots];
  for (let child = waiting.pop(); child !== undefined; child = waiting.pop()) {
    if (child < 0) {
      drawn.push(child);
      continue;
    }
    const { anchor } = tree;
    const distanceM = Math.hypot(anchor[child * 3]! - x, anchor[child * 3 + 1]! - y, anchor[child * 3 + 2]! - z);
    const sizePx = (tree.sizeM[child]! * view.focalPx) / Math.max(NEAREST_M, distanceM);
    const limit = limits[tree.rule[child]!]!;
    if (sizePx < (was[child] ? limit * STAYS_OPEN : limit)) {
      drawn.push(child);
      continue;
    }
    open[child] = 1;
    for (let i = tree.childrenAt[child]!; i < tree.childrenAt[child + 1]!; i++) waiting.push(tree.children[i]!);
  }
  return { drawn, open };
}

/** How far from a node the camera must be for it to open, metres. */
export function openingDistance(tree: ClusterTree, node: number, view: Viewpoint): number {
  const limit = tree.rule[node] === RULE.spread ? SPREAD_PX : BAND_PX;
  return (tree.sizeM[node]! * view.focalPx) / limit;
}
