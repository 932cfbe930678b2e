import type { Element, Space } from '../../ifc/design.ts';
import type { Vec2 } from '../../ifc/shape.ts';
import type { Outline } from './outline.ts';

/** Where in the building a unit's storey is drawn. */
export interface UnitStorey {
  /** Prefix of keys, such as u1/. */
  readonly key: string;
  /** Words before the names of spaces: 1单元, or nothing where there is one unit. */
  readonly unit: string;
  /** Prefix of space names: 1-, or nothing where there is one unit. */
  readonly prefix: string;
  /** Storey name, such as 17F. */
  readonly storey: string;
  /** Number of the storey above ground; 0 in a cellar. */
  readonly floor: number;
  readonly height: number;
  readonly lowest: boolean;
  readonly highest: boolean;
}

/** A storey's name in words: 17层 for 17F, 地下1层 for B1. */
export function storeyWords(storey: string): string {
  return storey.startsWith('B') ? `地下${storey.slice(1)}层` : `${Number.parseInt(storey, 10)}层`;
}

/** What stands inside the outer walls of one unit on one storey. */
export interface UnitInterior {
  readonly elements: readonly Element[];
  readonly spaces: readonly Space[];
  readonly holes: readonly (readonly Vec2[])[];
}

/** One stair unit (单元) of a residential building, about its own axis x = 0. */
export interface UnitPlan {
  readonly outline: Outline;
  interior(storey: UnitStorey): UnitInterior;
}

/** What a unit plan leaves to the building: which ends are gables, and the finish of fins and strips. */
export interface UnitEnds {
  readonly left: boolean;
  readonly right: boolean;
  /** Height of the entrance above the ground outside, metres. */
  readonly rise: number;
}
