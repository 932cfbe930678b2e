import type { Follower } from '../twin-server/src/load/follower.ts';
import { quantile } from './quantile.ts';

const BUCKET_MS = 10_000;

/** What a desk that follows the push sees of a flood: rows of its queue, and how soon the fires are among them. */
export class FloodWatch {
  raised = 0;
  readonly #follower: Follower;
  readonly #fires = new Map<string, number>();
  readonly #shownMs: number[] = [];
  /** New rows by time, fires left out. */
  readonly #rows: number[] = [];

  constructor(follower: Follower) {
    this.#follower = follower;
    follower.onEvent = (event) => {
      const now = performance.now();
      if (event.kind === 'alarm.raised') {
        this.raised++;
        const toldAt = this.#fires.get(event.device);
        if (event.group === null && event.code === 'fire.smoke' && toldAt !== undefined)
          this.#shownMs.push(now - toldAt);
        else if (event.group === null) this.#rows.push(now);
      } else if (event.kind === 'alarm.grouped' && event.group === null) this.#rows.push(now);
    };
  }

  /** A fire is told now. */
  fireTold(device: string, at: number): void {
    this.#fires.set(device, at);
  }

  /** Whether an alarm is a row of the queue, or a member of one that is. */
  isReachable(id: string): boolean {
    const alarm = this.#follower.state?.alarms.get(id);
    if (!alarm) return false;
    if (!alarm.group) return true;
    const { members, alarms } = this.#follower.state!;
    return alarms.has(alarm.group.lead) && (members.get(alarm.group.lead)?.has(id) ?? false);
  }

  told(): object {
    return {
      firesShown: this.#shownMs.length,
      fireP50Ms: Math.round(quantile(this.#shownMs, 0.5)),
      fireP99Ms: Math.round(quantile(this.#shownMs, 0.99)),
      otherRows: this.#rows.length,
      mostOtherRowsIn10s: this.#most(),
      gaps: this.#follower.gaps,
    };
  }

  /** The most new rows in any window of ten seconds. */
  #most(): number {
    let most = 0;
    for (let i = 0; i < this.#rows.length; i++) {
      let j = i;
      while (j < this.#rows.length && this.#rows[j]! - this.#rows[i]! < BUCKET_MS) j++;
      most = Math.max(most, j - i);
    }
    return most;
  }
}
