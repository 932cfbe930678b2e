import { type Child, type ClusterTree, RULE, TreeBuilder } from './cluster-tree.ts';
import type { DeviceTable, StoreyDevices } from './device-table.ts';
import { gather } from './gather.ts';

/** Beyond this everything of a kind of place is one: no estate is wider, metres. */
const WHOLE_M = 50_000;
/** Within one storey, metres. */
const STOREY_M = 400;
/** A building's symbol hovers this high over its highest device, metres. */
const OVER_ROOF_M = 7;

/** The devices outdoors by how near they stand to each other. */
export function outdoorTree(table: DeviceTable): ClusterTree {
  const outdoors: Child[] = [];
  for (let slot = 0; slot < table.length; slot++) if (!table.isIndoors(slot)) outdoors.push(~slot);
  const builder = new TreeBuilder(table.positions);
  return builder.build(gather(builder, outdoors, WHOLE_M));
}

/** The devices of one storey by how near they stand to each other. */
export function storeyTree(table: DeviceTable, { slots }: StoreyDevices): ClusterTree {
  const builder = new TreeBuilder(table.positions);
  const children = slots.map((slot) => ~slot);
  return builder.build(gather(builder, children, STOREY_M));
}

/** Buildings that gather from afar, each as bands of storeys that halve down to the single storey. Their devices are children of storeys. */
export interface IndoorTree extends ClusterTree {
  /** Node of each building. */
  readonly buildings: ReadonlyMap<string, Child>;
}

/** The devices indoors by building and storey. */
export function indoorTree(table: DeviceTable): IndoorTree {
  const builder = new TreeBuilder(table.positions);
  const byBuilding = new Map<string, StoreyDevices[]>();
  for (const storey of table.storeys) {
    byBuilding.set(storey.building, [...(byBuilding.get(storey.building) ?? []), storey]);
  }
  const buildings = new Map<string, Child>();
  for (const [code, storeys] of byBuilding) buildings.set(code, addBuilding(builder, storeys));
  return { ...builder.build(gather(builder, [...buildings.values()], WHOLE_M)), buildings };
}

type Place = readonly [x: number, y: number, z: number];

function addBuilding(builder: TreeBuilder, storeys: readonly StoreyDevices[]): Child {
  const levels = storeys.map(({ slots }) => {
    const children = slots.map((slot) => ~slot);
    return { children, radiusM: Math.hypot(...builder.middle(children)) };
  });
  levels.sort((a, b) => a.radiusM - b.radiusM);
  const [low, high] = [levels[0]!.radiusM, levels.at(-1)!.radiusM];
  const storeyM = levels.length === 1 ? 0 : (high - low) / (levels.length - 1);
  const middle = builder.middle(levels.flatMap(({ children }) => children));
  // All bands of a building stand over its middle, one above the other.
  const band = (from: number, to: number): Child => {
    const [bottom, top] = [levels[from]!, levels[to - 1]!];
    const anchor = atRadius(middle, (bottom.radiusM + top.radiusM) / 2);
    const sizeM = top.radiusM - bottom.radiusM + storeyM;
    if (to - from === 1) return builder.add(RULE.band, 0, bottom.children, anchor);
    const half = from + Math.ceil((to - from) / 2);
    return builder.add(RULE.band, sizeM, [band(from, half), band(half, to)], anchor);
  };
  const whole = band(0, levels.length);
  return builder.add(RULE.building, high - low + storeyM, [whole], atRadius(middle, high + OVER_ROOF_M));
}

/** The place above or below another at a distance from the earth's centre, metres. */
function atRadius([x, y, z]: Place, radiusM: number): [x: number, y: number, z: number] {
  const stretch = radiusM / Math.hypot(x, y, z);
  return [x * stretch, y * stretch, z * stretch];
}
