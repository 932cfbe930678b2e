/** The door of baking buildings: footprints in, a tileset of extruded buildings out. */
export { type BuildingsReport, bakeBuildings, readBuildingsNote } from './bake-buildings.ts';
export { runBakeBuildings } from './buildings-command.ts';
