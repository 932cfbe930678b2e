import { linear } from '../linear.ts';
import { ANALOGS, COMPONENT_BITS, namesOf, SYSTEM_BITS, TRANSMITTER_BITS } from './codes.ts';
import type { Value } from './data-unit.ts';
import type { PanelPoint } from './declaration.ts';

/** A value of a property of a device. */
export interface PointValue {
  readonly device: string;
  readonly property: string;
  readonly value: boolean | number;
}

/** The points of a connection, found by whose value they are. */
export class PointTable {
  readonly #points = new Map<string, PanelPoint[]>();

  constructor(points: readonly PanelPoint[]) {
    for (const point of points) {
      const key = keyOfPoint(point);
      const those = this.#points.get(key);
      if (those) those.push(point);
      else this.#points.set(key, [point]);
    }
  }

  /** What a value told by this transmission device is to the twin; empty where no point takes it. */
  valuesOf(source: number, told: Value): PointValue[] {
    const values: PointValue[] = [];
    for (const point of this.#points.get(keyOf(told)) ?? []) {
      if (point.source !== undefined && point.source !== source) continue;
      const value = taken(point, told);
      if (value !== null) values.push({ device: point.device, property: point.property, value });
    }
    return values;
  }
}

/** A value in words that stay the same while it does not change in kind: which of what, and for states what is on. */
export function describeValue(told: Value): string {
  switch (told.is) {
    case 'component':
      return `${componentIn(told)} (${stateIn(told.bits, COMPONENT_BITS)})`;
    case 'system':
      return `system ${told.systemType}/${told.system} (${stateIn(told.bits, SYSTEM_BITS)})`;
    case 'transmitter':
      return `the transmission device (${stateIn(told.bits, TRANSMITTER_BITS)})`;
    case 'analog':
      return `${ANALOGS[told.type - 1]?.name ?? `analog type ${told.type}`} of ${componentIn(told)}`;
  }
}

/** Whose value it is: one key for the states and the analog values of a component. */
export function keyOf(told: Value): string {
  switch (told.is) {
    case 'transmitter':
      return told.is;
    case 'system':
      return `system ${told.systemType} ${told.system}`;
    default:
      return `component ${told.system} ${told.componentType} ${told.component}`;
  }
}

function keyOfPoint(point: PanelPoint): string {
  switch (point.of) {
    case 'transmitter':
      return point.of;
    case 'system':
      return `system ${point.systemType} ${point.system}`;
    case 'component':
      return `component ${point.system} ${point.type} ${point.component}`;
  }
}

/** Bits by what tells them. */
const BITS = { component: COMPONENT_BITS, system: SYSTEM_BITS, transmitter: TRANSMITTER_BITS } as const;

/** What a point takes of a value told by whom it is of; null where it is about another bit or analog value. */
function taken(point: PanelPoint, told: Value): boolean | number | null {
  if (told.is === 'analog') {
    const analog = ANALOGS[told.type - 1];
    if (point.of !== 'component' || analog?.name !== point.from) return null;
    return linear(told.raw, analog.step * point.scale, 0);
  }
  const names: readonly string[] = BITS[told.is];
  const bit = names.indexOf(point.from);
  return bit < 0 ? null : ((told.bits >> bit) & 1) === 1;
}

const stateIn = (bits: number, names: readonly string[]) => namesOf(bits, names).join(', ') || 'nothing on';
const componentIn = ({ systemType, system, componentType, component }: Extract<Value, { component: number }>) =>
  `component type ${componentType} at ${component} of system ${systemType}/${system}`;
