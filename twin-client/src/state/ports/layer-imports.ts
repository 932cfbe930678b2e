import type { GeoImportJob, GeoImportRequest } from 'twin-core';

/** Importing files of geographic information as layers. Every method rejects with a Problem. */
export interface LayerImportsPort {
  /** Imports under way and the newest of the others, newest first. */
  list(): Promise<readonly GeoImportJob[]>;
  /** Imports a file that was uploaded whole. */
  submit(upload: string, request: GeoImportRequest): Promise<GeoImportJob>;
  /** Tries a refused file once more, told otherwise. */
  again(id: string, request: GeoImportRequest): Promise<GeoImportJob>;
  /** Cancels an import, or forgets one that is over. */
  forget(id: string): Promise<void>;
}
