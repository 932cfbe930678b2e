import type { BuildingDesign, Element } from '../../ifc/design.ts';
import { box, type Vec2 } from '../../ifc/shape.ts';
import { entrancePlatform } from '../kit/entrance.ts';
import { doorFill, opening } from '../kit/opening.ts';
import { glazedFit, plateOnColumns, publicDoorFit } from '../kit/public-facade.ts';
import { halfTurnStair, type StairWell, stairHole } from '../kit/stair.ts';
import { windowRowFit } from '../kit/windows.ts';
import { PUBLIC_LIGHT } from '../palette.ts';
import { type InnerWall, rectangle } from '../plan/inner-wall.ts';
import { ringOf } from '../plan/outline.ts';
import { type Bay, bayedRectangle, publicStorey, type Room, times } from '../plan/public-storey.ts';
import { band, floorSlab, parapet, plinth } from '../plan/shell.ts';

const WIDTH = 36;
const DEPTH = 16;
const STOREY_M = 4.2;
const RISE_M = 0.3;
const WELL: StairWell = { minX: 14.6, maxX: 17.6, minY: 1.4, maxY: 7.6 };
// Middle of the corridor's two walls.
const SOUTH_WALL = -1;
const NORTH_WALL = 1.2;

const ROOMS: readonly (readonly (readonly [key: string, name: string])[])[] = [
  [
    ['hall', '服务大厅'],
    ['monitoring', '监控中心'],
    ['fire-control', '消防控制室'],
    ['property', '物业办公室'],
    ['mail', '收发室'],
    ['power', '配电间'],
  ],
  [
    ['health', '社区卫生服务站'],
    ['elderly', '日间照料室'],
    ['reading', '阅览室'],
    ['meeting', '会议室'],
    ['archive', '档案室'],
    ['committee', '居委会办公室'],
  ],
  [
    ['activity', '多功能活动室'],
    ['chess', '棋牌室'],
    ['dance', '舞蹈室'],
    ['volunteer', '志愿者工作站'],
    ['training', '培训室'],
    ['equipment', '设备机房'],
  ],
];

const southBays = (): Bay[] => {
  const glazed: Bay = { width: 4.5, fit: glazedFit(3, 3, 0.3, 0.7) };
  const entrance: Bay = { width: 4.5, fit: glazedFit(3, 3, 0.3, 0.7), groundFit: publicDoorFit(2.8, 3) };
  return [glazed, glazed, glazed, entrance, entrance, glazed, glazed, glazed];
};

const outline = () =>
  bayedRectangle(WIDTH, DEPTH, {
    south: southBays(),
    east: times(2, { width: 8, fit: windowRowFit(2, 1.8, 2, 0.9), finish: 'accent' }),
    north: times(6, { width: 6, fit: windowRowFit(2, 1.8, 2, 0.9) }),
    west: times(2, { width: 8, fit: windowRowFit(2, 1.8, 2, 0.9), finish: 'accent' }),
  });

function rooms(floor: number): Room[] {
  const [half, top, bottom] = [WIDTH / 2 - 0.25, DEPTH / 2 - 0.25, -DEPTH / 2 + 0.25];
  const places: Vec2[][] = [
    rectangle(-half, bottom, -2.1, SOUTH_WALL - 0.1),
    rectangle(-1.9, bottom, 8.9, SOUTH_WALL - 0.1),
    rectangle(9.1, bottom, half, SOUTH_WALL - 0.1),
    rectangle(-half, NORTH_WALL + 0.1, -6.1, top),
    rectangle(-5.9, NORTH_WALL + 0.1, 4.9, top),
    rectangle(5.1, NORTH_WALL + 0.1, 14.4, top),
  ];
  const named = (ROOMS[floor - 1] ?? []).map(([key, name], index) => ({
    key,
    name: `${floor}${String(index + 1).padStart(2, '0')}`,
    longName: name,
    objectType: key === 'power' || key === 'equipment' ? 'PLANT' : 'ROOM',
    ring: places[index] ?? [],
  }));
  return [
    ...named,
    {
      key: 'corridor',
      name: `${floor}F-CORRIDOR`,
      longName: `${floor}层走廊`,
      objectType: 'CORRIDOR',
      ring: rectangle(-half, SOUTH_WALL + 0.1, half, NORTH_WALL - 0.1),
    },
    {
      key: 'stair',
      name: `${floor}F-STAIR`,
      longName: '楼梯间',
      objectType: 'STAIR',
      ring: rectangle(WELL.minX, WELL.minY, WELL.maxX, WELL.maxY),
    },
  ];
}

function walls(): InnerWall[] {
  const half = WIDTH / 2 - 0.25;
  const door = (key: string, x: number) =>
    opening(x, 0, 1.2, 2.2, 0.2, doorFill(key, 1.2, 2.2, { name: '房间门', finish: 'doorLeaf' }));
  return [
    {
      from: [-half, SOUTH_WALL],
      to: [half, SOUTH_WALL],
      thickness: 0.2,
      openings: [door('door-a', 8), door('door-b', 19), door('door-c', 29)],
    },
    {
      from: [-half, NORTH_WALL],
      to: [half, NORTH_WALL],
      thickness: 0.2,
      openings: [door('door-d', 5), door('door-e', 16), door('door-f', 26), door('door-g', 33)],
    },
    { from: [-2, -DEPTH / 2 + 0.25], to: [-2, SOUTH_WALL - 0.1], thickness: 0.2 },
    { from: [9, -DEPTH / 2 + 0.25], to: [9, SOUTH_WALL - 0.1], thickness: 0.2 },
    { from: [-6, NORTH_WALL + 0.1], to: [-6, DEPTH / 2 - 0.25], thickness: 0.2 },
    { from: [5, NORTH_WALL + 0.1], to: [5, DEPTH / 2 - 0.25], thickness: 0.2 },
    { from: [14.5, NORTH_WALL + 0.1], to: [14.5, DEPTH / 2 - 0.25], thickness: 0.2 },
  ];
}

/** Vertical stone fins between the glazed bays over the whole height of a storey. */
function fins(floor: number): Element[] {
  const foot = floor === 1 ? -RISE_M : 0;
  return Array.from({ length: 9 }, (_, index) => ({
    ifc: 'IfcMember' as const,
    key: `fin-${index}`,
    name: '竖向石材装饰柱',
    at: [-WIDTH / 2 + index * 4.5, -DEPTH / 2, 0] as const,
    turnDeg: 0,
    shape: [box('base', [-0.25, -0.55, foot], [0.5, 0.55, STOREY_M - foot])],
    predefinedType: 'MULLION',
    external: true,
    material: '石材饰面',
  }));
}

/** The residents' service centre: three storeys with the monitoring centre, fire control room, clinic and halls. */
export function serviceCentre(code: string, name: string, address: string): BuildingDesign {
  const storeys = [1, 2, 3].map((floor) =>
    publicStorey({
      name: `${floor}F`,
      elevation: Math.round((RISE_M + (floor - 1) * STOREY_M) * 1000) / 1000,
      height: STOREY_M,
      outline: outline(),
      finish: floor === 1 ? 'base' : 'body',
      rooms: rooms(floor),
      walls: walls(),
      holes: floor > 1 ? [stairHole(WELL, STOREY_M)] : [],
      slabThickness: floor === 1 ? RISE_M : undefined,
      elements: [
        ...fins(floor),
        ...(floor < 3 ? [halfTurnStair('stair', WELL, STOREY_M)] : []),
        ...(floor === 1
          ? [
              plinth(outline(), 'plinth', RISE_M),
              entrancePlatform(-6, -DEPTH / 2, 12, 4.4, RISE_M),
              ...plateOnColumns(
                'canopy',
                '入口雨篷',
                [-6, -DEPTH / 2 - 4.4, 3.7],
                [12, 4.4, 0.5],
                [
                  [-5.3, -DEPTH / 2 - 3.9, 0.6],
                  [5.3, -DEPTH / 2 - 3.9, 0.6],
                ],
                -RISE_M,
              ),
            ]
          : [band(outline(), { key: 'course', finish: 'trim', z: -0.25, height: 0.35, projection: 0.12 })]),
      ],
    }),
  );
  const roofElevation = Math.round((RISE_M + 3 * STOREY_M) * 1000) / 1000;
  return {
    code,
    name,
    description: '3层小区服务中心，框架结构，设监控中心、消防控制室、社区卫生服务站',
    address,
    palette: PUBLIC_LIGHT,
    footprint: ringOf(outline()),
    storeys: [
      ...storeys,
      {
        name: 'RF',
        elevation: roofElevation,
        height: 1.2,
        spaces: [],
        elements: [
          floorSlab(outline(), { key: 'roof-slab', name: '屋面板', finish: 'roof', predefinedType: 'ROOF' }),
          parapet(outline(), 'parapet', 'body', 1),
          band(outline(), { key: 'cornice', finish: 'accent', z: -0.35, height: 0.6, projection: 0.7 }),
        ],
      },
    ],
  };
}
