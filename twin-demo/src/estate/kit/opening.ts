import type { Element, Opening } from '../../ifc/design.ts';
import { box, frame, type Shape } from '../../ifc/shape.ts';

/** How far an opening over-runs each face of its wall, metres: a hole that ends in a face leaves slivers. */
const OVERRUN_M = 0.1;

/** A hole in a wall whose lower left corner stands at x, sill, with its filling set from the outer face. */
export function opening(
  x: number,
  sill: number,
  width: number,
  height: number,
  wall: number,
  fill?: Omit<Element, 'at' | 'turnDeg'>,
): Opening {
  return {
    at: [x, -OVERRUN_M, sill],
    width,
    height,
    depth: wall + 2 * OVERRUN_M,
    ...(fill ? { fill: { ...fill, at: [0, OVERRUN_M, 0] as const, turnDeg: 0 } } : {}),
  };
}

const PARTITIONING = ['SINGLE_PANEL', 'DOUBLE_PANEL_VERTICAL', 'TRIPLE_PANEL_VERTICAL'];

function glazing(width: number, height: number, panes: number, setback: number): Shape {
  const bar = 0.06;
  const mullions = Array.from({ length: panes - 1 }, (_, index) =>
    box('frame', [((index + 1) * width) / panes - bar / 2, setback, bar], [bar, 0.08, height - 2 * bar]),
  );
  return [
    frame('frame', [0, setback, 0], width, height, bar, 0.08),
    ...mullions,
    box('glass', [bar, setback + 0.03, bar], [width - 2 * bar, 0.02, height - 2 * bar]),
  ];
}

/** A window in a plain wall, with a sill that stands out. */
export function windowFill(key: string, width: number, height: number, panes: number): Omit<Element, 'at' | 'turnDeg'> {
  return {
    ifc: 'IfcWindow',
    key,
    name: '断桥铝合金窗',
    shape: [...glazing(width, height, panes, 0.07), box('trim', [-0.06, -0.07, -0.08], [width + 0.12, 0.2, 0.08])],
    type: {
      name: `C${Math.round(width * 10)}${Math.round(height * 10)}`,
      width,
      height,
      operation: PARTITIONING[panes - 1] ?? 'USERDEFINED',
    },
    external: true,
    material: '断桥铝合金 中空玻璃',
  };
}

/** A glazed sliding door of two or more leaves. */
export function slidingDoorFill(
  key: string,
  width: number,
  height: number,
  leaves = 2,
): Omit<Element, 'at' | 'turnDeg'> {
  return {
    ifc: 'IfcDoor',
    key,
    name: '推拉门',
    shape: glazing(width, height, leaves, 0.07),
    type: {
      name: `TLM${Math.round(width * 10)}${Math.round(height * 10)}`,
      width,
      height,
      operation: 'DOUBLE_DOOR_SLIDING',
    },
    external: true,
    material: '断桥铝合金 中空玻璃',
  };
}

interface DoorOptions {
  readonly name: string;
  readonly finish: string;
  readonly leaves?: 1 | 2;
  readonly fireRating?: string;
  readonly external?: boolean;
  readonly setback?: number;
}

/** A swing door with one or two solid or glazed leaves. */
export function doorFill(
  key: string,
  width: number,
  height: number,
  options: DoorOptions,
): Omit<Element, 'at' | 'turnDeg'> {
  const { name, finish, leaves = 1, fireRating, external = false, setback = 0.05 } = options;
  const bar = 0.06;
  const leaf = (width - 2 * bar - (leaves - 1) * 0.02) / leaves;
  const panels = Array.from({ length: leaves }, (_, index) =>
    box(finish, [bar + index * (leaf + 0.02), setback + 0.03, 0.01], [leaf, 0.05, height - bar - 0.01]),
  );
  return {
    ifc: 'IfcDoor',
    key,
    name,
    shape: [
      box('frame', [0, setback, 0], [bar, 0.12, height]),
      box('frame', [width - bar, setback, 0], [bar, 0.12, height]),
      box('frame', [bar, setback, height - bar], [width - 2 * bar, 0.12, bar]),
      ...panels,
    ],
    type: {
      name: `${fireRating ? 'FM' : 'M'}${Math.round(width * 10)}${Math.round(height * 10)}`,
      width,
      height,
      operation: leaves === 2 ? 'DOUBLE_DOOR_SINGLE_SWING' : 'SINGLE_SWING_LEFT',
    },
    external,
    fireRating,
    material: finish === 'glass' ? '钢化玻璃' : '钢质门',
  };
}
