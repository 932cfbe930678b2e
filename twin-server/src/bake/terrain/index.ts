/** The door of baking terrain: elevation models in, quantized-mesh tiles and heights out. */
export type { TerrainReport } from './bake-terrain.ts';
export { openBakedGround } from './baked-ground.ts';
export type { TerrainFile } from './open-terrain.ts';
export { runBakeTerrain } from './terrain-command.ts';
export { TerrainGround } from './terrain-ground.ts';
export { listTerrain } from './terrain-list.ts';
