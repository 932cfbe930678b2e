import type { PictureMask, Placement } from 'twin-core';
import type { GroundGrid, SightCamera } from 'twin-core/geometry';

type Point = readonly [x: number, y: number];

/** A building whose shell was baked. */
export interface ShellPlace {
  readonly building: string;
  /** Where its shell.bin lies, and what changes with it. */
  readonly file: string;
  readonly stamp: string;
  readonly placement: Placement;
}

/** A building of which no more is known than its outline; heights above the frame's origin, metres. */
export interface Block {
  /** Null for one that is not of the site. */
  readonly building: string | null;
  readonly ring: readonly Point[];
  readonly lowM: number;
  readonly highM: number;
}

/** Where people ought to be seen (7.2.10-1): points on the ground, seen at the height of a person, or things as high as they are. */
export interface Place {
  readonly kind: string;
  readonly code: string;
  /** Without a height: on the ground. */
  readonly points: readonly (readonly [x: number, y: number, z: number | null])[];
}

/** An estate as sight looks at it: metres of the site's frame, x east, y north, z up. */
export interface Estate {
  readonly frame: Placement;
  readonly shells: readonly ShellPlace[];
  readonly blocks: readonly Block[];
  /** Null where no elevation model is: the ground is flat then. */
  readonly ground: GroundGrid | null;
  readonly boundary: readonly Point[];
  readonly fences: readonly (readonly Point[])[];
  readonly places: readonly Place[];
  /** GlobalIds of the spaces that are homes, and the buildings with homes in them. */
  readonly homes: readonly { readonly house: string; readonly space: string }[];
  readonly homeBuildings: readonly string[];
}

/** What of a camera's picture looks into homes. */
export interface CameraMasks {
  readonly code: string;
  readonly polygons: PictureMask;
  readonly windows: number;
  /** Buildings with homes in the picture whose windows are not known. */
  readonly unknown: readonly string[];
}

/** Sun of a home on the day of the winter solstice: that of its best window (GB 50180-2018, 4.0.9). */
export interface HomeSun {
  readonly house: string;
  readonly building: string;
  readonly storey: string | null;
  readonly hours: number;
  readonly windows: number;
}

export type { SightCamera };
