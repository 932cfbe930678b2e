/** The door of geodata: files of features in, WGS 84 features out, or the reason why not. */
export { checkPlace, type PlaceFinding } from './check-place.ts';
export { type FeatureFile, type ReadOptions, readFeatures } from './read-features.ts';
export { READ_LIMITS, type ReadLimits } from './read-limits.ts';
export type { SiteGround } from './site-ground.ts';
export type { FeatureFormat, GeoFeature } from './source-feature.ts';
