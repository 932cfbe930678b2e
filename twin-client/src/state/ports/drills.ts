import type { DrillDetail, DrillSummary, ScenarioDetail, ScenarioSummary } from '../records/drill.ts';

/** How a drill is to be: of a scenario, or of a recorded alarm. */
export interface DrillWish {
  readonly scenario?: string;
  readonly alarm?: string;
  readonly seed?: number;
  readonly onAlarm: 'pause' | 'tell';
  /** then: with the site as it was before the recorded alarm. */
  readonly begins: 'now' | 'then';
}

/** Drills and their scenarios. Every method rejects with a Problem. */
export interface DrillsPort {
  list(signal?: AbortSignal): Promise<readonly DrillSummary[]>;
  get(number: number, signal?: AbortSignal): Promise<DrillDetail>;
  prepare(wish: DrillWish): Promise<DrillDetail>;
  join(number: number, role: string): Promise<DrillDetail>;
  say(number: number, to: string, text: string): Promise<DrillDetail>;
  steer(number: number, act: 'resume' | 'pause' | 'end'): Promise<DrillDetail>;
  addPicture(number: number, moment: string, jpeg: Blob): Promise<void>;
  /** Address of the report of one that is over. */
  reportAddress(number: number, language: 'zh' | 'en'): string;
  scenarios(signal?: AbortSignal): Promise<readonly ScenarioSummary[]>;
  scenario(code: string, signal?: AbortSignal): Promise<ScenarioDetail>;
  /** A recorded alarm as the text of a scenario. */
  scenarioOfAlarm(alarm: string, signal?: AbortSignal): Promise<string>;
  putScenario(code: string, text: string): Promise<ScenarioDetail>;
  removeScenario(code: string): Promise<void>;
}
