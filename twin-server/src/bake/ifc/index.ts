/** The door of bake ifc: IFC files to 3D Tiles 1.1 and building.json. */
export { type BakeOptions, BakePool, bakeAll, bakeIfc, type PoolOptions } from './bake-pool.ts';
export { isBaked } from './baked.ts';
export type { BakeProgress, BakeReport } from './report.ts';
