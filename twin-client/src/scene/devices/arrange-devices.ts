import { type Child, type ClusterTree, membersOf, RULE } from './cluster-tree.ts';
import type { DeviceTable } from './device-table.ts';

/** Sign of a cluster whose devices carry several. */
export const MIXED = -1;

/** One symbol that is drawn: a device by itself, or several that are too near to each other to be told apart. */
export interface Drawn {
  /** The same for the same thing from one arrangement to the next. */
  readonly key: string;
  /** What it stands for; one slot where it is a device by itself. */
  readonly slots: readonly number[];
  /** Index of its sign in the table, or MIXED. */
  readonly group: number;
  /** Where it stands, earth-centred metres. */
  readonly place: readonly [x: number, y: number, z: number];
  /** Its place in a row of symbols at one place: 0 is the first of `of`. */
  readonly row: { readonly index: number; readonly of: number };
  /** The node it stands for and its tree; null for a device by itself. */
  readonly node: { readonly tree: ClusterTree; readonly id: number } | null;
}

/** How all devices are drawn: each by exactly one symbol or one point, or not at all. */
export interface Arrangement {
  readonly symbols: readonly Drawn[];
  /** Slots of devices that are points. */
  readonly points: readonly number[];
  /** By slot: the index of its symbol, or POINT or HIDDEN. */
  readonly of: Int32Array;
}

/** What a slot of an arrangement has in place of the index of its symbol. */
export const HIDDEN = -1;
export const POINT = -2;

/** A tree as it was cut. */
export interface Cut {
  readonly name: string;
  readonly tree: ClusterTree;
  readonly drawn: readonly Child[];
}

/** What decides how devices are drawn. */
export interface Arranging {
  readonly cuts: readonly Cut[];
  /** Slots drawn by themselves, wherever they are. */
  readonly alone: ReadonlySet<number>;
  /** Whether a device is among the nearest and so carries its shape. */
  isNear(slot: number): boolean;
}

/** More signs than these at one place are drawn as one mixed symbol. */
const LONGEST_ROW = 3;

/** Puts every device of the cuts, and those that stand alone, into one symbol or point. */
export function arrangeDevices(table: DeviceTable, { cuts, alone, isNear }: Arranging): Arrangement {
  const of = new Int32Array(table.length).fill(HIDDEN);
  const symbols: Drawn[] = [];
  const points: number[] = [];
  const put = (drawn: Drawn) => {
    for (const slot of drawn.slots) of[slot] = symbols.length;
    symbols.push(drawn);
  };
  for (const { name, tree, drawn } of cuts) {
    for (const child of drawn) {
      const all = child < 0 ? [~child] : membersOf(tree, child);
      if (!all.some(isNear)) {
        for (const slot of all) {
          if (alone.has(slot)) continue;
          of[slot] = POINT;
          points.push(slot);
        }
        continue;
      }
      const slots = Array.from(all).filter((slot) => !alone.has(slot));
      if (slots.length === 0) continue;
      if (child < 0) put(single(table, slots[0]!));
      else for (const one of cluster(table, tree, child, slots, name)) put(one);
    }
  }
  for (const slot of alone) put(single(table, slot));
  return { symbols, points, of };
}

function single(table: DeviceTable, slot: number): Drawn {
  const at = slot * 3;
  const place = [table.positions[at]!, table.positions[at + 1]!, table.positions[at + 2]!] as const;
  const { code } = table.markers[slot]!;
  return {
    key: `device ${code}`,
    slots: [slot],
    group: table.group[slot]!,
    place,
    row: { index: 0, of: 1 },
    node: null,
  };
}

/** Storeys and buildings have room beside each other for one symbol a sign; what is merely near does not. */
function cluster(table: DeviceTable, tree: ClusterTree, id: number, slots: number[], name: string): Drawn[] {
  const spread = tree.rule[id] === RULE.spread;
  if (spread && slots.length === 1) return [single(table, slots[0]!)];
  const place = [tree.anchor[id * 3]!, tree.anchor[id * 3 + 1]!, tree.anchor[id * 3 + 2]!] as const;
  const node = { tree, id };
  const groups = new Map<number, number[]>();
  for (const slot of slots) {
    const group = table.group[slot]!;
    const members = groups.get(group);
    if (members) members.push(slot);
    else groups.set(group, [slot]);
  }
  if (groups.size === 1 || groups.size > LONGEST_ROW || spread) {
    const group = groups.size === 1 ? table.group[slots[0]!]! : MIXED;
    return [{ key: `${name} ${id} ${group}`, slots, group, place, row: { index: 0, of: 1 }, node }];
  }
  return [...groups]
    .sort(([a], [b]) => a - b)
    .map(([group, members], index) => ({
      key: `${name} ${id} ${group}`,
      slots: members,
      group,
      place,
      row: { index, of: groups.size },
      node,
    }));
}
