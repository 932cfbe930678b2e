/** A tree of boxes over triangles in flat arrays. */
export interface TreeArrays {
  /** [n × 6]: least x, y, z and greatest x, y, z of each node, metres; rounded outward. */
  readonly boxes: Float32Array;
  /**
   * [n × 2]. A leaf: number of its first triangle in `order`, and how many there are. An inner node: number of its second child, and 0; its
   * first child is the node behind it.
   */
  readonly links: Uint32Array;
  /** The triangles in the order of the leaves. */
  readonly order: Uint32Array;
}

const LEAF_TRIANGLES = 4;
/** Places where a node may be parted along its longest side; more make a tree hardly better. */
const BINS = 16;

/** What the building needs beside its result. */
interface Builder extends TreeArrays {
  /** [t × 6]: bounds of each triangle. */
  readonly bounds: Float32Array;
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
  const middle = to - from > LEAF_TRIANGLES ? part(builder, from, to) : null;
  if (middle === null) {
    links[node * 2] = from;
    links[node * 2 + 1] = to - from;
    return;
  }
  build(builder, from, middle);
  links[node * 2] = builder.nodes;
  build(builder, middle, to);
}

/** Sets a node's box to hold its triangles. */
function fit({ boxes, bounds, order }: Builder, node: number, from: number, to: number): void {
  for (let axis = 0; axis < 3; axis++) {
    let [low, high] = [Infinity, -Infinity];
    for (let i = from; i < to; i++) {
      const at = order[i]! * 6 + axis;
      low = Math.min(low, bounds[at]!);
      high = Math.max(high, bounds[at + 3]!);
    }
    boxes[node * 6 + axis] = low;
    boxes[node * 6 + 3 + axis] = high;
  }
}

/** Parts a node's triangles in two, in the order; where the second part begins, or null where one leaf is as good. */
function part(builder: Builder, from: number, to: number): number | null {
  const { bounds, order } = builder;
  const split = bestSplit(builder, from, to);
  if (split === null) return null;
  const { axis, at } = split;
  let [low, high] = [from, to - 1];
  while (low <= high) {
    const triangle = order[low]!;
    if (bounds[triangle * 6 + axis]! + bounds[triangle * 6 + 3 + axis]! < at) low++;
    else {
      order[low] = order[high]!;
      order[high--] = triangle;
    }
  }
  return low === from || low === to ? (from + to) >>> 1 : low;
}

/** The axis and twice the coordinate at which parting costs least; null where all centers are in one place. */
function bestSplit({ bounds, order }: Builder, from: number, to: number) {
  let best: { axis: number; at: number; cost: number } | null = null;
  for (let axis = 0; axis < 3; axis++) {
    let [low, high] = [Infinity, -Infinity];
    for (let i = from; i < to; i++) {
      const center = bounds[order[i]! * 6 + axis]! + bounds[order[i]! * 6 + 3 + axis]!;
      low = Math.min(low, center);
      high = Math.max(high, center);
    }
    if (!(high - low > 1e-6)) continue;
    const scale = BINS / (high - low);
    const counts = new Uint32Array(BINS);
    const boxes = new Float64Array(BINS * 6).map((_, i) => (i % 6 < 3 ? Infinity : -Infinity));
    for (let i = from; i < to; i++) {
      const at = order[i]! * 6;
      const bin = Math.min(BINS - 1, Math.floor((bounds[at + axis]! + bounds[at + 3 + axis]! - low) * scale));
      counts[bin]!++;
      join(boxes, bin * 6, bounds, at);
    }
    const split = cheapest(counts, boxes);
    if (best === null || split.cost < best.cost) best = { axis, at: low + split.bin / scale, cost: split.cost };
  }
  return best;
}

/** The bin before which parting costs least. */
function cheapest(counts: Uint32Array, boxes: Float64Array): { bin: number; cost: number } {
  const above = new Float64Array(BINS);
  let seen = 0;
  const box = emptyBox();
  for (let bin = BINS - 1; bin > 0; bin--) {
    seen += counts[bin]!;
    join(box, 0, boxes, bin * 6);
    above[bin] = seen === 0 ? 0 : seen * halfArea(box);
  }
  let best = { bin: BINS >>> 1, cost: Infinity };
  box.set(emptyBox());
  seen = 0;
  for (let bin = 1; bin < BINS; bin++) {
    seen += counts[bin - 1]!;
    join(box, 0, boxes, (bin - 1) * 6);
    const cost = above[bin]! + (seen === 0 ? 0 : seen * halfArea(box));
    if (cost < best.cost) best = { bin, cost };
  }
  return best;
}

const emptyBox = () => Float64Array.of(Infinity, Infinity, Infinity, -Infinity, -Infinity, -Infinity);

function join(box: Float64Array, at: number, other: Float32Array | Float64Array, from: number): void {
  for (let k = 0; k < 3; k++) {
    box[at + k] = Math.min(box[at + k]!, other[from + k]!);
    box[at + 3 + k] = Math.max(box[at + 3 + k]!, other[from + 3 + k]!);
  }
}

function halfArea(box: Float64Array): number {
  const [x, y, z] = [box[3]! - box[0]!, box[4]! - box[1]!, box[5]! - box[2]!];
  return x * y + y * z + z * x;
}
