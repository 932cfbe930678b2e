import type { Element, Opening } from '../../ifc/design.ts';
import { box, type Vec2 } from '../../ifc/shape.ts';
import { SLAB_M } from './shell.ts';

/** A wall inside the building, drawn along its centre line; openings are given in the frame of its right face at `from`. */
export interface InnerWall {
  readonly from: Vec2;
  readonly to: Vec2;
  readonly thickness: number;
  readonly openings?: readonly Opening[];
}

/** Draws inner walls under the slab above: load-bearing ones from 0.15 m, partitions below that. */
export function innerWalls(key: string, height: number, walls: readonly InnerWall[]): Element[] {
  return walls.map(({ from, to, thickness, openings }, index) => {
    const width = Math.hypot(to[0] - from[0], to[1] - from[1]);
    const a = Math.atan2(to[1] - from[1], to[0] - from[0]);
    const partition = thickness < 0.15;
    return {
      ifc: 'IfcWall',
      key: `${key}${partition ? 'partition' : 'wall'}-${index}`,
      name: partition ? '隔墙' : '内墙',
      at: [from[0] + (Math.sin(a) * thickness) / 2, from[1] - (Math.cos(a) * thickness) / 2, 0],
      turnDeg: (a * 180) / Math.PI,
      shape: [box(partition ? 'partition' : 'core', [0, 0, 0], [width, thickness, height - SLAB_M])],
      predefinedType: partition ? 'PARTITIONING' : 'SOLIDWALL',
      external: false,
      loadBearing: !partition,
      material: partition ? '加气混凝土砌块' : '钢筋混凝土 C35',
      openings,
    };
  });
}

/** A plain rectangle as a ring. */
export function rectangle(minX: number, minY: number, maxX: number, maxY: number): Vec2[] {
  return [
    [minX, minY],
    [maxX, minY],
    [maxX, maxY],
    [minX, maxY],
  ];
}
