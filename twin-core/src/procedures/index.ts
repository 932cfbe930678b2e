import type { Procedure } from '../procedure.ts';
import { charging } from './charging.ts';
import { fallingObject } from './falling-object.ts';
import { fire } from './fire.ts';
import { intrusion } from './intrusion.ts';

/** The procedures that hold where a site has none of its own. */
export const PROCEDURES: readonly Procedure[] = [fire, intrusion, fallingObject, charging];
