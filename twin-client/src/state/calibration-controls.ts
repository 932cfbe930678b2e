import type { GeoPoint } from 'twin-core';
import type { GeoCorner } from './records/calibration.ts';

/** A numbered corner of a building in the scene. */
export interface CornerMark {
  readonly at: GeoPoint;
  readonly label: string;
}

/** Where a camera is taken to stand, and the corners of its picture some metres before it, from the upper left clockwise. */
export interface CameraFrustum {
  readonly from: GeoPoint;
  readonly corners: readonly GeoPoint[];
}

/** Picks corners of buildings in the scene, and shows what was matched and where a camera is taken to stand. */
export interface CalibrationControls {
  /** From now on a click near one of these corners means it; others mean nothing. */
  begin(corners: readonly GeoCorner[], onPick: (corner: GeoPoint) => void): void;
  show(marks: readonly CornerMark[], frustum: CameraFrustum | null): void;
  end(): void;
}
