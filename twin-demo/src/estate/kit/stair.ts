import type { Element } from '../../ifc/design.ts';
import { box, prismAlongX, type Vec2 } from '../../ifc/shape.ts';

const GOING_M = 0.26;
const LANDING_M = 1.25;

/** Clear inside of a stair well in the storey frame, metres; the stair is entered from the south. */
export interface StairWell {
  readonly minX: number;
  readonly maxX: number;
  readonly minY: number;
  readonly maxY: number;
}

/** Risers of one flight, two flights a storey, none above 0.175 m (GB 50096 asks for at most 0.175 m in common stairs). */
function risersPerFlight(height: number): number {
  return Math.ceil(height / 2 / 0.175);
}

/** The hole a stair needs in the slab it arrives at. */
export function stairHole(well: StairWell, height: number): Vec2[] {
  const south = well.maxY - LANDING_M - (risersPerFlight(height) - 1) * GOING_M;
  return [
    [well.minX, south],
    [well.maxX, south],
    [well.maxX, well.maxY],
    [well.minX, well.maxY],
  ];
}

/** Steps of a flight in y, z going up towards plus y, with a sloping soffit. */
function flight(risers: number, rise: number): Vec2[] {
  const ring: Vec2[] = [];
  for (let step = 0; step < risers; step += 1) {
    ring.push([step * GOING_M, step * rise], [step * GOING_M, (step + 1) * rise]);
  }
  const end = (risers - 1) * GOING_M;
  ring.push([end, risers * rise - 0.3], [0.3, 0]);
  return ring.reverse();
}

/** A half-turn stair: two flights, a landing at the north end, and a balustrade between the flights. */
export function halfTurnStair(key: string, well: StairWell, height: number): Element {
  const risers = risersPerFlight(height);
  const rise = height / risers / 2;
  const run = (risers - 1) * GOING_M;
  const width = (well.maxX - well.minX) / 2 - 0.05;
  const middle = (well.minX + well.maxX) / 2;
  const south = well.maxY - LANDING_M - run;
  const steps = flight(risers, rise);
  const base = { turnDeg: 0, external: false } as const;
  const up: Element = {
    ...base,
    ifc: 'IfcStairFlight',
    key: 'flight-0',
    name: '梯段',
    at: [middle + 0.05, south, 0],
    shape: [prismAlongX('concrete', steps, 0, width)],
  };
  const back: Element = {
    ...base,
    ifc: 'IfcStairFlight',
    key: 'flight-1',
    name: '梯段',
    at: [middle - 0.05, south + run, height / 2],
    turnDeg: 180,
    shape: [prismAlongX('concrete', steps, 0, width)],
  };
  const landing: Element = {
    ...base,
    ifc: 'IfcSlab',
    key: 'landing',
    name: '休息平台',
    at: [well.minX, well.maxY - LANDING_M, height / 2],
    shape: [box('concrete', [0, 0, -0.12], [well.maxX - well.minX, LANDING_M, 0.12])],
    predefinedType: 'LANDING',
  };
  const rail: Element = {
    ...base,
    ifc: 'IfcRailing',
    key: 'rail',
    name: '楼梯栏杆',
    at: [middle, south, 0],
    shape: [
      prismAlongX(
        'frame',
        [
          [0, 0.25],
          [run, height / 2 + 0.25],
          [run, height / 2 + 0.95],
          [0, 0.95],
        ],
        0.02,
        0.03,
      ),
    ],
    predefinedType: 'HANDRAIL',
  };
  return {
    ...base,
    ifc: 'IfcStair',
    key,
    name: '楼梯',
    at: [0, 0, 0],
    shape: [],
    fireRating: '1.50h',
    parts: [up, back, landing, rail],
    properties: {
      Pset_StairCommon: {
        NumberOfRiser: risers * 2,
        RiserHeight: Math.round(rise * 1000) / 1000,
        TreadLength: GOING_M,
      },
    },
  };
}
