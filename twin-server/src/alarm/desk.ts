import {
  type Alarm,
  type AlarmCommand,
  type Catalogue,
  isFirstOfTwo,
  referralFault,
  refusalOf,
  stepFault,
  type TwinState,
} from 'twin-core';

/** What came of asking to do something with an alarm: the alarm after it, or why it may not be done. */
export type DeskAnswer =
  | { readonly alarm: Alarm }
  | { readonly refused: 'unknown' | 'conflict'; readonly reason: string };

/** A reason is asked for where an alarm leaves the operators' sight or is called false (clause 7.2.7-3). */
const NEEDS_REASON: ReadonlySet<AlarmCommand['action']> = new Set([
  'dismiss',
  'shelve',
  'suppress',
  'outOfService',
  'comment',
  'refer',
  'reply',
]);

const GOES_TO_SOMEBODY: ReadonlySet<AlarmCommand['action']> = new Set(['assign', 'refer']);

/** WALL: a false alarm is confirmed by a second person where the site says so. */
const SECOND = 'a second person has to confirm that the alarm is false';

/**
 * The operators' side of an alarm: checks what is asked against the alarm as it stands, hands it to the pipeline, and answers
 * after it is journaled.
 */
export class AlarmDesk {
  readonly #catalogue: Catalogue;
  readonly #state: () => TwinState;
  readonly #command: (command: AlarmCommand) => Promise<void>;

  constructor(catalogue: Catalogue, state: () => TwinState, command: (command: AlarmCommand) => Promise<void>) {
    this.#catalogue = catalogue;
    this.#state = state;
    this.#command = command;
  }

  async handle(command: AlarmCommand): Promise<DeskAnswer> {
    const alarm = this.#state().alarms.get(command.alarm);
    if (!alarm) return { refused: 'unknown', reason: `no open alarm ${command.alarm}` };
    const reason =
      refusalOf(alarm, command.action) ??
      missing(command) ??
      referralFault(alarm, command) ??
      (alarm.dismissalBy !== null && isFirstOfTwo(this.#catalogue, alarm, command) ? SECOND : null) ??
      (command.action === 'step' ? stepFault(this.#catalogue, alarm, command) : null);
    if (reason) return { refused: 'conflict', reason };
    await this.#command(command);
    // The object is the published state's: it stays readable when the alarm closed with this step.
    return { alarm };
  }
}

function missing(command: AlarmCommand): string | null {
  if (NEEDS_REASON.has(command.action) && !command.reason?.trim()) return `${command.action} needs a reason`;
  if (command.action === 'shelve' && command.until === null) return 'shelve needs a time at which it ends';
  if (GOES_TO_SOMEBODY.has(command.action) && command.assignee === null)
    return `${command.action} needs an account to go to`;
  return null;
}
