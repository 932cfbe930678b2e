import type { FeatureGeometry } from 'twin-core';

/** A feature as its file has it: coordinates in the file's CRS and order, shape unchecked. */
export interface SourceFeature {
  /** Of the file where it has one. */
  readonly id: string | null;
  /** `type` and `coordinates` (or `geometries`) in the manner of GeoJSON; null where the feature has no shape. */
  readonly geometry: SourceGeometry | null;
  readonly properties: Readonly<Record<string, unknown>>;
  /** Where in the file it stands, for messages: `feature 17`. */
  readonly place: string;
}

/** A shape in the manner of GeoJSON of which nothing is known yet. */
export interface SourceGeometry {
  readonly type: string;
  readonly coordinates?: unknown;
  readonly geometries?: readonly unknown[];
}

/** A feature that can be used: WGS 84, rings closed and turned by RFC 7946, an id that no other of its file has. */
export interface GeoFeature {
  readonly id: string;
  readonly name: string | null;
  readonly geometry: FeatureGeometry;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** Kinds of files that are read. */
export type FeatureFormat = 'geojson' | 'flatgeobuf' | 'shapefile' | 'osm-pbf' | 'osm-xml';

/** What a file says of its coordinate reference system. */
export interface DeclaredCrs {
  /** `EPSG:4547`, a name, or WKT. */
  readonly text: string;
  /** Where it says so: `crs member`, `.prj`. */
  readonly from: string;
}

/** A file whose head was understood. */
export interface FeatureSource {
  readonly format: FeatureFormat;
  /** Null where the file says nothing and its format does not settle it. */
  readonly crs: DeclaredCrs | null;
  /** One line each: what was taken for granted in reading it. */
  readonly notes: readonly string[];
  /** Reads from the beginning, each time anew. Throws InputError where the file is damaged. */
  features(): AsyncIterable<SourceFeature>;
}
