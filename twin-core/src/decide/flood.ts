import { FLOOD_WINDOW_MS } from '../twin.ts';
import type { Decision, Following } from './decision.ts';

/** A shift is two operators (WALL). */
const OPERATORS = 2;
/** So many incidents an operator in the window begin a flood; fewer than so many end it (ISA-18.2 6.4.2, EEMUA 191). */
const BEGINS_AT = 10;
const ENDS_BELOW = 5;

/** Whether a flood begins or ends now. */
export function* decideFlood({ state, now }: Decision): Following {
  let count = 0;
  for (const time of state.announced) if (time > now - FLOOD_WINDOW_MS) count++;
  if (state.floodSince === null) {
    if (count >= BEGINS_AT * OPERATORS) yield { kind: 'flood.began', count };
  } else if (count < ENDS_BELOW * OPERATORS) yield { kind: 'flood.ended' };
}
