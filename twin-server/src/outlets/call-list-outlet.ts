import type { ActionResult, Alarm, PendingAction } from 'twin-core';
import type { ActionContext, Outlet } from './outlet.ts';

/** The people to be called for an alarm, by their codes; those with a telephone number on record. */
export type WhoToCall = (alarm: Alarm) => readonly string[];

/** Says who is to be called: people's codes and nothing else, for they are journaled; who may see numbers gets them from the API. */
export class CallListOutlet implements Outlet {
  readonly does = ['callList'] as const;
  readonly #who: WhoToCall;

  constructor(who: WhoToCall) {
    this.#who = who;
  }

  async carryOut(_asked: PendingAction, { alarm }: ActionContext): Promise<readonly ActionResult[]> {
    if (!alarm) throw new Error('the alarm is closed already');
    const people = this.#who(alarm);
    if (people.length === 0) throw new Error('nobody with a telephone number on record is on duty');
    return people.map((target) => ({ target, ok: true, detail: null }));
  }
}
