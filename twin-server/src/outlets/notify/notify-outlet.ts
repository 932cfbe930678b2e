import type { ActionResult, Alarm, PendingAction } from 'twin-core';
import type { ActionContext, Outlet } from '../outlet.ts';
import type { Notice } from './notice.ts';
import type { Notifier } from './notifier.ts';
import { wants } from './receiver.ts';
import type { Receivers } from './receivers.ts';

/** An alarm with what it and its place are called. */
export type Describe = (alarm: Alarm) => Omit<Notice, 'id' | 'isTest'>;

/** Tells people and other systems of an alarm: every receiver that wants to hear of it. */
export class NotifyOutlet implements Outlet {
  readonly does: Outlet['does'];
  readonly #receivers: Receivers;
  readonly #notifier: Notifier;
  readonly #describe: Describe;
  readonly #ways: (way: string) => boolean;

  constructor(
    action: 'notify' | 'alertOut',
    parts: { readonly receivers: Receivers; readonly notifier: Notifier; readonly describe: Describe },
  ) {
    this.does = [action];
    this.#receivers = parts.receivers;
    this.#notifier = parts.notifier;
    this.#describe = parts.describe;
    // Alerts for other systems are an action of their own.
    this.#ways = (way) => (way === 'cap') === (action === 'alertOut');
  }

  async carryOut({ id }: PendingAction, { alarm, reached }: ActionContext): Promise<readonly ActionResult[]> {
    if (!alarm) throw new Error('the alarm is closed already');
    const receivers = (await this.#receivers.all()).filter((each) => this.#ways(each.way) && wants(each, alarm));
    if (receivers.length === 0) throw new Error('no receiver is set up for it');
    const notice = { ...this.#describe(alarm), id, isTest: false };
    const left = receivers.filter((receiver) => !reached.has(receiver.id));
    return Promise.all(left.map((receiver) => this.#notifier.tell(receiver, notice)));
  }
}
