import type { SectionAxis, SectionCut } from '../../state/building-look.ts';

/** A half space in metres of the building frame: what has normal · point + distance > 0 is kept. */
export interface HalfSpace {
  readonly normal: readonly [x: number, y: number, z: number];
  readonly distance: number;
}

/** Extent of a building along the axes of its frame, metres. */
export type Extent = Readonly<Record<SectionAxis, readonly [low: number, high: number]>>;

/** Farther than any building is large, metres: a plane there cuts nothing. */
export const UNCUT: HalfSpace = { normal: [0, 0, -1], distance: 1e6 };

/** The extent of an upright 3D Tiles box: centre, then three half axes. */
export function extentOf(box: readonly number[]): Extent {
  const along = (axis: number): readonly [number, number] => [
    (box[axis] ?? 0) - (box[3 + axis * 4] ?? 0),
    (box[axis] ?? 0) + (box[3 + axis * 4] ?? 0),
  ];
  return { x: along(0), y: along(1), z: along(2) };
}

/** What a section keeps of a building. */
export function sectionHalfSpace(cut: SectionCut | null, extent: Extent): HalfSpace {
  if (!cut) return UNCUT;
  const [low, high] = extent[cut.axis];
  const at = low + (high - low) * cut.share;
  const side = cut.flipped ? 1 : -1;
  const normal = { x: [side, 0, 0], y: [0, side, 0], z: [0, 0, side] } as const;
  return { normal: normal[cut.axis], distance: -side * at };
}
