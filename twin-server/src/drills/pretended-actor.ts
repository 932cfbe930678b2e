import type { ActionAsked, ActionEnded, LoggedEvent } from 'twin-core';

/** After so long, as a device would answer. */
const ANSWER_MS = 400;
const NOT_SENT = 'drill: not sent';

/**
 * Stands where the outlets stand in the living twin: says of every action that it is over, and sends nothing. A drill knows no other
 * way out.
 */
export class PretendedActor {
  readonly #end: (ended: ActionEnded) => Promise<void>;
  readonly #pending = new Map<string, { readonly ended: ActionEnded; readonly timer: NodeJS.Timeout }>();
  readonly #waiting = new Map<string, (ended: ActionEnded) => void>();

  /** end: enters in the drill's log what became of an action. */
  constructor(end: (ended: ActionEnded) => Promise<void>) {
    this.#end = end;
  }

  note(events: readonly Pick<LoggedEvent, 'event'>[]): void {
    for (const { event } of events) {
      if (event.kind === 'action.asked') this.pretend(event);
      if (event.kind === 'action.ended') this.#settle(event);
    }
  }

  pretend({ id, alarm, device, action }: Pick<ActionAsked, 'id' | 'alarm' | 'device' | 'action'>): void {
    const results = [{ target: device ?? action.do, ok: true, detail: NOT_SENT }];
    const ended: ActionEnded = { kind: 'action.ended', id, alarm, device, ok: true, attempts: 1, results };
    const timer = setTimeout(() => void this.#over(ended), ANSWER_MS);
    this.#pending.set(id, { ended, timer });
  }

  /** Resolves when the action is over. */
  over(id: string): Promise<ActionEnded> {
    return new Promise((resolve) => this.#waiting.set(id, resolve));
  }

  /** Whatever is under way is over at once. */
  async finish(): Promise<void> {
    await Promise.all(Array.from(this.#pending.values(), ({ ended }) => this.#over(ended)));
  }

  async #over(ended: ActionEnded): Promise<void> {
    clearTimeout(this.#pending.get(ended.id)?.timer);
    this.#pending.delete(ended.id);
    // What could not be written is pretended anew when the branch is opened again.
    await this.#end(ended).catch(() => undefined);
    this.#settle(ended);
  }

  #settle(ended: ActionEnded): void {
    this.#waiting.get(ended.id)?.(ended);
    this.#waiting.delete(ended.id);
  }
}
