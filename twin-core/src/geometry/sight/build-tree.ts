/** A tree of boxes over triangles in flat arrays. */
export interface TreeArrays {
  /** [n × 6]: least x, y, z and greatest x, y, z of each node, metres; rounded outward. */
  readonly boxes: Float32Array;
  /**
   * [n × 2]. A leaf: number of its first triangle in `order`, and how many there are. An inner node: number of its second child, and INNER plus
   * the axis along which its children are parted; its first child, the lower one, is the node behind it.
   */
  readonly links: Uint32Array;
  /** The triangles in the order of the leaves. */
  readonly order: Uint32Array;
}

/** Marks an inner node. */
export const INNER = 0x80000000;

const LEAF_TRIANGLES = 4;
/** Places where a node may be parted along its longest side; more make a tree hardly better. */
const BINS = 16;
const EMPTY = [Infinity, Infinity, Infinity, -Infinity, -Infinity, -Infinity];

/** What the building needs beside its result. */
interface Builder extends TreeArrays {
  /** [t × 6]: bounds of each triangle. */
  readonly bounds: Float32Array;
  /** Scratch: how many triangles are in each bin, and the box around them. */
  readonly counts: Uint32Array;
  readonly bins: Float64Array;
  readonly above: Float64Array;
  readonly box: Float64Array;
  nodes: number;
}

/** Builds the tree over triangles [t × 9] by the surface area heuristic in bins (Wald 2007, "On fast Construction of SAH-based BVHs"). */
export function buildTree(triangles: Float32Array): TreeArrays {
  const count = triangles.length / 9;
  const builder: Builder = {
    boxes: new Float32Array(Math.max(1, 2 * count) * 6),
    links: new Uint32Array(Math.max(1, 2 * count) * 2),
    order: Uint32Array.from({ length: count }, (_, triangle) => triangle),
    bounds: boundsOf(triangles),
    counts: new Uint32Array(BINS),
    bins: new Float64Array(BINS * 6),
    above: new Float64Array(BINS),
    box: new Float64Array(6),
    nodes: 0,
  };
  build(builder, 0, count);
  const { nodes, order } = builder;
  return { boxes: builder.boxes.slice(0, nodes * 6), links: builder.links.slice(0, nodes * 2), order };
}

function boundsOf(triangles: Float32Array): Float32Array {
  const count = triangles.length / 9;
  const bounds = new Float32Array(count * 6);
  for (let t = 0; t < count; t++) {
    for (let axis = 0; axis < 3; axis++) {
      const a = triangles[t * 9 + axis]!;
      const b = triangles[t * 9 + 3 + axis]!;
      const c = triangles[t * 9 + 6 + axis]!;
      bounds[t * 6 + axis] = Math.min(a, b, c);
      bounds[t * 6 + 3 + axis] = Math.max(a, b, c);
    }
  }
  return bounds;
}

/** Builds the node of the triangles from `from` up to `to` of the order, and those below it. */
function build(builder: Builder, from: number, to: number): void {
  const { links } = builder;
  const node = builder.nodes++;
  fit(builder, node, from, to);
  const split = to - from > LEAF_TRIANGLES ? part(builder, from, to) : null;
  if (split === null) {
    links[node * 2] = from;
    links[node * 2 + 1] = to - from;
    return;
  }
  build(builder, from, split.middle);
  links[node * 2] = builder.nodes;
  links[node * 2 + 1] = INNER + split.axis;
  build(builder, split.middle, to);
}

/** Sets a node's box to hold its triangles. */
function fit({ boxes, bounds, order }: Builder, node: number, from: number, to: number): void {
  for (let axis = 0; axis < 3; axis++) {
    let low = Infinity;
    let high = -Infinity;
    for (let i = from; i < to; i++) {
      const at = order[i]! * 6 + axis;
      if (bounds[at]! < low) low = bounds[at]!;
      if (bounds[at + 3]! > high) high = bounds[at + 3]!;
    }
    boxes[node * 6 + axis] = low;
    boxes[node * 6 + 3 + axis] = high;
  }
}

/** Parts a node's triangles in two, in the order: along which axis, and where the second part begins; null where one leaf is as good. */
function part(builder: Builder, from: number, to: number): { readonly axis: number; readonly middle: number } | null {
  const { bounds, order } = builder;
  const split = bestSplit(builder, from, to);
  if (split === null) return null;
  const { axis, at } = split;
  let low = from;
  let high = to - 1;
  while (low <= high) {
    const triangle = order[low]!;
    if (bounds[triangle * 6 + axis]! + bounds[triangle * 6 + 3 + axis]! < at) low++;
    else {
      order[low] = order[high]!;
      order[high--] = triangle;
    }
  }
  return { axis, middle: low === from || low === to ? (from + to) >>> 1 : low };
}

/** Twice the coordinate at which parting along the longest extent of the centers costs least; null where all are in one place. */
function bestSplit(builder: Builder, from: number, to: number) {
  const { bounds, order, counts, bins } = builder;
  let axis = 0;
  let low = 0;
  let length = 1e-6;
  for (let k = 0; k < 3; k++) {
    let least = Infinity;
    let most = -Infinity;
    for (let i = from; i < to; i++) {
      const at = order[i]! * 6 + k;
      const center = bounds[at]! + bounds[at + 3]!;
      if (center < least) least = center;
      if (center > most) most = center;
    }
    if (most - least <= length) continue;
    axis = k;
    low = least;
    length = most - least;
  }
  if (length <= 1e-6) return null;
  const scale = BINS / length;
  counts.fill(0);
  for (let bin = 0; bin < BINS; bin++) bins.set(EMPTY, bin * 6);
  for (let i = from; i < to; i++) {
    const at = order[i]! * 6;
    const bin = Math.min(BINS - 1, Math.floor((bounds[at + axis]! + bounds[at + 3 + axis]! - low) * scale));
    counts[bin]!++;
    join(bins, bin * 6, bounds, at);
  }
  return { axis, at: low + cheapest(builder) / scale };
}

/** The bin before which parting costs least. */
function cheapest({ counts, bins, above, box }: Builder): number {
  let seen = 0;
  box.set(EMPTY);
  for (let bin = BINS - 1; bin > 0; bin--) {
    seen += counts[bin]!;
    join(box, 0, bins, bin * 6);
    above[bin] = seen === 0 ? 0 : seen * halfArea(box);
  }
  let best = BINS >>> 1;
  let least = Infinity;
  box.set(EMPTY);
  seen = 0;
  for (let bin = 1; bin < BINS; bin++) {
    seen += counts[bin - 1]!;
    join(box, 0, bins, (bin - 1) * 6);
    const cost = above[bin]! + (seen === 0 ? 0 : seen * halfArea(box));
    if (cost < least) {
      least = cost;
      best = bin;
    }
  }
  return best;
}

function join(into: Float64Array, at: number, other: Float32Array | Float64Array, from: number): void {
  for (let k = 0; k < 3; k++) {
    if (other[from + k]! < into[at + k]!) into[at + k] = other[from + k]!;
    if (other[from + 3 + k]! > into[at + 3 + k]!) into[at + 3 + k] = other[from + 3 + k]!;
  }
}

function halfArea(of: Float64Array): number {
  const x = of[3]! - of[0]!;
  const y = of[4]! - of[1]!;
  const z = of[5]! - of[2]!;
  return x * y + y * z + z * x;
}
