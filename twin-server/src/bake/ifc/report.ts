import type { Georeference } from 'twin-core';

/** What a bake says of itself: the fields of `bake ifc --json`. */
export interface BakeReport {
  /** IfcElement instances but openings, other features and virtual elements. */
  readonly products: number;
  /** Products that kept at least one triangle. */
  readonly withGeometry: number;
  /** Triangles in the storeys' tiles. */
  readonly triangles: number;
  readonly storeys: number;
  readonly spaces: number;
  readonly doors: number;
  readonly devices: number;
  /** Of walkable.json: spaces with a shape, those with a way out, and what is doubtful about the ways. */
  readonly ways: { readonly spaces: number; readonly withRoute: number; readonly doubt: string | null };
  /** Bytes written. */
  readonly bytes: number;
  /** Wall time in the worker, from reading the file to the last byte. */
  readonly seconds: number;
  /** Largest resident set of the worker process so far, MiB. */
  readonly peakRssMb: number;
  readonly warnings: readonly string[];
  readonly georeference: Georeference;
}

/** Steps of a bake, in their order. */
export type BakePhase = 'read' | 'properties' | 'meshes' | 'tiles' | 'write';

/** How far a bake is. */
export interface BakeProgress {
  readonly phase: BakePhase;
  /** Of the phase, 0 to 1. */
  readonly fraction: number;
}
