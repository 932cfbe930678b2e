/** The door of baking pipes: EPANET files and lines of vector files in, tubes and a network to trace out. */
export { bakePipeFeatures, bakePipes, type PipesOptions, type PipesReport } from './bake-pipes.ts';
export { PIPES_USAGE, runBakePipes } from './pipes-command.ts';
export { PIPES_BAKE_VERSION, readPipesNote } from './pipes-folder.ts';
export type { PlanPlacement } from './place-plan.ts';
