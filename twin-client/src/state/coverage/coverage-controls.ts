import type { LonLat } from '../ground-plan.ts';

/** An upright surface over a line on the ground; heights are metres above the ellipsoid. */
export interface CoverageWall {
  readonly line: readonly LonLat[];
  readonly lowM: number;
  readonly highM: number;
  /** #rrggbb. */
  readonly color: string;
  /** 0 to 1. */
  readonly opacity: number;
}

/** A word or a dot at a place over the ground. */
export interface CoverageMark {
  readonly at: LonLat;
  readonly heightM: number;
  readonly color: string;
  /** Null for a dot alone. */
  readonly text: string | null;
}

/** What is drawn of a coverage. */
export interface CoveragePicture {
  readonly walls: readonly CoverageWall[];
  readonly marks: readonly CoverageMark[];
}

/** Draws what cameras and fences cover over the scene. */
export interface CoverageControls {
  /** Null ends it. */
  show(picture: CoveragePicture | null): void;
}
