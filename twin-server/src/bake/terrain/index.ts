/** The door of baking terrain: elevation models in, quantized-mesh tiles and heights out. */
export type { TerrainReport } from './bake-terrain.ts';
export { runBakeTerrain } from './terrain-command.ts';
