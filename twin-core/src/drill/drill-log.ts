import type { TwinEvent } from '../event.ts';

/** An event of a drill's branch; `at` is ms from the drill's start. */
export interface DrillEvent {
  readonly at: number;
  readonly event: TwinEvent;
}

/** What a person said in a drill, to one role or to all; `by` is an account id, null for the exercise itself. */
export interface DrillMessage {
  readonly at: number;
  readonly by: string | null;
  readonly to: string;
  readonly text: string;
}

/** What there is to score: everything that happened, in order, and who had which role. */
export interface DrillLog {
  readonly events: readonly DrillEvent[];
  readonly messages: readonly DrillMessage[];
  /** Role by account id. */
  readonly roles: Readonly<Record<string, string>>;
  /** When each inject was told, ms from the start, by its id: the first of it. */
  readonly told: Readonly<Record<string, number>>;
}
