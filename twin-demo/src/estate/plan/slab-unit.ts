import type { Space } from '../../ifc/design.ts';
import type { Vec2 } from '../../ifc/shape.ts';
import { balconyFit } from '../kit/balcony.ts';
import { bayWindowFit } from '../kit/bay-window.ts';
import { entranceFit, serviceDoorFit } from '../kit/entrance.ts';
import { doorFill, opening } from '../kit/opening.ts';
import { windowFit } from '../kit/windows.ts';
import { slabCore, towerCore } from './core.ts';
import { type InnerWall, innerWalls } from './inner-wall.ts';
import { closeMirrored, type Side } from './outline.ts';
import { OUTER_WALL_M, SLAB_M } from './shell.ts';
import { storeyWords, type UnitEnds, type UnitInterior, type UnitPlan, type UnitStorey } from './unit.ts';

/** Measures of a unit with two homes (一梯两户), metres, right half about the axis. */
export interface SlabUnitSize {
  /** East ends of living room, master bedroom and second bedroom along the south side. */
  readonly living: number;
  readonly master: number;
  readonly halfWidth: number;
  /** South face of living and master, of the second bedroom, and the north face. */
  readonly south: number;
  readonly southEnd: number;
  readonly north: number;
  /** East ends of core, kitchen and bathroom along the north side. */
  readonly coreHalf: number;
  readonly kitchen: number;
  readonly bath: number;
  readonly core: 'slab' | 'tower';
  readonly closedBalconies: boolean;
}

// The lobby between the homes: from its south wall to the core.
const LOBBY_SOUTH_M = 0.6;
const LOBBY_NORTH_M = 2.2;
const CORE_PROJECTION_M = 0.6;

function half(size: SlabUnitSize, gable: boolean, rise: number): Side[] {
  const { living, master, halfWidth, south, southEnd, north, coreHalf, kitchen, bath } = size;
  const coreNorth = north + CORE_PROJECTION_M;
  const gableSides: Side[] = gable
    ? [
        { to: [halfWidth, southEnd + 2.4], finish: 'accent' },
        { to: [halfWidth, 0.5] },
        { to: [halfWidth, north - 2], fit: windowFit(0.9, 1.5, 0.9, 1) },
        { to: [halfWidth, north], finish: 'accent' },
      ]
    : [{ to: [halfWidth, north], joint: true }];
  const coreSides: Side[] =
    size.core === 'slab'
      ? [
          { to: [1.4, coreNorth], fit: windowFit(0.7, 1.4, 0.9, 1), finish: 'accent' },
          { to: [0, coreNorth], fit: windowFit(1.5, 1.5, 0.9), axial: true },
        ]
      : [
          { to: [2.7, coreNorth], fit: windowFit(1.2, 1.5, 0.9) },
          { to: [1.4, coreNorth], fit: windowFit(0.7, 1.6, 0.7, 1), finish: 'accent' },
          { to: [0, coreNorth], finish: 'accent', axial: true },
        ];
  const entrance = size.core === 'slab' ? 0 : 1;
  return [
    {
      to: [living, south],
      fit: balconyFit({ closed: size.closedBalconies, depth: 1.5, fin: 'accent' }),
    },
    { to: [master, south], fit: bayWindowFit(2.1) },
    ...(southEnd === south ? [] : [{ to: [master, southEnd] as Vec2 }]),
    { to: [halfWidth, southEnd], fit: bayWindowFit(1.8) },
    ...gableSides,
    { to: [bath, north], fit: windowFit(1.8, 1.5, 0.9) },
    { to: [kitchen, north], fit: windowFit(0.7, 1.2, 1.2, 1) },
    { to: [coreHalf, north], fit: windowFit(1.3, 1.4, 1) },
    { to: [coreHalf, coreNorth] },
    // In the ground storey the core's strip has the entrance on one side of the axis and a plant door on the other.
    ...coreSides.map((side, index) =>
      index === entrance ? { ...side, groundFit: entranceOrPlant(size, rise) } : side,
    ),
  ];
}

function entranceOrPlant({ core }: SlabUnitSize, rise: number): NonNullable<Side['groundFit']> {
  // A slab core has its passage left of the axis, a tower core right of it.
  const passageMirrored = core === 'slab';
  return (place) => (place.mirrored === passageMirrored ? entranceFit(rise) : serviceDoorFit(0.9))(place);
}

function homeRing(size: SlabUnitSize): Vec2[] {
  const { living, master, halfWidth, south, southEnd, north, coreHalf } = size;
  const t = OUTER_WALL_M;
  const start: Vec2[] = [
    [0.1, south + t],
    [southEnd === south ? living : master - t, south + t],
  ];
  if (southEnd !== south) start.push([master - t, southEnd + t]);
  return [
    ...start,
    [halfWidth - 0.1, southEnd + t],
    [halfWidth - 0.1, north - t],
    [coreHalf + 0.1, north - t],
    [coreHalf + 0.1, LOBBY_SOUTH_M - 0.1],
    [0.1, LOBBY_SOUTH_M - 0.1],
  ];
}

function partitions(size: SlabUnitSize): InnerWall[] {
  const { living, master, halfWidth, south, southEnd, north, coreHalf, kitchen, bath } = size;
  const t = OUTER_WALL_M;
  const corridorSouth = -1.2;
  const corridorNorth = LOBBY_NORTH_M;
  const thin = (from: Vec2, to: Vec2): InnerWall => ({ from, to, thickness: 0.1 });
  return [
    thin([living, south + t], [living, corridorSouth]),
    thin([master, southEnd + t], [master, corridorSouth]),
    thin([living, corridorSouth], [master - 1.1, corridorSouth]),
    thin([master, corridorSouth], [halfWidth - 1.1, corridorSouth]),
    thin([coreHalf + 1, corridorNorth], [kitchen, corridorNorth]),
    thin([kitchen, corridorNorth - 1.2], [kitchen, north - t]),
    thin([bath, corridorNorth - 1.2], [bath, north - t]),
    thin([bath + 0.9, corridorNorth - 1.2], [halfWidth - t, corridorNorth - 1.2]),
  ];
}

const mirrorPoint = ([x, y]: Vec2): Vec2 => [-x + 0, y];

/** A unit of two mirrored homes about a stair core: rooms to the south and north, lobby and core to the north of the axis. */
export function slabUnit(size: SlabUnitSize, ends: UnitEnds): UnitPlan {
  const outline = closeMirrored([0, size.south], half(size, ends.right, ends.rise), half(size, ends.left, ends.rise));
  return { outline, interior: (storey) => slabInterior(size, ends, storey) };
}

function slabInterior(size: SlabUnitSize, ends: UnitEnds, storey: UnitStorey): UnitInterior {
  const { key, unit, prefix, floor, height } = storey;
  const { halfWidth, southEnd, north, coreHalf } = size;
  const t = OUTER_WALL_M;
  const clear = Math.round((height - SLAB_M) * 1000) / 1000;
  const core = (size.core === 'slab' ? slabCore : towerCore)(
    { ...storey, south: LOBBY_NORTH_M, north: north + CORE_PROJECTION_M - t },
    0,
  );
  const entry = (side: string) =>
    opening(
      0.35,
      0,
      1,
      2.1,
      0.2,
      doorFill(`${key}home-door-${side}`, 1, 2.1, { name: '入户防盗门', finish: 'doorLeaf', fireRating: '乙级' }),
    );
  const solid: InnerWall[] = [
    { from: [0, size.south + t], to: [0, LOBBY_SOUTH_M - 0.1], thickness: 0.2 },
    { from: [-coreHalf, LOBBY_SOUTH_M], to: [coreHalf, LOBBY_SOUTH_M], thickness: 0.2 },
    {
      from: [coreHalf, LOBBY_SOUTH_M + 0.1],
      to: [coreHalf, north - t],
      thickness: 0.2,
      openings: floor > 0 ? [entry('right')] : [],
    },
    {
      from: [-coreHalf, LOBBY_SOUTH_M + 0.1],
      to: [-coreHalf, north - t],
      thickness: 0.2,
      openings: floor > 0 ? [entry('left')] : [],
    },
    ...(ends.right
      ? []
      : [{ from: [halfWidth, southEnd + t] as Vec2, to: [halfWidth, north - t] as Vec2, thickness: 0.2 }]),
  ];
  const right = partitions(size);
  const left = right.map(({ from, to, thickness }) => ({ from: mirrorPoint(from), to: mirrorPoint(to), thickness }));
  const ring = homeRing(size);
  const kitchen: Vec2 = [(coreHalf + size.kitchen) / 2, (LOBBY_NORTH_M + north) / 2];
  const living: Vec2 = [size.living / 2, size.south / 2];
  const home = (index: number, shape: Vec2[], anchors: Record<string, Vec2>): Space => {
    const room = floor > 0 ? `${floor}${String(index).padStart(2, '0')}` : `B${index}`;
    return {
      key: `${key}home-${index}`,
      name: `${prefix}${room}`,
      longName: floor > 0 ? `${unit}${room}室` : `${unit}地下储藏间${index}`,
      objectType: floor > 0 ? 'HOME' : 'STORAGE',
      ring: shape,
      height: clear,
      anchors,
    };
  };
  const mirroredRing = ring.map(mirrorPoint).reverse();
  return {
    elements: [...innerWalls(key, height, [...solid, ...(floor > 0 ? [...right, ...left] : [])]), ...core.elements],
    spaces: [
      home(1, mirroredRing, { kitchen: mirrorPoint(kitchen), living: mirrorPoint(living) }),
      home(2, ring, { kitchen, living }),
      {
        key: `${key}lobby`,
        name: `${prefix}LOBBY`,
        longName: `${unit}${storeyWords(storey.storey)}电梯厅`,
        objectType: floor === 1 ? 'LOBBY' : 'CORRIDOR',
        ring: [
          [-coreHalf + 0.1, LOBBY_SOUTH_M + 0.1],
          [coreHalf - 0.1, LOBBY_SOUTH_M + 0.1],
          [coreHalf - 0.1, LOBBY_NORTH_M],
          [-coreHalf + 0.1, LOBBY_NORTH_M],
        ],
        height: clear,
        publiclyAccessible: true,
      },
      ...core.spaces,
    ],
    holes: core.holes,
  };
}
