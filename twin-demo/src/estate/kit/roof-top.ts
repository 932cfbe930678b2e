import type { Element } from '../../ifc/design.ts';
import { box, cylinder, prism, prismAlongX, type Vec2, type Vec3 } from '../../ifc/shape.ts';
import { rectangle } from '../plan/inner-wall.ts';
import type { Outline } from '../plan/outline.ts';
import { band, floorSlab, placed, shell } from '../plan/shell.ts';
import { serviceDoorFit } from './entrance.ts';
import { windowFit } from './windows.ts';

/** A machine and stair head house on the roof: plan rectangle and height in metres, with a door to the south. */
export function machineRoom(
  key: string,
  minX: number,
  minY: number,
  maxX: number,
  maxY: number,
  height: number,
): Element[] {
  const [southWest, southEast, northEast, northWest] = rectangle(minX, minY, maxX, maxY);
  if (!southWest || !southEast || !northEast || !northWest) return [];
  const outline: Outline = {
    start: southWest,
    sides: [
      { to: southEast, fit: serviceDoorFit(1) },
      { to: northEast, fit: windowFit(1.2, 0.9, 1.6) },
      { to: northWest, fit: windowFit(1.8, 0.9, 1.6) },
      { to: southWest, fit: windowFit(1.2, 0.9, 1.6) },
    ],
  };
  const lid = floorSlab(outline, {
    key: `${key}machine-room-roof`,
    name: '机房屋面板',
    finish: 'roof',
    predefinedType: 'ROOF',
  });
  return [
    ...shell(outline, { key: `${key}machine-room/`, height, ground: false, finish: 'top' }),
    placed(lid, [0, 0, height - 0.05], 0),
    band(outline, {
      key: `${key}machine-room-cornice`,
      finish: 'trim',
      z: height - 0.35,
      height: 0.5,
      projection: 0.3,
    }),
  ];
}

/** A fire-water tank on its bed. */
export function waterTank(key: string, [x, y, z]: Vec3): Element {
  return {
    ifc: 'IfcTank',
    key: `${key}tank`,
    name: '高位消防水箱',
    at: [x, y, z],
    turnDeg: 0,
    shape: [box('concrete', [-1.7, -1.7, 0], [3.4, 3.4, 0.5]), cylinder('metal', [0, 0, 0.5], 1.5, 2.4)],
  };
}

/** A crown on the roof: tall posts around a rectangle under a ring of beams that lets the sky through; metres. */
export function crown(
  key: string,
  [minX, minY, maxX, maxY]: readonly [number, number, number, number],
  height: number,
): Element {
  const post = 0.55;
  const beam = 0.8;
  const along = (from: number, to: number, pitch: number): number[] => {
    const bays = Math.max(1, Math.round((to - from) / pitch));
    return Array.from({ length: bays + 1 }, (_, index) => from + (index * (to - post - from)) / bays);
  };
  const places = [
    ...along(minX, maxX, 4).flatMap((x) => [
      [x, minY],
      [x, maxY - post],
    ]),
    ...along(minY, maxY, 4)
      .slice(1, -1)
      .flatMap((y) => [
        [minX, y],
        [maxX - post, y],
      ]),
  ];
  const ring = (grow: number) => rectangle(minX - grow, minY - grow, maxX + grow, maxY + grow);
  return {
    ifc: 'IfcMember',
    key: `${key}crown`,
    name: '屋顶构架',
    at: [0, 0, 0],
    turnDeg: 0,
    shape: [
      ...places.map(([x = 0, y = 0]) => box('top', [x, y, 0], [post, post, height - beam])),
      prism('accent', ring(0.2), height - beam, beam, [ring(-0.8)]),
      prism('trim', ring(0.4), height, 0.2, [ring(-1)]),
    ],
    predefinedType: 'MEMBER',
    external: true,
    material: '钢筋混凝土构架',
  };
}

/** A tiled eave along a facade: from and to along x, the outer face's y, and 1 where the facade looks north, −1 south. */
export function tileEave(key: string, fromX: number, toX: number, faceY: number, outward: 1 | -1): Element {
  const section: Vec2[] = [
    [faceY + outward * 0.75, 0],
    [faceY + outward * 0.75, 0.14],
    [faceY - outward * 0.1, 1.55],
    [faceY - outward * 0.1, 0],
  ];
  return {
    ifc: 'IfcRoof',
    key: `${key}eave`,
    name: '坡檐',
    at: [0, 0, 0],
    turnDeg: 0,
    shape: [prismAlongX('roof', outward < 0 ? section.reverse() : section, fromX, toX - fromX)],
    predefinedType: 'SHED_ROOF',
    external: true,
    material: '陶瓦',
  };
}

/** Solar water heaters in a row along x: first west end, y, count; 2.2 m apart. */
export function solarHeaters(key: string, x: number, y: number, count: number): Element[] {
  return Array.from({ length: count }, (_, index) => ({
    ifc: 'IfcSolarDevice' as const,
    key: `${key}solar-${index}`,
    name: '太阳能热水器',
    at: [x + index * 2.2, y, 0] as const,
    turnDeg: 0,
    shape: [
      prismAlongX(
        'collector',
        [
          [0, 0.25],
          [1.5, 1.35],
          [1.45, 1.42],
          [-0.05, 0.32],
        ],
        0,
        1.7,
      ),
      {
        finish: 'metal',
        profile: { type: 'circle', radius: 0.22 },
        at: [-0.05, 1.5, 1.5],
        axis: 'x',
        depth: 1.8,
      } as const,
      box('frame', [0.1, 1.4, 0], [0.06, 0.06, 1.4]),
      box('frame', [1.54, 1.4, 0], [0.06, 0.06, 1.4]),
    ],
    predefinedType: 'SOLARCOLLECTOR',
    external: true,
  }));
}
