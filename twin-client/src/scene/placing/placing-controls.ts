import type { BuildingOutline, GeoPoint, LocalPoint, Placement } from 'twin-core';

/** The building that is to be placed. */
export interface PlacedBuilding {
  readonly code: string;
  /** Where it stands now. */
  readonly placement: Placement;
  /** Its extent in its own frame, metres. */
  readonly box: NonNullable<BuildingOutline['box']>;
  /** Points of it that a click snaps to, metres of its own frame. */
  readonly corners: readonly LocalPoint[];
}

/** A numbered mark in the scene: a point of the model and, once it is known, of the ground. */
export interface PlacingMark {
  readonly model: LocalPoint | null;
  readonly ground: GeoPoint | null;
}

/** What the handles are called, for those who do not see them. */
export interface HandleNames {
  readonly move: string;
  readonly turn: string;
  readonly height: string;
}

/** Whom placing tells. */
export interface PlacingEvents {
  /** The model was moved by a handle or a key. */
  onMove(placement: Placement): void;
}

/**
 * Placing one model by hand: handles and keys move it in the scene, clicks pick points of it and of the ground. Nothing is
 * stored; the scene shows what it is told, and what the registry says again when it ends.
 */
export interface PlacingControls {
  /** Puts handles on a building. Another that is being placed goes back first. */
  begin(building: PlacedBuilding, names: HandleNames, events: PlacingEvents): void;
  /** Shows it elsewhere. */
  move(placement: Placement): void;
  /** Waits for a click on the model; null when `stopPicking` or the end comes first. A click elsewhere is not taken. */
  pickModelPoint(): Promise<LocalPoint | null>;
  /** Waits for a click on the ground. */
  pickGroundPoint(): Promise<GeoPoint | null>;
  /** Gives up waiting for a click; false where none was waited for. */
  stopPicking(): boolean;
  mark(marks: readonly PlacingMark[]): void;
  /** Takes the handles away and leaves the building where it was last told to stand, or at `placement`. */
  end(placement?: Placement): void;
}
