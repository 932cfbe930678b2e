import type pg from 'pg';
import type { Logger } from 'pino';
import type { BuildingRecord, Georeference, Placement, SiteChange } from 'twin-core';

/** What a bake says of itself, as far as an import passes it on. */
export interface BakeResult {
  readonly products: number;
  readonly withGeometry: number;
  readonly triangles: number;
  readonly bytes: number;
  readonly warnings: readonly string[];
  readonly georeference: Georeference;
}

/** A bake to be done. The folder is made, or is as before when the bake fails or its signal ends it. */
export interface BakeOrder {
  readonly file: string;
  readonly out: string;
  /** Where the building stands if its file is not believed. */
  readonly fallback: Placement;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: {
    readonly phase: 'read' | 'properties' | 'meshes' | 'tiles' | 'write';
    readonly fraction: number;
  }) => void;
}

/** What imports need of the rest of the server; given by the live composition. */
export interface ImportPorts {
  readonly pool: pg.Pool;
  readonly site: string;
  readonly dataDir: string;
  /** Where a building stands whose place nobody knows: the middle of the site, on its ground. */
  readonly siteMiddle: Placement;
  readonly log: Logger;
  /** Bakes in a process of its own. Rejects with InputError for a file that cannot be baked, or with the signal's reason. */
  bake(order: BakeOrder): Promise<BakeResult>;
  /** Makes a baked folder's model searchable in the place of the building's earlier one; resolves to how many things are. */
  index(
    building: string,
    folder: string,
    options: { readonly signal?: AbortSignal; readonly onProgress?: (fraction: number) => void },
  ): Promise<number>;
  /** Makes searchable what of a building stands, and nothing where none does. */
  reindex(building: string): Promise<void>;
  building(code: string): BuildingRecord | undefined;
  /** Stores the record and tells every screen. */
  putBuilding(record: BuildingRecord, source: string, what: SiteChange): Promise<void>;
  /** The IFC file that a building which was never imported here was made from; null where there is none. */
  firstSource(record: BuildingRecord): string | null;
}
