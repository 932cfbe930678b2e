/** Layers of the ground plan (models/site.json, `ground`), in no order. */
export type GroundLayer =
  | 'road'
  | 'path'
  | 'green'
  | 'water'
  | 'plaza'
  | 'fireLane'
  | 'parking'
  | 'court'
  | 'wall'
  | 'gate'
  | 'tree'
  | 'roof'
  | 'outside';

/** [longitude, latitude] in degrees, WGS 84. */
export type LonLat = readonly [longitude: number, latitude: number];

export type GroundGeometry =
  | { readonly type: 'Point'; readonly coordinates: LonLat }
  | { readonly type: 'LineString'; readonly coordinates: readonly LonLat[] }
  | { readonly type: 'MultiLineString'; readonly coordinates: readonly (readonly LonLat[])[] }
  | { readonly type: 'Polygon'; readonly coordinates: readonly (readonly LonLat[])[] }
  | { readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly (readonly LonLat[])[])[] };

export interface GroundFeature {
  readonly type: 'Feature';
  readonly geometry: GroundGeometry;
  /** widthM: of a line on the ground; heightM: of what stands on it (a wall, a tree, a neighbor's house); crownM: across a tree. */
  readonly properties: {
    readonly layer: string;
    readonly name?: string | null;
    readonly widthM?: number | null;
    readonly heightM?: number | null;
    readonly crownM?: number | null;
  };
}

/** The ground plan: GET /api/v1/layers/ground. */
export interface GroundPlan {
  readonly type: 'FeatureCollection';
  readonly features: readonly GroundFeature[];
}
