import type { Element } from '../../ifc/design.ts';
import { box, frame, type Shape } from '../../ifc/shape.ts';
import type { Fit } from '../plan/outline.ts';
import { opening } from './opening.ts';

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
