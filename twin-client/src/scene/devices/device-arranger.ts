import type { DeviceCondition } from '../../state/marker.ts';
import { type Arrangement, arrangeDevices, type Cut } from './arrange-devices.ts';
import type { Child, ClusterTree } from './cluster-tree.ts';
import { cutTree, type OpenNodes, type Viewpoint } from './cut-tree.ts';
import type { DeviceScope } from './device-scope.ts';
import { type DeviceTable, isAlarmRank, isFaultRank } from './device-table.ts';
import { indoorTree, outdoorTree, storeyTree } from './device-trees.ts';
import { nearestLimit } from './nearest-limit.ts';

/** As many of the nearest devices carry their shape; what is farther is a point. */
export const NEAREST = 2_000;
/** Up to this many faults stand by themselves; more join clusters, which take their color. */
const FAULTS_ALONE = 100;
/** As many devices that were asked for stay by themselves. */
const POINTED_AT_KEPT = 8;
/** On the storey that is looked at devices are told apart so many times nearer to each other than elsewhere. */
const STOREY_CLOSENESS = 2;
/** One step coarser; and the share of the most symbols below which it is tried whether one step finer will do. */
const COARSER = 1.5;
const ROOM_SHARE = 0.35;
const COARSEST = 1_000;

interface GrownTree {
  readonly name: string;
  readonly tree: ClusterTree;
  /** As it was last drawn. */
  open: OpenNodes;
}

/** A tree and how it is cut now. */
interface GrownCut extends Cut {
  readonly grown: GrownTree;
  readonly open: OpenNodes;
}

const grown = (name: string, tree: ClusterTree): GrownTree => ({ name, tree, open: new Uint8Array(tree.rule.length) });

/**
 * Decides how the devices of a table are drawn: alarmed, selected and pointed-at ones by themselves, the other near ones gathered where
 * they cannot be told apart (by building and storey indoors), the rest as points. While a building is looked at, the insides of others
 * are hidden but for what is alone.
 */
export class DeviceArranger {
  readonly #table: DeviceTable;
  readonly #mostSymbols: number;
  readonly #alarmed = new Set<number>();
  readonly #faulty = new Set<number>();
  #pointedAt: readonly number[] = [];
  #selected: number | null = null;
  #scope: DeviceScope | null = null;
  #outdoors: GrownTree;
  #indoors: GrownTree & { readonly buildings: ReadonlyMap<string, Child> };
  #storey: GrownTree | null = null;
  #coarseness = 1;

  /** `mostSymbols`: clusters become coarser where there would be more symbols than these, those that stand alone not counted. */
  constructor(table: DeviceTable, mostSymbols: number) {
    this.#table = table;
    this.#mostSymbols = mostSymbols;
    for (let slot = 0; slot < table.length; slot++) this.#file(slot);
    [this.#outdoors, this.#indoors] = this.#grow();
  }

  #grow(): [GrownTree, GrownTree & { readonly buildings: ReadonlyMap<string, Child> }] {
    const tree = indoorTree(this.#table);
    return [grown('outdoors', outdoorTree(this.#table)), { ...grown('indoors', tree), buildings: tree.buildings }];
  }

  /** After devices were lifted: the places of their clusters follow. */
  regrow(): void {
    [this.#outdoors, this.#indoors] = this.#grow();
    this.setScope(this.#scope);
  }

  #file(slot: number): void {
    const rank = this.#table.rank[slot]!;
    for (const [set, belongs] of [
      [this.#alarmed, isAlarmRank(rank)],
      [this.#faulty, isFaultRank(rank)],
    ] as const) {
      if (belongs) set.add(slot);
      else set.delete(slot);
    }
  }

  /** Notes a device's condition. Returns whether the devices are to be arranged anew: one stands alone now, or no longer. */
  note(slot: number, condition: DeviceCondition): boolean {
    const before = this.#table.setCondition(slot, condition);
    const now = this.#table.rank[slot]!;
    this.#file(slot);
    return isAlarmRank(before) !== isAlarmRank(now) || isFaultRank(before) !== isFaultRank(now);
  }

  select(slot: number | null): void {
    this.#selected = slot;
  }

  /** Lets a device that someone asks for stand by itself for a while. Returns whether it did not before. */
  pointAt(slot: number): boolean {
    const known = this.#pointedAt.includes(slot);
    this.#pointedAt = [slot, ...this.#pointedAt.filter((other) => other !== slot)].slice(0, POINTED_AT_KEPT);
    return !known;
  }

  setScope(scope: DeviceScope | null): void {
    this.#scope = scope;
    const storey = this.#table.storeys.find(
      ({ building, storey: name }) => building === scope?.building && name === scope.storey,
    );
    this.#storey = storey ? grown('storey', storeyTree(this.#table, storey)) : null;
  }

  /** The devices in alarm and the selected one. */
  attended(): number[] {
    return this.#selected === null || this.#alarmed.has(this.#selected)
      ? [...this.#alarmed]
      : [...this.#alarmed, this.#selected];
  }

  #isInScope(slot: number): boolean {
    const scope = this.#scope;
    const at = this.#table.storeyOf[slot]!;
    if (scope === null || at === -1) return true;
    const { building, storey } = this.#table.storeys[at]!;
    return building === scope.building && (scope.storey === null || storey === scope.storey);
  }

  #alone(): Set<number> {
    const alone = new Set(this.#alarmed);
    if (this.#faulty.size <= FAULTS_ALONE) for (const slot of this.#faulty) alone.add(slot);
    for (const slot of this.#pointedAt) if (this.#isInScope(slot)) alone.add(slot);
    if (this.#selected !== null) alone.add(this.#selected);
    return alone;
  }

  /** The devices as they are drawn from a viewpoint. */
  arrange(view: Viewpoint): Arrangement {
    const alone = this.#alone();
    const isNear = this.#nearness(view);
    const attempt = (coarseness: number) => {
      const cuts = this.#cuts(view, coarseness);
      const arrangement = arrangeDevices(this.#table, { cuts, alone, isNear });
      return { coarseness, cuts, arrangement, calm: arrangement.symbols.length - alone.size };
    };
    let best = attempt(this.#coarseness);
    while (best.calm > this.#mostSymbols && best.coarseness < COARSEST) best = attempt(best.coarseness * COARSER);
    while (best.coarseness > 1 && best.calm < this.#mostSymbols * ROOM_SHARE) {
      const finer = attempt(Math.max(1, best.coarseness / COARSER));
      if (finer.calm > this.#mostSymbols) break;
      best = finer;
    }
    this.#coarseness = best.coarseness;
    for (const { grown: tree, open } of best.cuts) tree.open = open;
    return best.arrangement;
  }

  #cuts(view: Viewpoint, coarseness: number): GrownCut[] {
    const cut = (tree: GrownTree, roots = tree.tree.roots, closeness = 1): GrownCut => ({
      grown: tree,
      name: tree.name,
      tree: tree.tree,
      ...cutTree(tree.tree, roots, view, tree.open, coarseness / closeness),
    });
    const outdoors = cut(this.#outdoors);
    if (this.#scope === null) return [outdoors, cut(this.#indoors)];
    if (this.#scope.storey !== null) {
      const storey = this.#storey;
      return storey ? [outdoors, cut(storey, storey.tree.roots, STOREY_CLOSENESS)] : [outdoors];
    }
    const node = this.#indoors.buildings.get(this.#scope.building);
    if (node === undefined) return [outdoors];
    const { tree } = this.#indoors;
    // Who looks at a building looks at its storeys.
    const inside = tree.children.subarray(tree.childrenAt[node], tree.childrenAt[node + 1]);
    return [outdoors, cut(this.#indoors, [...inside])];
  }

  #nearness({ eye: [x, y, z] }: Viewpoint): (slot: number) => boolean {
    const { length, positions } = this.#table;
    if (length <= NEAREST) return () => true;
    const squares = new Float64Array(length);
    for (let slot = 0, at = 0; slot < length; slot++, at += 3) {
      squares[slot] = (positions[at]! - x) ** 2 + (positions[at + 1]! - y) ** 2 + (positions[at + 2]! - z) ** 2;
    }
    const limit = nearestLimit(squares.slice(), NEAREST);
    return (slot) => squares[slot]! <= limit;
  }
}
