/** By what a node of a tree is opened: how far its parts are apart, how tall the building is, how tall the band of storeys. */
export const RULE = { spread: 0, building: 1, band: 2 } as const;
export type Rule = (typeof RULE)[keyof typeof RULE];

/** A node's child: a node's id, or a device as ~slot, which is negative. */
export type Child = number;

/**
 * A tree of places that devices gather at, in flat arrays by node id. Every device of the tree is a child of exactly one node or root.
 */
export interface ClusterTree {
  readonly roots: readonly Child[];
  readonly rule: Uint8Array;
  /** What the rule compares with a length on screen, metres. */
  readonly sizeM: Float64Array;
  /** Where its symbol stands, earth-centred metres, [n × 3]. */
  readonly anchor: Float64Array;
  /** Children of node i: children[childrenAt[i]] up to children[childrenAt[i + 1] − 1]. */
  readonly childrenAt: Int32Array;
  readonly children: Int32Array;
  /** Slots of the devices below node i: members[membersFrom[i]] up to members[membersTo[i] − 1]. */
  readonly members: Int32Array;
  readonly membersFrom: Int32Array;
  readonly membersTo: Int32Array;
}

/** Collects nodes from the leaves up. */
export class TreeBuilder {
  readonly #positions: Float64Array;
  readonly #rules: number[] = [];
  readonly #sizes: number[] = [];
  readonly #anchors: number[] = [];
  readonly #weights: number[] = [];
  readonly #children: Child[][] = [];

  /** `positions` of the devices, earth-centred metres, [n × 3]. */
  constructor(positions: Float64Array) {
    this.#positions = positions;
  }

  /** Coordinate `axis` (0 to 2) of a child's place, metres. */
  at(child: Child, axis: number): number {
    return child < 0 ? this.#positions[~child * 3 + axis]! : this.#anchors[child * 3 + axis]!;
  }

  /** Devices below a child. */
  weight(child: Child): number {
    return child < 0 ? 1 : this.#weights[child]!;
  }

  /** The middle of children, each as heavy as it has devices. */
  middle(children: readonly Child[]): [x: number, y: number, z: number] {
    const sum: [number, number, number] = [0, 0, 0];
    let weights = 0;
    for (const child of children) {
      const weight = this.weight(child);
      weights += weight;
      for (let axis = 0; axis < 3; axis++) sum[axis]! += this.at(child, axis) * weight;
    }
    return [sum[0] / weights, sum[1] / weights, sum[2] / weights];
  }

  /** Adds a node; its symbol stands in the middle of its children where no other place is given. */
  add(rule: Rule, sizeM: number, children: Child[], anchor = this.middle(children)): Child {
    this.#rules.push(rule);
    this.#sizes.push(sizeM);
    this.#anchors.push(...anchor);
    this.#weights.push(children.reduce((sum, child) => sum + this.weight(child), 0));
    this.#children.push(children);
    return this.#rules.length - 1;
  }

  build(roots: readonly Child[]): ClusterTree {
    const childrenAt = new Int32Array(this.#children.length + 1);
    this.#children.forEach((children, node) => {
      childrenAt[node + 1] = childrenAt[node]! + children.length;
    });
    return {
      roots,
      rule: Uint8Array.from(this.#rules),
      sizeM: Float64Array.from(this.#sizes),
      anchor: Float64Array.from(this.#anchors),
      childrenAt,
      children: Int32Array.from(this.#children.flat()),
      ...this.#order(roots),
    };
  }

  /** All devices in an order in which those of every node stand together. */
  #order(roots: readonly Child[]): Pick<ClusterTree, 'members' | 'membersFrom' | 'membersTo'> {
    const members: number[] = [];
    const membersFrom = new Int32Array(this.#children.length);
    const membersTo = new Int32Array(this.#children.length);
    const visit = (child: Child) => {
      if (child < 0) {
        members.push(~child);
        return;
      }
      membersFrom[child] = members.length;
      for (const one of this.#children[child]!) visit(one);
      membersTo[child] = members.length;
    };
    for (const root of roots) visit(root);
    return { members: Int32Array.from(members), membersFrom, membersTo };
  }
}

/** The slots of all devices below a node. */
export function membersOf(tree: ClusterTree, node: number): Int32Array {
  return tree.members.subarray(tree.membersFrom[node], tree.membersTo[node]);
}
