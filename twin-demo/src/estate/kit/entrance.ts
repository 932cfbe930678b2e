import type { Element } from '../../ifc/design.ts';
import { box } from '../../ifc/shape.ts';
import type { Fit } from '../plan/outline.ts';
import { doorFill, opening } from './opening.ts';

/** The entrance of a unit: glazed double door under a canopy on two columns, with a platform and a step. */
export function entranceFit(rise: number): Fit {
  return ({ key, width: side, wall }) => {
    const width = Math.min(1.5, side - 0.2);
    const half = 1.7;
    const middle = side / 2;
    const base = { at: [middle, 0, 0] as const, turnDeg: 0, external: true };
    return {
      openings: [
        opening(
          (side - width) / 2,
          0,
          width,
          2.3,
          wall,
          doorFill(`${key}/entrance`, width, 2.3, { name: '单元门', finish: 'glass', leaves: 2, external: true }),
        ),
      ],
      elements: [
        {
          ...base,
          ifc: 'IfcSlab',
          key: `${key}/canopy`,
          name: '雨篷',
          shape: [
            box('accent', [-half, -2.2, 2.55], [2 * half, 2.2, 0.25]),
            box('trim', [-half - 0.1, -2.3, 2.8], [2 * half + 0.2, 2.3, 0.1]),
          ],
          predefinedType: 'ROOF',
          material: '钢筋混凝土 C30',
        },
        {
          ...base,
          ifc: 'IfcColumn',
          key: `${key}/columns`,
          name: '门廊柱',
          shape: [
            box('base', [-half, -2.2, -rise], [0.4, 0.4, 2.55 + rise]),
            box('base', [half - 0.4, -2.2, -rise], [0.4, 0.4, 2.55 + rise]),
          ],
          material: '石材饰面',
        },
        {
          ...base,
          ifc: 'IfcSlab',
          key: `${key}/platform`,
          name: '入口平台',
          shape: [
            box('stone', [-half, -2.2, -rise], [2 * half, 2.2, rise - 0.02]),
            box('stone', [-half, -2.55, -rise], [2 * half, 0.35, rise / 2]),
          ],
          predefinedType: 'LANDING',
          material: '花岗岩',
        },
      ],
    };
  };
}

/** A plain steel door in the middle of a side. */
export function serviceDoorFit(width: number): Fit {
  return ({ key, width: side, wall }) => ({
    openings: [
      opening(
        (side - width) / 2,
        0,
        width,
        2.1,
        wall,
        doorFill(`${key}/service-door`, width, 2.1, {
          name: '设备间门',
          finish: 'doorLeaf',
          leaves: width > 1.1 ? 2 : 1,
          external: true,
          fireRating: '甲级',
        }),
      ),
    ],
  });
}

/** A stone platform before a public entrance, two steps high: west end, face of the building, width, depth and rise, metres. */
export function entrancePlatform(x: number, faceY: number, width: number, depth: number, rise: number): Element {
  return {
    ifc: 'IfcSlab',
    key: 'platform',
    name: '入口平台',
    at: [x, faceY, 0],
    turnDeg: 0,
    shape: [
      box('stone', [0, -depth, -rise], [width, depth, rise - 0.02]),
      box('stone', [0, -depth - 0.35, -rise], [width, 0.35, rise / 2]),
    ],
    predefinedType: 'LANDING',
    external: true,
    material: '花岗岩',
  };
}
