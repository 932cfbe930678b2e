import type { WalkableEdge, WalkableFile, WalkablePortal, WalkableSpace } from './walkable.ts';

/** A tower: on each storey a corridor with four homes and two stairs behind doors, two stairs all the way, one exit from the ground's corridor. */
export function tower(storeys: number): WalkableFile {
  const spaces: WalkableSpace[] = [];
  const portals: WalkablePortal[] = [];
  const edges: WalkableEdge[] = [];
  const bySpace = new Map<string, WalkablePortal[]>();
  const space = (id: string, use: string, storey: string, at: [number, number, number]) =>
    spaces.push({ id, name: id, use, storey, at, areaM2: 20 });
  const portal = (
    id: string,
    kind: WalkablePortal['kind'],
    at: [number, number, number],
    joins: string[],
    widthM = 1,
  ) => {
    const made = { id, kind, name: id, storey: null, at, widthM, spaces: joins, inferred: false };
    portals.push(made);
    for (const one of joins) bySpace.set(one, [...(bySpace.get(one) ?? []), made]);
  };
  for (let k = 1; k <= storeys; k++) {
    const z = (k - 1) * 3;
    space(`${k}C`, 'CORRIDOR', `${k}F`, [0, 0, z]);
    for (const [i, x] of [-9, -3, 3, 9].entries()) {
      space(`${k}H${i}`, 'HOME', `${k}F`, [x, -5, z]);
      portal(`${k}H${i}/door`, 'door', [x, -1, z], [`${k}H${i}`, `${k}C`]);
    }
    for (const [s, x] of [
      ['A', -6],
      ['B', 6.5],
    ] as const) {
      space(`${k}${s}`, 'STAIR', `${k}F`, [x, 4, z]);
      portal(`${k}${s}/door`, 'door', [x, 1, z], [`${k}${s}`, `${k}C`]);
      if (k > 1) {
        portal(`${k - 1}${s}/foot`, 'stair', [x, 4, z - 3], [`${k - 1}${s}`]);
        portal(`${k}${s}/head`, 'stair', [x, 4, z], [`${k}${s}`]);
        const ends = { from: `${k - 1}${s}/foot`, to: `${k}${s}/head` };
        edges.push({ ...ends, kind: 'stair', space: null, lengthM: 5.7, widthM: 1.1, inferred: true });
      }
    }
  }
  portal('exit', 'exit', [0, 1, 0], ['1C'], 1.2);
  for (const { id, use, at } of spaces) {
    const own = bySpace.get(id) ?? [];
    const far = (a: readonly number[], b: readonly number[]) => Math.hypot(...a.map((v, i) => v - b[i]!));
    const floor = { kind: 'floor', space: id, widthM: null, inferred: false } as const;
    for (const [i, one] of own.entries()) {
      edges.push({ ...floor, from: id, to: one.id, lengthM: far(at, one.at) });
      if (use === 'HOME') continue;
      for (const other of own.slice(i + 1))
        edges.push({ ...floor, from: one.id, to: other.id, lengthM: far(one.at, other.at) });
    }
  }
  return { version: 1, spaces, portals, edges, findings: [] };
}
