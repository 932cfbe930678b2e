import { fileURLToPath } from 'node:url';
import { readEstate } from './read-estate.ts';
import type { Estate } from './subject.ts';

/** Folder of the estate that stands in the repository. */
export const MODELS = fileURLToPath(new URL('../../../models', import.meta.url));

/** The estate of the repository under a seed. */
export const committedEstate = (seed = 'demo'): Promise<Estate> => readEstate(MODELS, seed);

/** Eight in the evening in the estate, 22 November 2026. */
export const EVENING = Date.parse('2026-11-22T20:00:00+08:00');
