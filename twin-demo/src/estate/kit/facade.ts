import type { Element } from '../../ifc/design.ts';
import { box, frame, type Shape } from '../../ifc/shape.ts';
import type { Fit } from '../plan/outline.ts';
import { doorFill, opening, slidingDoorFill, windowFill } from './opening.ts';

/** A window in the middle of a side: width, height and sill in metres. */
export function windowFit(width: number, height: number, sill: number, panes = 2): Fit {
  return ({ key, width: side, wall }) => ({
    openings: [
      opening((side - width) / 2, sill, width, height, wall, windowFill(`${key}/window`, width, height, panes)),
    ],
  });
}

/** Several equal windows along a side, evenly spread. */
export function windowRowFit(count: number, width: number, height: number, sill: number, panes = 2): Fit {
  return ({ key, width: side, wall }) => ({
    openings: Array.from({ length: count }, (_, index) =>
      opening(
        ((index + 0.5) * side) / count - width / 2,
        sill,
        width,
        height,
        wall,
        windowFill(`${key}/window-${index}`, width, height, panes),
      ),
    ),
  });
}

function bayWindowShape(width: number, height: number): Shape {
  const depth = 0.6;
  const bar = 0.06;
  return [
    box('trim', [-0.12, -depth, -0.12], [width + 0.24, depth + 0.1, 0.12]),
    box('trim', [-0.12, -depth, height], [width + 0.24, depth + 0.1, 0.12]),
    frame('frame', [0, -depth + 0.06, 0], width, height, bar, bar),
    box('frame', [width * 0.36 - bar / 2, -depth + 0.06, bar], [bar, bar, height - 2 * bar]),
    box('frame', [width * 0.64 - bar / 2, -depth + 0.06, bar], [bar, bar, height - 2 * bar]),
    box('glass', [bar, -depth + 0.08, bar], [width - 2 * bar, 0.02, height - 2 * bar]),
    box('glass', [0.01, -depth + 0.12, 0], [0.02, depth - 0.12, height]),
    box('glass', [width - 0.03, -depth + 0.12, 0], [0.02, depth - 0.12, height]),
  ];
}

const LEDGE_DEPTH_M = 0.62;

/** A ledge for air-conditioning units behind a louver screen: left end x, width in metres, in the side frame. */
function airConditionerLedge(key: string, x: number, width: number): Element[] {
  const slats = [0.1, 0.38, 0.66, 0.94].map((z) =>
    box('louver', [0.06, -LEDGE_DEPTH_M, z], [width - 0.12, 0.04, 0.18]),
  );
  const base = { at: [x, 0, 0] as const, turnDeg: 0, external: true };
  return [
    {
      ...base,
      ifc: 'IfcSlab',
      key: `${key}/ledge`,
      name: '空调板',
      shape: [box('trim', [0, -LEDGE_DEPTH_M, -0.1], [width, LEDGE_DEPTH_M, 0.1])],
      predefinedType: 'LANDING',
      material: '钢筋混凝土 C30',
    },
    {
      ...base,
      ifc: 'IfcRailing',
      key: `${key}/louver`,
      name: '空调百叶',
      shape: [
        box('louver', [0, -LEDGE_DEPTH_M, 0], [0.06, LEDGE_DEPTH_M, 1.15]),
        box('louver', [width - 0.06, -LEDGE_DEPTH_M, 0], [0.06, LEDGE_DEPTH_M, 1.15]),
        ...slats,
      ],
      predefinedType: 'GUARDRAIL',
      material: '铝合金百叶',
    },
  ];
}

/** A bay window (飘窗) with an air-conditioning ledge beside it, on the side away from the mirror axis. */
export function bayWindowFit(width: number): Fit {
  return ({ key, width: side, wall, height, mirrored }) => {
    const sill = 0.5;
    const tall = height - 1.05;
    const ledge = side - width - 0.75;
    const clear = 0.25;
    const windowX = mirrored ? side - clear - width : clear;
    const ledgeX = mirrored ? 0.2 : side - 0.2 - ledge;
    const window: Omit<Element, 'at' | 'turnDeg'> = {
      ifc: 'IfcWindow',
      key: `${key}/bay`,
      name: '飘窗',
      shape: bayWindowShape(width, tall),
      type: {
        name: `PC${Math.round(width * 10)}${Math.round(tall * 10)}`,
        width,
        height: tall,
        operation: 'TRIPLE_PANEL_VERTICAL',
      },
      external: true,
      material: '断桥铝合金 中空玻璃',
    };
    return {
      openings: [opening(windowX, sill, width, tall, wall, window)],
      elements: ledge > 0.55 ? airConditionerLedge(key, ledgeX, ledge) : [],
    };
  };
}

interface BalconyOptions {
  /** Closed balconies are glazed from curb to ceiling, open ones have a glass railing. */
  readonly closed: boolean;
  readonly depth: number;
  /** Finish of the walls at both ends. */
  readonly fin: string;
}

function balconyGlazing(width: number, depth: number, height: number): Shape {
  const bar = 0.07;
  const panes = Math.max(3, Math.round(width / 1.1));
  const mullions = Array.from({ length: panes - 1 }, (_, index) =>
    box('frame', [((index + 1) * width) / panes - bar / 2, -depth + 0.02, bar], [bar, bar, height - 2 * bar]),
  );
  return [
    frame('frame', [0, -depth + 0.02, 0], width, height, bar, bar),
    ...mullions,
    box('frame', [bar, -depth + 0.02, 0.95], [width - 2 * bar, bar, bar]),
    box('glass', [bar, -depth + 0.05, bar], [width - 2 * bar, 0.02, height - 2 * bar]),
  ];
}

function balconyRailing(width: number, depth: number): Shape {
  const posts = Array.from({ length: 5 }, (_, index) =>
    box('frame', [(index * (width - 0.05)) / 4, -depth + 0.03, 0], [0.05, 0.05, 1.05]),
  );
  return [
    box('trim', [0, -depth, -0.12], [width, 0.12, 0.3]),
    box('railingGlass', [0.05, -depth + 0.05, 0.2], [width - 0.1, 0.02, 0.82]),
    box('frame', [0, -depth + 0.02, 1.05], [width, 0.07, 0.06]),
    ...posts,
  ];
}

/** A living-room balcony over the whole side between two fins, behind a sliding door. */
export function balconyFit({ closed, depth, fin }: BalconyOptions): Fit {
  return ({ key, width: side, wall, height }) => {
    const finWidth = 0.18;
    const clear = side - 2 * finWidth;
    const door = Math.min(3, side - 1);
    const base = { turnDeg: 0, external: true } as const;
    const fins = [0, side - finWidth].map(
      (x, index): Element => ({
        ...base,
        ifc: 'IfcWall',
        key: `${key}/fin-${index}`,
        name: '阳台侧墙',
        at: [x, -depth, 0],
        shape: [box(fin, [0, 0, 0], [finWidth, depth, height])],
        loadBearing: false,
        material: '钢筋混凝土墙体 外保温涂料饰面',
      }),
    );
    const slab: Element = {
      ...base,
      ifc: 'IfcSlab',
      key: `${key}/balcony`,
      name: '阳台板',
      at: [finWidth, 0, 0],
      shape: [box('trim', [0, -depth - 0.06, -0.2], [clear, depth + 0.06, 0.2])],
      predefinedType: 'FLOOR',
      loadBearing: true,
      material: '钢筋混凝土 C30',
    };
    const front: Element = closed
      ? {
          ...base,
          ifc: 'IfcCurtainWall',
          key: `${key}/glazing`,
          name: '封闭阳台窗',
          at: [finWidth, 0, 0],
          shape: balconyGlazing(clear, depth, height - 0.2),
          material: '断桥铝合金 中空玻璃',
        }
      : {
          ...base,
          ifc: 'IfcRailing',
          key: `${key}/railing`,
          name: '阳台栏杆',
          at: [finWidth, 0, 0],
          shape: balconyRailing(clear, depth),
          predefinedType: 'GUARDRAIL',
          material: '夹胶玻璃 铝合金',
        };
    return {
      openings: [opening((side - door) / 2, 0.02, door, 2.35, wall, slidingDoorFill(`${key}/door`, door, 2.35, 3))],
      elements: [...fins, slab, front],
    };
  };
}

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
