import type { Space } from '../../ifc/design.ts';
import type { Vec2 } from '../../ifc/shape.ts';
import { balconyFit } from '../kit/balcony.ts';
import { bayWindowFit } from '../kit/bay-window.ts';
import { entranceFit, serviceDoorFit } from '../kit/entrance.ts';
import { doorFill, opening } from '../kit/opening.ts';
import { windowFit } from '../kit/windows.ts';
import { towerCore } from './core.ts';
import { type InnerWall, innerWalls, rectangle } from './inner-wall.ts';
import { closeMirrored, type Side } from './outline.ts';
import { OUTER_WALL_M, SLAB_M } from './shell.ts';
import { storeyWords, type UnitInterior, type UnitPlan, type UnitStorey } from './unit.ts';

// Measures in metres, right half about the axis. Two homes look south between two end homes that reach through to the north.
const SOUTH = -8;
const SOUTH_END = -6.4;
const NORTH_END = 7.4;
const CORE_NORTH = 8.2;
const CORE_HALF = 5.4;
const CORRIDOR_SOUTH = 0.4;
const CORRIDOR_NORTH = 2;
const CORRIDOR_HALF = 9;
const MIDDLE_LIVING = 4.2;
const MIDDLE_END = 7.8;
const END_LIVING = 12;
const HALF_WIDTH = 15.6;
const BATH = 11.9;

function half(rise: number): Side[] {
  const balcony = balconyFit({ closed: true, depth: 1.5, fin: 'accent' });
  return [
    { to: [MIDDLE_LIVING, SOUTH], fit: balcony },
    { to: [MIDDLE_END, SOUTH], fit: bayWindowFit(2.1) },
    { to: [MIDDLE_END, SOUTH_END] },
    { to: [END_LIVING, SOUTH_END], fit: balcony },
    { to: [HALF_WIDTH, SOUTH_END], fit: bayWindowFit(2.1) },
    { to: [HALF_WIDTH, SOUTH_END + 2.2], finish: 'accent' },
    { to: [HALF_WIDTH, 0.6], fit: windowFit(1.2, 1.5, 0.9) },
    { to: [HALF_WIDTH, NORTH_END - 2.6], fit: windowFit(0.7, 1.2, 1.2, 1) },
    { to: [HALF_WIDTH, NORTH_END], finish: 'accent' },
    { to: [BATH, NORTH_END], fit: windowFit(1.8, 1.5, 0.9) },
    { to: [CORRIDOR_HALF, NORTH_END], fit: windowFit(1.5, 1.4, 1), finish: 'accent' },
    { to: [CORRIDOR_HALF, CORRIDOR_NORTH], fit: windowFit(0.9, 1.2, 1.2, 1) },
    { to: [CORE_HALF, CORRIDOR_NORTH], fit: windowFit(1.5, 1.5, 0.9) },
    { to: [CORE_HALF, CORE_NORTH] },
    { to: [2.7, CORE_NORTH], fit: windowFit(1.2, 1.5, 0.9) },
    {
      to: [1.4, CORE_NORTH],
      fit: windowFit(0.7, 1.6, 0.7, 1),
      groundFit: (place) => (place.mirrored ? serviceDoorFit(0.9) : entranceFit(rise))(place),
      finish: 'accent',
    },
    { to: [0, CORE_NORTH], finish: 'accent', axial: true },
  ];
}

const T = OUTER_WALL_M;
const MIDDLE_RING: Vec2[] = rectangle(0.1, SOUTH + T, MIDDLE_END - 0.1, CORRIDOR_SOUTH - 0.1);
const END_RING: Vec2[] = [
  [MIDDLE_END + 0.1, SOUTH_END + T],
  [HALF_WIDTH - T, SOUTH_END + T],
  [HALF_WIDTH - T, NORTH_END - T],
  [CORRIDOR_HALF + T, NORTH_END - T],
  [CORRIDOR_HALF + T, CORRIDOR_SOUTH - 0.1],
  [MIDDLE_END + 0.1, CORRIDOR_SOUTH - 0.1],
];

const thin = (from: Vec2, to: Vec2): InnerWall => ({ from, to, thickness: 0.1 });
const PARTITIONS: readonly InnerWall[] = [
  thin([MIDDLE_LIVING, SOUTH + T], [MIDDLE_LIVING, -3.6]),
  thin([MIDDLE_LIVING + 1, -3.6], [MIDDLE_END - 0.1, -3.6]),
  thin([MIDDLE_LIVING + 0.6, -2.6], [MIDDLE_LIVING + 0.6, CORRIDOR_SOUTH - 0.1]),
  thin([2.2, -2.2], [2.2, CORRIDOR_SOUTH - 0.1]),
  thin([END_LIVING, SOUTH_END + T], [END_LIVING, -1.6]),
  thin([END_LIVING + 1, -1.6], [HALF_WIDTH - T, -1.6]),
  thin([END_LIVING, 0.8], [HALF_WIDTH - T, 0.8]),
  thin([END_LIVING, 0.8], [END_LIVING, NORTH_END - T]),
  thin([CORRIDOR_HALF + 1.2, 3.4], [END_LIVING, 3.4]),
  thin([END_LIVING + 1, 4.6], [HALF_WIDTH - T, 4.6]),
];

const mirrorPoint = ([x, y]: Vec2): Vec2 => [-x + 0, y];

/** A point tower's storey: four homes, two stairs and two lifts (两梯四户). Rise is the entrance's height above ground, metres. */
export function towerUnit(rise: number): UnitPlan {
  return { outline: closeMirrored([0, SOUTH], half(rise), half(rise)), interior: towerInterior };
}

function towerInterior(storey: UnitStorey): UnitInterior {
  const { key, unit, prefix, floor, height } = storey;
  const clear = Math.round((height - SLAB_M) * 1000) / 1000;
  const core = towerCore({ ...storey, south: CORRIDOR_NORTH, north: CORE_NORTH - T }, 0);
  const entry = (x: number, index: number) =>
    opening(
      x,
      0,
      1,
      2.1,
      0.2,
      doorFill(`${key}home-door-${index}`, 1, 2.1, { name: '入户防盗门', finish: 'doorLeaf', fireRating: '乙级' }),
    );
  const homes = floor > 0;
  const solid: InnerWall[] = [
    { from: [0, SOUTH + T], to: [0, CORRIDOR_SOUTH - 0.1], thickness: 0.2 },
    {
      from: [-CORRIDOR_HALF, CORRIDOR_SOUTH],
      to: [CORRIDOR_HALF, CORRIDOR_SOUTH],
      thickness: 0.2,
      openings: homes ? [entry(CORRIDOR_HALF - 7, 2), entry(CORRIDOR_HALF + 6, 3)] : [],
    },
    { from: [MIDDLE_END, SOUTH_END + T], to: [MIDDLE_END, CORRIDOR_SOUTH - 0.1], thickness: 0.2 },
    { from: [-MIDDLE_END, SOUTH_END + T], to: [-MIDDLE_END, CORRIDOR_SOUTH - 0.1], thickness: 0.2 },
    {
      from: [CORRIDOR_HALF + 0.1, CORRIDOR_SOUTH + 0.1],
      to: [CORRIDOR_HALF + 0.1, CORRIDOR_NORTH],
      thickness: 0.2,
      openings: homes ? [entry(0.25, 4)] : [],
    },
    {
      from: [-CORRIDOR_HALF - 0.1, CORRIDOR_SOUTH + 0.1],
      to: [-CORRIDOR_HALF - 0.1, CORRIDOR_NORTH],
      thickness: 0.2,
      openings: homes ? [entry(0.25, 1)] : [],
    },
  ];
  const mirrored = PARTITIONS.map(({ from, to, thickness }) => ({
    from: mirrorPoint(from),
    to: mirrorPoint(to),
    thickness,
  }));
  const home = (index: number, ring: Vec2[], kitchen: Vec2, living: Vec2): Space => {
    const room = homes ? `${floor}${String(index).padStart(2, '0')}` : `B${index}`;
    return {
      key: `${key}home-${index}`,
      name: `${prefix}${room}`,
      longName: homes ? `${unit}${room}室` : `${unit}地下储藏间${index}`,
      objectType: homes ? 'HOME' : 'STORAGE',
      ring,
      height: clear,
      anchors: { kitchen, living },
    };
  };
  const flipRing = (ring: Vec2[]) => ring.map(mirrorPoint).reverse();
  const middleKitchen: Vec2 = [1.2, -1];
  const endKitchen: Vec2 = [10.6, 5.3];
  const middleLiving: Vec2 = [2.1, -5.5];
  const endLiving: Vec2 = [9.9, -4];
  return {
    elements: [
      ...innerWalls(key, height, [...solid, ...(homes ? [...PARTITIONS, ...mirrored] : [])]),
      ...core.elements,
    ],
    spaces: [
      home(1, flipRing(END_RING), mirrorPoint(endKitchen), mirrorPoint(endLiving)),
      home(2, flipRing(MIDDLE_RING), mirrorPoint(middleKitchen), mirrorPoint(middleLiving)),
      home(3, MIDDLE_RING, middleKitchen, middleLiving),
      home(4, END_RING, endKitchen, endLiving),
      {
        key: `${key}corridor`,
        name: `${prefix}CORRIDOR`,
        longName: `${unit}${storeyWords(storey.storey)}走廊`,
        objectType: floor === 1 ? 'LOBBY' : 'CORRIDOR',
        ring: rectangle(-CORRIDOR_HALF, CORRIDOR_SOUTH + 0.1, CORRIDOR_HALF, CORRIDOR_NORTH),
        height: clear,
        publiclyAccessible: true,
      },
      ...core.spaces,
    ],
    holes: core.holes,
  };
}
