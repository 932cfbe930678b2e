import type { Element } from '../../ifc/design.ts';
import { box, cylinder, frame, type Vec3 } from '../../ifc/shape.ts';
import { rectangle } from '../plan/inner-wall.ts';
import type { Outline } from '../plan/outline.ts';
import { band, floorSlab, placed, shell } from '../plan/shell.ts';
import { serviceDoorFit, windowFit } from './facade.ts';

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

/** A crown over a facade: a row of tall portals that lets the sky through; west end, front face, width, height, depth, metres. */
export function crownScreen(key: string, x: number, y: number, width: number, height: number, depth: number): Element {
  const bays = Math.max(2, Math.round(width / 4));
  const post = 0.5;
  const posts = Array.from({ length: bays + 1 }, (_, index) =>
    box('top', [(index * (width - post)) / bays, 0, 0], [post, depth, height - 0.8]),
  );
  return {
    ifc: 'IfcMember',
    key: `${key}crown`,
    name: '屋顶构架',
    at: [x, y, 0],
    turnDeg: 0,
    shape: [
      ...posts,
      box('accent', [-0.2, -0.2, height - 0.8], [width + 0.4, depth + 0.4, 0.6]),
      box('trim', [-0.35, -0.35, height - 0.2], [width + 0.7, depth + 0.7, 0.2]),
    ],
    predefinedType: 'MEMBER',
    external: true,
    material: '钢筋混凝土构架',
  };
}

/** An open portal frame across the roof: two legs and a beam in the x, z plane. */
export function portal(key: string, x: number, y: number, width: number, height: number): Element {
  return {
    ifc: 'IfcMember',
    key: `${key}portal`,
    name: '屋顶构架',
    at: [x, y, 0],
    turnDeg: 0,
    shape: [frame('top', [0, 0, 0], width, height, 0.6, 0.6)],
    predefinedType: 'MEMBER',
    external: true,
    material: '钢筋混凝土构架',
  };
}
