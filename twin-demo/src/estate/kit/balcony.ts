import type { Element } from '../../ifc/design.ts';
import { box, frame, type Shape } from '../../ifc/shape.ts';
import type { Fit } from '../plan/outline.ts';
import { opening, slidingDoorFill } from './opening.ts';

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
