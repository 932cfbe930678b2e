import type { Catalogue } from '../catalogue.ts';
import type { TwinEvent } from '../event.ts';
import type { TwinState } from '../twin.ts';

/** The rules that apply and the state they look at. */
export interface Decision {
  readonly catalogue: Catalogue;
  readonly state: TwinState;
  /** The evaluator's clock, epoch ms; never decreases. */
  readonly now: number;
  /** How many people share the alarms: floods are counted by it. */
  readonly operators: number;
}

/** What follows, one event after the other: each must be folded into the state before the next is asked for. */
export type Following = Generator<TwinEvent, void, undefined>;
