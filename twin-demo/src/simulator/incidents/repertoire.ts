import { BUILDINGS_ASKED, BUILDINGS_EVERYDAY } from './buildings.ts';
import { CHARGING_ASKED, CHARGING_EVERYDAY } from './charging.ts';
import { EVERYDAY } from './everyday.ts';
import { FIRE_ASKED, FIRE_EVERYDAY } from './fire.ts';
import { GROUNDS_ASKED, GROUNDS_EVERYDAY } from './grounds.ts';
import { OPENING } from './opening.ts';
import type { Scenario } from './scenario.ts';
import { SUPPLY_ASKED, SUPPLY_EVERYDAY } from './supply.ts';
import { VIDEO_ASKED, VIDEO_EVERYDAY } from './video.ts';

/** What the programme plays again and again. */
export const REPERTOIRE: readonly Scenario[] = [
  ...OPENING.map(({ scenario }) => scenario),
  ...EVERYDAY,
  ...FIRE_EVERYDAY,
  ...CHARGING_EVERYDAY,
  ...BUILDINGS_EVERYDAY,
  ...VIDEO_EVERYDAY,
  ...SUPPLY_EVERYDAY,
  ...GROUNDS_EVERYDAY,
];

/** Every incident that may be asked for, by its name: those of the programme, and those that would spoil a calm day. */
export const SCENARIOS: ReadonlyMap<string, Scenario> = new Map(
  [
    ...REPERTOIRE,
    ...FIRE_ASKED,
    ...CHARGING_ASKED,
    ...BUILDINGS_ASKED,
    ...VIDEO_ASKED,
    ...SUPPLY_ASKED,
    ...GROUNDS_ASKED,
  ].map((scenario) => [scenario.id, scenario]),
);
