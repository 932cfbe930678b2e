import type { GeoPoint } from 'twin-core';

/** A part of a facade by its corners, with the probability that something fell from there. */
export interface FallSource {
  readonly corners: readonly GeoPoint[];
  readonly probability: number;
}

/** A fall as the scene shows it: its path with what it is unsure by, and where it may have begun. */
export interface FallPicture {
  /** Standard deviation in metres at each point. */
  readonly path: readonly { readonly at: GeoPoint; readonly sigmaM: number }[];
  readonly storeys: readonly FallSource[];
  readonly openings: readonly FallSource[];
}

/** Shows where something fell. */
export interface FallControls {
  /** Shows a fall on its facade; null ends it. */
  show(fall: FallPicture | null): void;
}
