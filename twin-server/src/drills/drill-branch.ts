import type {
  ActionEnded,
  AlarmCommand,
  Catalogue,
  LoggedEvent,
  Order,
  Published,
  Reading,
  TwinState,
} from 'twin-core';
import type { DeskAnswer } from '../alarm/desk.ts';

/** A branch of the log with a twin of its own: all that a drill can act on. Nothing outside hears of what is written to it. */
export interface DrillBranch {
  readonly branch: number;
  readonly catalogue: Catalogue;
  state(): TwinState;
  hash(): string;
  take(reading: Reading): Promise<{ readonly refusals: readonly { readonly reason: string }[] }>;
  handleAlarm(command: AlarmCommand): Promise<DeskAnswer>;
  /** Resolves when it is journaled, with the order's id. */
  order(order: Omit<Order, 'id'>): Promise<string>;
  end(ended: ActionEnded): Promise<void>;
  /** Its events but observations of (after, upto]; all of them after the fork where not given. */
  events(after?: number, upto?: number): Promise<readonly LoggedEvent[]>;
  close(): Promise<void>;
}

export interface OpenBranch {
  readonly branch: number;
  /** The drill's clock, epoch ms. */
  readonly now: () => number;
  readonly onPublished: (published: Published) => void;
}

/** Makes branches of a site's log, and opens them. */
export interface Branches {
  /** Forks the state as it is now, or as it was at an instant (epoch ms); it becomes that of `startsAt`. */
  fork(at: number | null, startsAt: number): Promise<{ readonly branch: number; readonly seq: number }>;
  open(options: OpenBranch): Promise<DrillBranch>;
  /** Its state is needed no more. */
  drop(branch: number): Promise<void>;
}
