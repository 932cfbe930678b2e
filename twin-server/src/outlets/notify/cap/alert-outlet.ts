import { setTimeout as sleep } from 'node:timers/promises';
import type { ActionResult, Alarm, PendingAction, Published } from 'twin-core';
import type { Log } from '../../../engines/log.ts';
import { reasonOf } from '../../../problem.ts';
import type { ActionContext, Outlet } from '../../outlet.ts';
import type { Telling } from '../notify-outlet.ts';
import { wants } from '../receiver.ts';
import type { CapHead } from './cap-head.ts';

/** Pauses before the second and the third attempt to send what became of an alert, ms. */
const PAUSES_MS = [1_000, 5_000];

export interface AlertParts extends Telling {
  /** The newest message that an alarm amounts to; null when there is none. */
  readonly newest: (alarm: string) => Promise<CapHead | null>;
  readonly log: Log;
}

/** Alerts other systems by CAP, and tells them what becomes of it. */
export class AlertOutlet implements Outlet {
  readonly does = ['alertOut'] as const;
  readonly #parts: AlertParts;
  /** Alarms of which an update is on its way: one after the other, the newest message sent of each. */
  readonly #underWay = new Map<string, Promise<void>>();
  readonly #stop = new AbortController();

  constructor(parts: AlertParts) {
    this.#parts = parts;
  }

  async carryOut(_asked: PendingAction, { alarm, reached }: ActionContext): Promise<readonly ActionResult[]> {
    if (!alarm) throw new Error('the alarm is closed already');
    const head = await this.#parts.newest(alarm.id);
    if (!head) throw new Error('the journal has nothing of it');
    const results = await this.#send(alarm, head, reached);
    if (!results) throw new Error('no receiver of CAP alerts is set up for it');
    return results;
  }

  /** What became of alarms that others were alerted of: acknowledged, escalated, called false, closed. It is sent, and where it cannot be, logged. */
  note({ events, alarms }: Published): void {
    for (const { event } of events) {
      const matters =
        event.kind === 'alarm.escalated' ||
        event.kind === 'alarm.closed' ||
        (event.kind === 'alarm.handled' && (event.action === 'acknowledge' || event.action === 'dismiss'));
      const alarm = matters ? alarms.find(({ id }) => id === event.id) : undefined;
      if (alarm?.actions.some(({ action }) => action.do === 'alertOut')) this.#follow(alarm);
    }
  }

  close(): void {
    this.#stop.abort();
  }

  #follow(alarm: Alarm): void {
    const before = this.#underWay.get(alarm.id) ?? Promise.resolve();
    const sent = before
      .then(() => this.#tellChange(alarm))
      .catch((cause: unknown) =>
        this.#parts.log.warn({ alarm: alarm.id, reason: reasonOf(cause) }, 'what became of an alert was not sent'),
      )
      .finally(() => this.#underWay.get(alarm.id) === sent && this.#underWay.delete(alarm.id));
    this.#underWay.set(alarm.id, sent);
  }

  async #tellChange(alarm: Alarm): Promise<void> {
    const head = await this.#parts.newest(alarm.id);
    const reached = new Set<string>();
    for (const pause of [0, ...PAUSES_MS]) {
      if (pause > 0) await sleep(pause, undefined, { signal: this.#stop.signal });
      const results = head && (await this.#send(alarm, head, reached));
      if (!results || results.every(({ ok }) => ok)) return;
      for (const { target, ok } of results) if (ok) reached.add(target);
    }
    throw new Error(`${head?.identifier} was not taken by everybody`);
  }

  /** Null where nobody wants to hear of it. */
  async #send(alarm: Alarm, head: CapHead, reached: ReadonlySet<string>): Promise<ActionResult[] | null> {
    const { receivers, notifier, describe } = this.#parts;
    const wanting = (await receivers.all()).filter((each) => each.way === 'cap' && wants(each, alarm));
    if (wanting.length === 0) return null;
    const notice = { ...describe(alarm), id: head.identifier, isTest: false, cap: head };
    const left = wanting.filter(({ id }) => !reached.has(id));
    return Promise.all(left.map((receiver) => notifier.tell(receiver, notice)));
  }
}
