import type { Comparison, DrillEvent, Scenario, Sheet } from 'twin-core/drill';

/** What a real alarm of critical priority does to a drill: it stops its clock, or is only told. */
export type OnAlarm = 'pause' | 'tell';

/** Why a drill stands. `ready`: it did not begin yet; `interrupted`: the server was away. */
export type Paused =
  | { readonly why: 'ready' | 'interrupted' }
  | { readonly why: 'leader'; readonly by: string }
  | { readonly why: 'alarm'; readonly alarm: string; readonly device: string };

/** Why a drill is over. `abandoned`: it stood for a day; `lost`: its log could not be read any more. */
export type Ending =
  | { readonly why: 'leader'; readonly by: string }
  | { readonly why: 'time' | 'done' | 'abandoned' | 'lost' };

/** A line of what happened in a drill beside its log; `at` is ms from its start, by its clock. */
export interface DrillEntry {
  readonly at: number;
  readonly kind: 'message' | 'say' | 'inject' | 'refused' | 'joined' | 'paused' | 'resumed' | 'liveAlarm' | 'ended';
  /** Account id of who did it; null for the exercise itself. */
  readonly by: string | null;
  /** message, say: the role it is for, or all; joined: the role taken. */
  readonly to?: string;
  /** message: what was said. */
  readonly text?: string;
  /** inject, say, refused: the key of the inject in the plan, and why it was refused. */
  readonly key?: string;
  readonly reason?: string;
  readonly paused?: Paused;
  readonly ending?: Ending;
  /** liveAlarm: a real one. */
  readonly alarm?: { readonly id: string; readonly code: string; readonly device: string };
}

/** A picture of the scene at a key moment, without its bytes. */
export interface DrillPicture {
  readonly picture: number;
  readonly at: number;
  readonly moment: string;
  readonly by: string;
}

/** A drill as its row has it. `beganAt` and `endedAt` are real time, `startsAt` is the drill's own, epoch ms. */
export interface DrillRow {
  readonly number: number;
  readonly branch: number;
  readonly forkSeq: number;
  readonly scenario: Scenario;
  readonly seed: number;
  readonly onAlarm: OnAlarm;
  readonly ledBy: string;
  readonly beganAt: number;
  readonly startsAt: number;
  readonly clockMs: number;
  readonly paused: Paused | null;
  readonly endedAt: number | null;
  readonly ending: Ending | null;
  readonly result: DrillResult | null;
}

/** What came of a drill. */
export interface DrillResult {
  readonly sheet: Sheet;
  readonly comparison: Comparison;
}

/** The events of a drill's branch, kept with it when it is over. */
export type DrillEvents = readonly DrillEvent[];
