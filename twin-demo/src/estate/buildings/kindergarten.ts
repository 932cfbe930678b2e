import type { BuildingDesign, Element } from '../../ifc/design.ts';
import { box } from '../../ifc/shape.ts';
import { entrancePlatform } from '../kit/entrance.ts';
import { doorFill, opening } from '../kit/opening.ts';
import { glazedFit, plateOnColumns, publicDoorFit } from '../kit/public-facade.ts';
import { halfTurnStair, type StairWell, stairHole } from '../kit/stair.ts';
import { windowRowFit } from '../kit/windows.ts';
import { palette } from '../palette.ts';
import { type InnerWall, rectangle } from '../plan/inner-wall.ts';
import { ringOf } from '../plan/outline.ts';
import { bayedRectangle, publicStorey, type Room, times } from '../plan/public-storey.ts';
import { band, floorSlab, parapet, plinth } from '../plan/shell.ts';

const COLORS = palette({
  base: 0xc98d4e,
  body: 0xf2ead8,
  top: 0xf2ead8,
  accent: 0xc65b43,
  trim: 0xfaf6ea,
  frame: 0x4b5660,
  louver: 0x6d9a8b,
  roof: 0x9a6a55,
});

const WIDTH = 38;
const DEPTH = 15;
const STOREY_M = 3.9;
const RISE_M = 0.3;
const WELL: StairWell = { minX: -18.6, maxX: -15.6, minY: 1.6, maxY: 7.1 };
// Edges of the corridor's floor: the hall and the stair lie open to it.
const CORRIDOR_SOUTH = -0.4;
const CORRIDOR_NORTH = 1.4;
const CLASSES = ['小一班', '小二班', '中一班', '中二班', '大一班', '大二班', '音体室', '美工室', '图书角'];
const NORTH = ['晨检室', '厨房', '储藏室'];

const outline = () =>
  bayedRectangle(WIDTH, DEPTH, {
    south: [
      { width: 4, fit: windowRowFit(1, 1.8, 2, 0.6), groundFit: publicDoorFit(2.4, 2.6), finish: 'accent' },
      ...times(3, { width: 11.3, fit: glazedFit(6, 2, 0.6, 0.6, 0.6) }),
    ],
    east: times(1, { width: 15, fit: windowRowFit(3, 1.5, 2, 0.8), finish: 'base' }),
    north: times(6, { width: 6.3, fit: windowRowFit(2, 1.5, 1.6, 0.9) }),
    west: times(1, { width: 15, fit: windowRowFit(3, 1.5, 2, 0.8), finish: 'base' }),
  });

const roomX = (index: number): readonly [number, number] => [-15 + index * 11.3, -15 + (index + 1) * 11.3];

function rooms(floor: number): Room[] {
  const [half, top, bottom] = [WIDTH / 2 - 0.25, DEPTH / 2 - 0.25, -DEPTH / 2 + 0.25];
  const row = (names: readonly string[], south: number, north: number, first: number): Room[] =>
    names.map((longName, index) => {
      const [from, to] = roomX(index);
      return {
        key: `room-${first + index}`,
        name: `${floor}${String(first + index).padStart(2, '0')}`,
        longName,
        objectType: longName === '厨房' ? 'KITCHEN' : 'ROOM',
        ring: rectangle(from + 0.1, south, Math.min(to - 0.1, half), north),
      };
    });
  return [
    ...row(CLASSES.slice((floor - 1) * 3, floor * 3), bottom, -0.6, 1),
    ...row(floor === 1 ? NORTH : NORTH.map((_, index) => `寝室${floor}-${index + 1}`), 1.6, top, 4),
    {
      key: 'corridor',
      name: `${floor}F-CORRIDOR`,
      longName: `${floor}层走廊`,
      objectType: 'CORRIDOR',
      ring: rectangle(-half, CORRIDOR_SOUTH, half, CORRIDOR_NORTH),
    },
    {
      key: 'stair',
      name: `${floor}F-STAIR`,
      longName: '楼梯间',
      objectType: 'STAIR',
      ring: rectangle(WELL.minX, CORRIDOR_NORTH, WELL.maxX, WELL.maxY),
    },
    {
      key: 'hall',
      name: `${floor}F-HALL`,
      longName: floor === 1 ? '门厅' : `${floor}层开放活动区`,
      objectType: 'LOBBY',
      ring: rectangle(-half, bottom, -15.1, CORRIDOR_SOUTH),
    },
  ];
}

function walls(): InnerWall[] {
  const half = WIDTH / 2 - 0.25;
  const door = (key: string, x: number) =>
    opening(x, 0, 1.2, 2.2, 0.2, doorFill(key, 1.2, 2.2, { name: '教室门', finish: 'doorLeaf' }));
  return [
    {
      from: [-15, -0.5],
      to: [half, -0.5],
      thickness: 0.2,
      openings: [0, 1, 2].map((i) => door(`class-door-${i}`, 1 + i * 11.3)),
    },
    {
      from: [-15, 1.5],
      to: [half, 1.5],
      thickness: 0.2,
      openings: [0, 1, 2].map((i) => door(`back-door-${i}`, 1 + i * 11.3)),
    },
    ...[0, 1, 2].map((i) => ({
      from: [-15 + i * 11.3, -7.25] as const,
      to: [-15 + i * 11.3, -0.6] as const,
      thickness: 0.2,
    })),
    ...[0, 1, 2].map((i) => ({
      from: [-15 + i * 11.3, 1.6] as const,
      to: [-15 + i * 11.3, 7.25] as const,
      thickness: 0.2,
    })),
  ];
}

/** Colored sun shades over the class windows. */
function shades(): Element[] {
  const finishes = ['base', 'louver', 'accent'];
  return finishes.map((finish, index) => ({
    ifc: 'IfcMember' as const,
    key: `shade-${index}`,
    name: '彩色遮阳构件',
    at: [(roomX(index)[0] + roomX(index)[1]) / 2, -DEPTH / 2, 0] as const,
    turnDeg: 0,
    shape: [
      box(finish, [-5.3, -0.5, 0.2], [0.25, 0.5, 3.4]),
      box(finish, [5.05, -0.5, 0.2], [0.25, 0.5, 3.4]),
      box(finish, [-5.05, -0.5, 3.35], [10.1, 0.5, 0.25]),
      box(finish, [-5.05, -0.5, 0.2], [10.1, 0.5, 0.25]),
    ],
    external: true,
    material: '铝板饰面',
  }));
}

/** The kindergarten: three storeys of class rooms to the south behind colored frames. */
export function kindergarten(code: string, name: string, address: string): BuildingDesign {
  return {
    code,
    name,
    description: '3层幼儿园，9班，框架结构',
    address,
    palette: COLORS,
    footprint: ringOf(outline()),
    storeys: [
      ...[1, 2, 3].map((floor) =>
        publicStorey({
          name: `${floor}F`,
          elevation: Math.round((RISE_M + (floor - 1) * STOREY_M) * 1000) / 1000,
          height: STOREY_M,
          outline: outline(),
          finish: 'body',
          rooms: rooms(floor),
          walls: walls(),
          holes: floor > 1 ? [stairHole(WELL, STOREY_M)] : [],
          slabThickness: floor === 1 ? RISE_M : undefined,
          elements: [
            ...shades(),
            ...(floor < 3 ? [halfTurnStair('stair', WELL, STOREY_M)] : []),
            ...(floor === 1
              ? [
                  plinth(outline(), 'plinth', RISE_M),
                  entrancePlatform(-WIDTH / 2, -DEPTH / 2, 4, 3, RISE_M),
                  ...plateOnColumns(
                    'canopy',
                    '入口雨篷',
                    [-WIDTH / 2 - 0.6, -DEPTH / 2 - 3.2, 3],
                    [5.2, 3.2, 0.4],
                    [
                      [-WIDTH / 2, -DEPTH / 2 - 2.8, 0.35],
                      [-WIDTH / 2 + 4, -DEPTH / 2 - 2.8, 0.35],
                    ],
                    -RISE_M,
                  ),
                ]
              : [band(outline(), { key: 'course', finish: 'trim', z: -0.2, height: 0.3, projection: 0.1 })]),
          ],
        }),
      ),
      {
        name: 'RF',
        elevation: Math.round((RISE_M + 3 * STOREY_M) * 1000) / 1000,
        height: 1.3,
        spaces: [],
        elements: [
          floorSlab(outline(), { key: 'roof-slab', name: '屋面板', finish: 'roof', predefinedType: 'ROOF' }),
          parapet(outline(), 'parapet', 'body', 1.1),
          band(outline(), { key: 'cornice', finish: 'accent', z: -0.3, height: 0.5, projection: 0.25 }),
        ],
      },
    ],
  };
}
