import type { GeoPoint, LocalPoint } from 'twin-core';
import type { LonLat } from './ground-plan.ts';

/** Ways out as they are drawn inside a building; metres of the building frame. */
export interface RoutePicture {
  readonly ways: readonly { readonly line: readonly LocalPoint[]; readonly smoky: boolean }[];
  /** Ways that nobody passes now. */
  readonly blocked: readonly (readonly [LocalPoint, LocalPoint])[];
}

/** Ways over the ground of the site, and those of one storey where it stands. */
export interface GroundWays {
  readonly lines: readonly (readonly LonLat[])[];
  /** Where they end. */
  readonly ends: readonly LonLat[];
  /** The way in for responders, from the gate. */
  readonly wayIn: readonly LonLat[];
  readonly onStorey: readonly { readonly line: readonly GeoPoint[]; readonly look: 'safe' | 'smoky' | 'blocked' }[];
}

/** Draws ways over the ground of the scene. */
export interface GroundWayControls {
  /** Shows these in the place of all others; null none. */
  show(ways: GroundWays | null): void;
}
