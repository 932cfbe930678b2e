import type { Element, Opening, Space } from '../../ifc/design.ts';
import type { Vec2 } from '../../ifc/shape.ts';
import { liftCar } from '../kit/lift.ts';
import { doorFill, opening } from '../kit/opening.ts';
import { halfTurnStair, type StairWell, stairHole } from '../kit/stair.ts';
import { type InnerWall, innerWalls, rectangle } from './inner-wall.ts';
import { SLAB_M } from './shell.ts';
import { storeyWords } from './unit.ts';

/** The part of a storey around stairs and lifts. */
interface Core {
  readonly elements: readonly Element[];
  readonly spaces: readonly Space[];
  /** Holes in the floor slab of this storey, where a storey lies below. */
  readonly holes: readonly (readonly Vec2[])[];
}

interface CoreOptions {
  /** Prefix of keys, such as u1/. */
  readonly key: string;
  /** Words before the names of spaces, such as 1单元. */
  readonly unit: string;
  /** Prefix of space names, such as U1-. */
  readonly prefix: string;
  readonly storey: string;
  readonly height: number;
  /** South edge of the wall between corridor and core, north inner face, metres. */
  readonly south: number;
  readonly north: number;
  readonly lowest: boolean;
  readonly highest: boolean;
}

const WALL_M = 0.2;

function doorway(key: string, x: number, width: number, name: string, fireRating: string | undefined): Opening {
  return opening(x, 0, width, 2.1, WALL_M, doorFill(key, width, 2.1, { name, finish: 'doorLeaf', fireRating }));
}

function liftDoor(key: string, x: number): Opening {
  return opening(x, 0, 1, 2.1, WALL_M, doorFill(key, 1, 2.1, { name: '电梯层门', finish: 'metal', leaves: 2 }));
}

function space(options: CoreOptions, key: string, name: string, objectType: string, ring: Vec2[]): Space {
  return {
    key: `${options.key}${key}`,
    name: `${options.prefix}${key.toUpperCase()}`,
    longName: `${options.unit}${storeyWords(options.storey)}${name}`,
    objectType,
    ring,
    height: Math.round((options.height - SLAB_M) * 1000) / 1000,
    publiclyAccessible: objectType !== 'PLANT',
  };
}

/**
 * Core of a tower: two lifts in the middle, a stair on each side, a passage to the entrance, a plant room.
 * It spans x from −5.4 to 5.4 about the unit's axis at `axisX`.
 */
export function towerCore(options: CoreOptions, axisX: number): Core {
  const { key, height, south, north, lowest, highest } = options;
  const at = (x: number) => axisX + x;
  const back = south + 2.2;
  const wells: StairWell[] = [
    { minX: at(-5.15), maxX: at(-2.8), minY: south + WALL_M, maxY: north },
    { minX: at(2.8), maxX: at(5.15), minY: south + WALL_M, maxY: north },
  ];
  const middle = south + WALL_M / 2;
  const walls: InnerWall[] = [
    {
      from: [at(-5.4), middle],
      to: [at(5.4), middle],
      thickness: WALL_M,
      openings: [
        doorway(`${key}stair-door-0`, 0.9, 1, '楼梯间防火门', '乙级'),
        liftDoor(`${key}lift-door-0`, 3.2),
        liftDoor(`${key}lift-door-1`, 5.2),
        opening(6.85, 0, 1.1, 2.2, WALL_M),
        doorway(`${key}stair-door-1`, 8.9, 1, '楼梯间防火门', '乙级'),
      ],
    },
    { from: [at(-2.7), south + WALL_M], to: [at(-2.7), north], thickness: WALL_M },
    { from: [at(2.7), south + WALL_M], to: [at(2.7), north], thickness: WALL_M },
    {
      from: [at(1.4), south + WALL_M],
      to: [at(1.4), north],
      thickness: WALL_M,
      openings: [doorway(`${key}plant-door`, 2.9, 0.9, '设备间防火门', '甲级')],
    },
    { from: [at(-2.6), back], to: [at(1.3), back], thickness: WALL_M },
    { from: [at(-0.65), south + WALL_M], to: [at(-0.65), back - WALL_M / 2], thickness: WALL_M },
  ];
  const shafts = [
    rectangle(at(-2.6), south + WALL_M, at(-0.75), back - 0.1),
    rectangle(at(-0.55), south + WALL_M, at(1.3), back - 0.1),
  ];
  const elements = innerWalls(`${key}core-`, height, walls);
  if (!highest) elements.push(...wells.map((well, index) => halfTurnStair(`${key}stair-${index}`, well, height)));
  if (lowest) {
    elements.push(
      liftCar(`${key}lift-0`, `${options.unit}1号电梯`, at(-2.5), south + 0.3, `LIFT-${options.prefix}1`),
      liftCar(`${key}lift-1`, `${options.unit}2号电梯`, at(-0.45), south + 0.3, `LIFT-${options.prefix}2`),
    );
  }
  const plant = rectangle(at(-2.6), back + 0.1, at(1.3), north);
  return {
    elements,
    spaces: [
      ...wells.map((well, index) =>
        space(
          options,
          `stair-${index + 1}`,
          `${index + 1}号楼梯间`,
          'STAIR',
          rectangle(well.minX, well.minY, well.maxX, well.maxY),
        ),
      ),
      ...shafts.map((ring, index) => space(options, `lift-${index + 1}`, `${index + 1}号电梯井`, 'LIFT', ring)),
      space(options, 'passage', '前室通道', 'LOBBY', rectangle(at(1.5), south + WALL_M, at(2.6), north)),
      space(options, 'plant', '水电设备间', 'PLANT', plant),
    ],
    holes: lowest ? [] : [...shafts, ...wells.map((well) => stairHole(well, height))],
  };
}

/**
 * Core of an 11-storey unit: stair in the middle, one lift to its right, an entrance passage to its left,
 * a plant room behind the lift. It spans x from −3.4 to 3.4 about the unit's axis at `axisX`.
 */
export function slabCore(options: CoreOptions, axisX: number): Core {
  const { key, height, south, north, lowest, highest } = options;
  const at = (x: number) => axisX + x;
  const back = south + 2.2;
  const well: StairWell = { minX: at(-1.3), maxX: at(1.3), minY: south + WALL_M, maxY: north };
  const middle = south + WALL_M / 2;
  const walls: InnerWall[] = [
    {
      from: [at(-3.3), middle],
      to: [at(3.3), middle],
      thickness: WALL_M,
      openings: [
        opening(0.35, 0, 1.2, 2.2, WALL_M),
        opening(2.1, 0, 2.4, 2.3, WALL_M),
        liftDoor(`${key}lift-door-0`, 5.1),
      ],
    },
    { from: [at(-1.4), south + WALL_M], to: [at(-1.4), north], thickness: WALL_M },
    { from: [at(1.4), south + WALL_M], to: [at(1.4), north], thickness: WALL_M },
    { from: [at(1.5), back], to: [at(3.3), back], thickness: WALL_M },
  ];
  const shaft = rectangle(at(1.5), south + WALL_M, at(3.25), back - 0.1);
  const elements = innerWalls(`${key}core-`, height, walls);
  if (!highest) elements.push(halfTurnStair(`${key}stair-0`, well, height));
  if (lowest)
    elements.push(liftCar(`${key}lift-0`, `${options.unit}电梯`, at(1.58), south + 0.3, `LIFT-${options.prefix}1`));
  return {
    elements,
    spaces: [
      space(options, 'stair-1', '楼梯间', 'STAIR', rectangle(well.minX, well.minY, well.maxX, well.maxY)),
      space(options, 'lift-1', '电梯井', 'LIFT', shaft),
      space(options, 'passage', '入口通道', 'LOBBY', rectangle(at(-3.25), south + WALL_M, at(-1.5), north)),
      space(options, 'plant', '水电设备间', 'PLANT', rectangle(at(1.5), back + 0.1, at(3.25), north)),
    ],
    holes: lowest ? [] : [shaft, stairHole(well, height)],
  };
}
