import { hash32, unit } from '../noise.ts';
import { OPENING } from './opening.ts';
import { REPERTOIRE } from './repertoire.ts';
import type { Scenario } from './scenario.ts';

/** One entry of the programme. */
export interface Planned {
  readonly scenario: Scenario;
  /** Seconds after the programme began. */
  readonly atS: number;
}

// Slots of 4½ minutes with ±45 s within each: from one incident to the next it is 3 to 6 minutes.
const SLOT_S = 270;
const JITTER_S = 45;

const FIRST_SLOT_S = Math.max(...OPENING.map(({ atS }) => atS));

/** The incident with this number, from 0, never earlier than the one before: the opening, then the whole repertoire again and again, each round in another order. */
export function plannedIncident(seed: string, index: number): Planned {
  const opening = OPENING[index];
  if (opening) return opening;
  const slot = index - OPENING.length;
  const round = Math.floor(slot / REPERTOIRE.length);
  const salt = hash32(`${seed}/round/${round}`);
  const order = REPERTOIRE.map((scenario, at) => ({ scenario, by: unit(salt, at) })).sort((a, b) => a.by - b.by);
  const jitter = JITTER_S * (2 * unit(hash32(`${seed}/slot`), slot) - 1);
  return {
    scenario: order[slot % REPERTOIRE.length]!.scenario,
    atS: FIRST_SLOT_S + SLOT_S * (slot + 1) + jitter,
  };
}
