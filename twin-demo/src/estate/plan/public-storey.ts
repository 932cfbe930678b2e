import type { Element, Space, Storey } from '../../ifc/design.ts';
import type { Vec2 } from '../../ifc/shape.ts';
import { type InnerWall, innerWalls } from './inner-wall.ts';
import type { Fit, Outline, Side } from './outline.ts';
import { floorSlab, SLAB_M, shell } from './shell.ts';

/** A room of a public building. */
export interface Room {
  readonly key: string;
  readonly name: string;
  readonly longName: string;
  readonly objectType: string;
  readonly ring: readonly Vec2[];
}

/** One storey of a building that is no home: outer walls, rooms, inner walls and whatever else stands there. */
interface PublicStorey {
  readonly name: string;
  readonly elevation: number;
  readonly height: number;
  readonly outline: Outline;
  readonly finish: string;
  readonly rooms: readonly Room[];
  readonly walls?: readonly InnerWall[];
  readonly holes?: readonly (readonly Vec2[])[];
  readonly elements?: readonly Element[];
  readonly slabThickness?: number;
  readonly blind?: boolean;
}

/** Draws a storey of a public building. */
export function publicStorey(spec: PublicStorey): Storey {
  const { name, elevation, height, outline, finish } = spec;
  return {
    name,
    elevation,
    height,
    elements: [
      ...shell(outline, { key: 'outer/', height, ground: name === '1F', finish, blind: spec.blind }),
      floorSlab(outline, {
        key: 'slab',
        name: '楼板',
        finish: 'slab',
        holes: spec.holes ?? [],
        predefinedType: name === '1F' || name.startsWith('B') ? 'BASESLAB' : 'FLOOR',
        thickness: spec.slabThickness,
      }),
      ...innerWalls('inner/', height, spec.walls ?? []),
      ...(spec.elements ?? []),
    ],
    spaces: spec.rooms.map(
      (room): Space => ({ ...room, height: Math.round((height - SLAB_M) * 1000) / 1000, publiclyAccessible: true }),
    ),
  };
}

/** One bay of a straight facade: its width in metres and what is fitted to it. */
export interface Bay {
  readonly width: number;
  readonly fit?: Fit;
  readonly groundFit?: Fit;
  readonly finish?: string;
}

/** A rectangle about the origin whose four facades are divided into bays, each given from its own left to right as seen from inside out. */
export function bayedRectangle(
  width: number,
  depth: number,
  bays: {
    readonly south: readonly Bay[];
    readonly east: readonly Bay[];
    readonly north: readonly Bay[];
    readonly west: readonly Bay[];
  },
): Outline {
  const [x, y] = [width / 2, depth / 2];
  const run = (from: Vec2, [dx, dy]: Vec2, list: readonly Bay[], length: number): Side[] => {
    const total = list.reduce((sum, bay) => sum + bay.width, 0);
    let done = 0;
    return list.map((bay) => {
      done += (bay.width * length) / total;
      const { fit, groundFit, finish } = bay;
      return { to: [from[0] + dx * done, from[1] + dy * done], fit, groundFit, finish };
    });
  };
  return {
    start: [-x, -y],
    sides: [
      ...run([-x, -y], [1, 0], bays.south, width),
      ...run([x, -y], [0, 1], bays.east, depth),
      ...run([x, y], [-1, 0], bays.north, width),
      ...run([-x, y], [0, -1], bays.west, depth),
    ],
  };
}

/** The same bay several times. */
export function times(count: number, bay: Bay): Bay[] {
  return Array.from({ length: count }, () => bay);
}
