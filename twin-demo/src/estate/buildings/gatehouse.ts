import type { BuildingDesign, Element, Space } from '../../ifc/design.ts';
import { box } from '../../ifc/shape.ts';
import { serviceDoorFit } from '../kit/entrance.ts';
import { glazedFit, plateOnColumns } from '../kit/public-facade.ts';
import { PUBLIC_LIGHT } from '../palette.ts';
import { rectangle } from '../plan/inner-wall.ts';
import { movedOutline } from '../plan/outline.ts';
import { bayedRectangle } from '../plan/public-storey.ts';
import { band, floorSlab, placed, shell } from '../plan/shell.ts';

const PAVILION_M = { width: 5, depth: 4, height: 3.3 };
const RISE_M = 0.15;

/** Measures of a gate: passage between the pavilions, height of the great roof, metres. */
interface GateSize {
  /** Centres of the guard pavilions along x. */
  readonly pavilions: readonly number[];
  /** Half width and height under the roof plate, its depth. */
  readonly roofHalf: number;
  readonly roofHeight: number;
  readonly roofDepth: number;
  /** Centres of the stone piers along x. */
  readonly piers: readonly number[];
  /** Foot of each barrier arm, and which way it reaches: 1 towards plus x. */
  readonly barriers: readonly (readonly [x: number, direction: 1 | -1])[];
}

function pavilion(key: string, x: number): Element[] {
  const { width, depth, height } = PAVILION_M;
  const outline = movedOutline(
    bayedRectangle(width, depth, {
      south: [{ width, fit: glazedFit(3, 1, 1, 0.6, 0.4) }],
      east: [{ width: depth, fit: glazedFit(2, 1, 1, 0.6, 0.5) }],
      north: [{ width, fit: serviceDoorFit(1) }],
      west: [{ width: depth, fit: glazedFit(2, 1, 1, 0.6, 0.5) }],
    }),
    [x, 0],
  );
  const lid = floorSlab(outline, { key: `${key}lid`, name: '屋面板', finish: 'roof', predefinedType: 'ROOF' });
  return [
    ...shell(outline, { key, height, ground: true, finish: 'body' }),
    floorSlab(outline, {
      key: `${key}floor`,
      name: '地面板',
      finish: 'slab',
      predefinedType: 'BASESLAB',
      thickness: RISE_M,
    }),
    placed(lid, [0, 0, height - 0.05], 0),
    band(outline, { key: `${key}cornice`, finish: 'accent', z: height - 0.3, height: 0.45, projection: 0.4 }),
    band(outline, { key: `${key}plinth`, finish: 'base', z: -RISE_M, height: 0.9, projection: 0.06 }),
  ];
}

function barrier(key: string, x: number, direction: 1 | -1): Element {
  const arm = 4;
  return {
    ifc: 'IfcBuildingElementProxy',
    key,
    name: '车辆道闸',
    objectType: 'BARRIERGATE',
    at: [x, 0.6, -RISE_M],
    turnDeg: 0,
    shape: [
      box('deviceDark', [-0.2, -0.2, 0], [0.4, 0.4, 1.05]),
      box('trim', [direction > 0 ? 0.2 : -arm - 0.2, -0.05, 0.85], [arm, 0.1, 0.1]),
      box('deviceRed', [direction > 0 ? 1.2 : -2, -0.06, 0.84], [0.8, 0.12, 0.12]),
      box('deviceRed', [direction > 0 ? 2.8 : -3.6, -0.06, 0.84], [0.8, 0.12, 0.12]),
    ],
    external: true,
  };
}

function gate(code: string, name: string, address: string, description: string, size: GateSize): BuildingDesign {
  const { pavilions, roofHalf, roofHeight, roofDepth, piers, barriers } = size;
  const { width, depth, height } = PAVILION_M;
  const rooms = pavilions.map((x, index): Space => {
    const [halfX, halfY] = [width / 2 - 0.25, depth / 2 - 0.25];
    return {
      key: `guard-${index + 1}`,
      name: `1${String(index + 1).padStart(2, '0')}`,
      longName: index === 0 ? '门卫值班室' : '访客登记室',
      objectType: 'ROOM',
      ring: rectangle(x - halfX, -halfY, x + halfX, halfY),
      height: height - 0.2,
      publiclyAccessible: false,
    };
  });
  return {
    code,
    name,
    description,
    address,
    palette: PUBLIC_LIGHT,
    footprint: rectangle(-roofHalf, -roofDepth / 2, roofHalf, roofDepth / 2),
    storeys: [
      {
        name: '1F',
        elevation: RISE_M,
        height: roofHeight,
        spaces: rooms,
        elements: [
          ...pavilions.flatMap((x, index) => pavilion(`pavilion-${index + 1}/`, x)),
          ...plateOnColumns(
            'gate',
            '大门门头',
            [-roofHalf, -roofDepth / 2, roofHeight],
            [2 * roofHalf, roofDepth, 0.9],
            piers.map((x) => [x, 0, 1.3] as const),
            -RISE_M,
          ),
          {
            ifc: 'IfcRoof',
            key: 'upper-roof',
            name: '门头上檐',
            at: [0, 0, roofHeight + 0.9],
            turnDeg: 0,
            shape: [
              box('body', [-roofHalf * 0.42, -roofDepth * 0.3, 0], [roofHalf * 0.84, roofDepth * 0.6, 1]),
              box('accent', [-roofHalf * 0.48, -roofDepth * 0.42, 1], [roofHalf * 0.96, roofDepth * 0.84, 0.35]),
              box('trim', [-roofHalf * 0.49, -roofDepth * 0.44, 1.35], [roofHalf * 0.98, roofDepth * 0.88, 0.12]),
            ],
            predefinedType: 'FLAT_ROOF',
            external: true,
            material: '铝板饰面 钢结构',
          },
          {
            ifc: 'IfcPlate',
            key: 'name-board',
            name: '小区名牌',
            at: [0, -roofDepth / 2, roofHeight],
            turnDeg: 0,
            shape: [box('base', [-roofHalf * 0.35, -0.12, 0.05], [roofHalf * 0.7, 0.12, 0.65])],
            external: true,
            material: '石材饰面',
          },
          ...barriers.map(([x, direction], index) => barrier(`barrier-${index + 1}`, x, direction)),
        ],
      },
    ],
  };
}

/** The main gate: two pavilions, lanes in and out, footways, under one great roof. */
export function mainGate(code: string, name: string, address: string): BuildingDesign {
  return gate(code, name, address, '小区主出入口，门卫与访客登记', {
    pavilions: [-5.2, 11.2],
    roofHalf: 15.5,
    roofHeight: 6.2,
    roofDepth: 6,
    piers: [-14, -8.6, 14.6],
    barriers: [
      [-2.2, 1],
      [8.2, -1],
    ],
  });
}

/** A side gate: one pavilion and two lanes. */
export function sideGate(code: string, name: string, address: string): BuildingDesign {
  return gate(code, name, address, '小区次出入口', {
    pavilions: [-7],
    roofHalf: 10.5,
    roofHeight: 5.2,
    roofDepth: 4.6,
    piers: [-10, 9.6],
    barriers: [
      [-4, 1],
      [5.6, -1],
    ],
  });
}
