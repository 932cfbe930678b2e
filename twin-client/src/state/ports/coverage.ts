import type { CameraView } from 'twin-core';
import type { Coverage, CoverageChange } from '../records/coverage.ts';

/** A camera as it might stand, degrees and metres above the ellipsoid; `device` is a code, or a name for one that there is not. */
export interface PlacedCamera extends CameraView {
  readonly longitude: number;
  readonly latitude: number;
  readonly height: number;
}

/** What cameras and fences cover. Rejects with a Problem. */
export interface CoveragePort {
  present(signal?: AbortSignal): Promise<Coverage>;
  /** As if cameras stood elsewhere, and others were not there. Changes nothing. */
  whatIf(cameras: readonly PlacedCamera[], removed: readonly string[], signal?: AbortSignal): Promise<CoverageChange>;
}
