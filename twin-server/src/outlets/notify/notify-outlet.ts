import type { ActionResult, PendingAction } from 'twin-core';
import type { ActionContext, Outlet } from '../outlet.ts';
import type { Describe } from './notice.ts';
import type { Notifier } from './notifier.ts';
import { wants } from './receiver.ts';
import type { Receivers } from './receivers.ts';

/** What outlets tell receivers with. */
export interface Telling {
  readonly receivers: Receivers;
  readonly notifier: Notifier;
  readonly describe: Describe;
}

/** Tells people and other systems of an alarm: every receiver that wants to hear of it. Alerts by CAP are an action of their own. */
export class NotifyOutlet implements Outlet {
  readonly does = ['notify'] as const;
  readonly #telling: Telling;

  constructor(telling: Telling) {
    this.#telling = telling;
  }

  async carryOut({ id }: PendingAction, { alarm, reached }: ActionContext): Promise<readonly ActionResult[]> {
    const { receivers, notifier, describe } = this.#telling;
    if (!alarm) throw new Error('the alarm is closed already');
    const wanting = (await receivers.all()).filter((each) => each.way !== 'cap' && wants(each, alarm));
    if (wanting.length === 0) throw new Error('no receiver is set up for it');
    const notice = { ...describe(alarm), id, isTest: false, cap: null };
    const left = wanting.filter((receiver) => !reached.has(receiver.id));
    return Promise.all(left.map((receiver) => notifier.tell(receiver, notice)));
  }
}
