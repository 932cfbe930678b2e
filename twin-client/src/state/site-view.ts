import type { BuildingRecord, SiteFile } from 'twin-core';

/** A building with the addresses of its baked tiles and model; null where it has none. */
export interface BuildingView extends BuildingRecord {
  /** tileset.json of its 3D Tiles. */
  readonly tileset: string | null;
  /** outline.json; the contents it names are relative to it. */
  readonly model: string | null;
}

/** The site as GET /api/v1/site gives it. */
export interface SiteView
  extends Pick<
    SiteFile,
    'site' | 'name' | 'timeZone' | 'crs' | 'frame' | 'normalHeightM' | 'heightDatum' | 'boundary' | 'view' | 'zones'
  > {
  readonly buildings: readonly BuildingView[];
}
