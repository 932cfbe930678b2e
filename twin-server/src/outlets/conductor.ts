import { setTimeout as sleep } from 'node:timers/promises';
import type { ActionEnded, ActionResult, DeviceRecord, PendingAction, Published, TwinState } from 'twin-core';
import type { Log } from '../engines/log.ts';
import { reasonOf, UnavailableError } from '../problem.ts';
import type { Outlet } from './outlet.ts';

/** Pauses before the second and the third attempt, ms. */
const PAUSES_MS = [1_000, 3_000];
/** What could not even be tried is said of this in place of a target. */
const UNTRIED = '-';
/** While the database is away the end of an action waits this long between attempts to journal it. */
const JOURNAL_AGAIN_MS = 1_000;

export interface ConductorOptions {
  readonly outlets: readonly Outlet[];
  readonly state: () => TwinState;
  readonly device: (code: string) => DeviceRecord | undefined;
  /** Journals what became of an action. */
  readonly end: (ended: ActionEnded) => Promise<void>;
  readonly log: Log;
  readonly pausesMs?: readonly number[];
}

/**
 * Has the outlets carry out what was asked, once it is journaled; what fails is tried again, then said. An action that was under way when the
 * server went is taken up again by the next one: receivers get it at least once, each time with the same id.
 */
export class Conductor {
  readonly #options: ConductorOptions;
  readonly #outlets = new Map<string, Outlet>();
  readonly #running = new Map<string, Promise<ActionEnded>>();
  readonly #stop = new AbortController();

  constructor(options: ConductorOptions) {
    this.#options = options;
    for (const outlet of options.outlets) for (const kind of outlet.does) this.#outlets.set(kind, outlet);
  }

  /** Takes up what was under way before the start. */
  resume(): void {
    for (const action of this.#options.state().actions.values()) this.#begin(action);
  }

  note({ events, state }: Published): void {
    for (const { event } of events) {
      const action = event.kind === 'action.asked' ? state.actions.get(event.id) : undefined;
      if (action) this.#begin(action);
    }
  }

  /** What becomes of an action that is under way; undefined when it is over. */
  outcome(id: string): Promise<ActionEnded> | undefined {
    return this.#running.get(id);
  }

  /** Begins nothing more, and lets go of what is under way: the next start takes it up. */
  close(): void {
    this.#stop.abort();
  }

  #begin(action: PendingAction): void {
    if (this.#running.has(action.id) || this.#stop.signal.aborted) return;
    const running = this.#carryOut(action);
    this.#running.set(action.id, running);
    running
      .catch((cause: unknown) => {
        if (!this.#stop.signal.aborted)
          this.#options.log.error({ action: action.id, reason: reasonOf(cause) }, 'an action failed');
      })
      .finally(() => this.#running.delete(action.id));
  }

  async #carryOut(action: PendingAction): Promise<ActionEnded> {
    const { id, alarm, device } = action;
    const results = new Map<string, ActionResult>();
    // A person sees what became of an order and gives it again if need be.
    const pauses = action.action.do === 'order' ? [] : (this.#options.pausesMs ?? PAUSES_MS);
    let attempts = 0;
    for (const pause of [0, ...pauses]) {
      if (pause > 0) await sleep(pause, undefined, { signal: this.#stop.signal });
      attempts++;
      const tried = await this.#attempt(action, results);
      results.delete(UNTRIED);
      for (const result of tried) results.set(result.target, result);
      if (isDone(results)) break;
    }
    const ended: ActionEnded = {
      kind: 'action.ended',
      id,
      alarm,
      device,
      ok: isDone(results),
      attempts,
      results: [...results.values()],
    };
    await this.#journal(ended);
    return ended;
  }

  async #attempt(action: PendingAction, before: ReadonlyMap<string, ActionResult>): Promise<readonly ActionResult[]> {
    const { state, device } = this.#options;
    const alarm = action.alarm === null ? null : (state().alarms.get(action.alarm) ?? null);
    const about = action.device ?? alarm?.device;
    const reached = new Set([...before.values()].filter(({ ok }) => ok).map(({ target }) => target));
    const outlet = this.#outlets.get(action.action.do);
    if (!outlet) return [{ target: UNTRIED, ok: false, detail: `there is no way out for ${action.action.do}` }];
    try {
      const context = { alarm, device: about === undefined ? undefined : device(about), reached };
      return await outlet.carryOut(action, context);
    } catch (cause) {
      return [{ target: UNTRIED, ok: false, detail: reasonOf(cause) }];
    }
  }

  async #journal(ended: ActionEnded): Promise<void> {
    for (;;) {
      try {
        await this.#options.end(ended);
        return;
      } catch (cause) {
        if (!(cause instanceof UnavailableError)) throw cause;
        await sleep(JOURNAL_AGAIN_MS, undefined, { signal: this.#stop.signal });
      }
    }
  }
}

function isDone(results: ReadonlyMap<string, ActionResult>): boolean {
  // Nothing in range is nothing to do: a shed has no lift to be sent down.
  return [...results.values()].every(({ ok }) => ok);
}
