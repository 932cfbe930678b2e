import type { Plane } from 'three';
import type { BuildingOutline } from 'twin-core';
import type { SectionAxis } from '../../state/building-look.ts';
import { Signal } from '../../state/signal.ts';
import { idlePlane, setIdle } from '../paint/clip-set.ts';
import { SECTION_AXES } from './section-axes.ts';

/** A cut square to an axis: where, metres in the building frame, and which side is taken away. */
export interface AxisCut {
  readonly at: number;
  /** The lower side is taken away, not the higher. */
  readonly flipped: boolean;
}

/** The section as it stands. */
export type SectionState = Readonly<Record<SectionAxis, AxisCut | null>>;

const NONE: SectionState = { x: null, y: null, z: null };
/** Cuts reach this far beyond the building, metres: at either end all of it is seen. */
const BEYOND_M = 0.05;

/** Cuts the building along its axes. */
export class SectionTool {
  readonly state = new Signal<SectionState>(NONE);
  /** What the materials are cut by; idle where there is no cut. */
  readonly planes: readonly [Plane, Plane, Plane] = [idlePlane(), idlePlane(), idlePlane()];
  /** From where to where each axis can be cut, metres in the building frame. */
  readonly range: Readonly<Record<SectionAxis, readonly [from: number, to: number]>>;
  readonly #onChange: () => void;

  constructor(box: BuildingOutline['box'], onChange: () => void) {
    this.#onChange = onChange;
    const along = (axis: 0 | 1 | 2) => [(box?.min[axis] ?? 0) - BEYOND_M, (box?.max[axis] ?? 0) + BEYOND_M] as const;
    this.range = { x: along(0), y: along(1), z: along(2) };
  }

  get active(): boolean {
    return SECTION_AXES.some((axis) => this.state.get()[axis] !== null);
  }

  /** Cuts along an axis; null takes the cut away. */
  cut(axis: SectionAxis, cut: AxisCut | null): void {
    const [from, to] = this.range[axis];
    const within = cut && { ...cut, at: Math.min(to, Math.max(from, cut.at)) };
    this.state.set({ ...this.state.get(), [axis]: within });
    place(this.planes[SECTION_AXES.indexOf(axis)]!, axis, within);
    this.#onChange();
  }

  clear(): void {
    if (!this.active) return;
    for (const axis of SECTION_AXES) place(this.planes[SECTION_AXES.indexOf(axis)]!, axis, null);
    this.state.set(NONE);
    this.#onChange();
  }
}

/** Places a plane in three's axes (x right, y up, z backward). */
function place(plane: Plane, axis: SectionAxis, cut: AxisCut | null): void {
  if (!cut) {
    setIdle(plane);
    return;
  }
  const side = cut.flipped ? 1 : -1;
  if (axis === 'x') plane.normal.set(side, 0, 0);
  else if (axis === 'z') plane.normal.set(0, side, 0);
  else plane.normal.set(0, 0, -side);
  plane.constant = -side * cut.at;
}
