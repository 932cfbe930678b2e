/** The door of geodata: files of features in, WGS 84 features out, or the reason why not. */
export { type ReadOptions, readFeatures } from './read-features.ts';
export type { SiteGround } from './site-ground.ts';
export type { GeoFeature } from './source-feature.ts';
