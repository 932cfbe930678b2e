import { FLOOD_WINDOW_MS } from '../twin.ts';
import type { Decision, Following } from './decision.ts';

/** So many incidents an operator in the window begin a flood; fewer than so many end it (ISA-18.2 6.4.2, EEMUA 191). */
const BEGINS_AT = 10;
const ENDS_BELOW = 5;

/** Whether a flood begins or ends now. */
export function* decideFlood({ state, now, operators }: Decision): Following {
  let count = 0;
  for (const time of state.announced) if (time > now - FLOOD_WINDOW_MS) count++;
  if (state.floodSince === null) {
    if (count >= BEGINS_AT * operators) yield { kind: 'flood.began', count };
  } else if (count < ENDS_BELOW * operators) yield { kind: 'flood.ended' };
}
