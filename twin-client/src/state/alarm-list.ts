import type { Alarm } from 'twin-core';
import { byUrgency, reorder } from './alarm-order.ts';
import { foldIncidents, type Incident } from './incidents.ts';

/** The open alarms of a state in the queue's order and folded to incidents, brought up to date when they are read. */
export class AlarmList {
  /** Null where all are to be put in order. */
  #ordered: readonly Alarm[] | null = null;
  #incidents: readonly Incident[] | null = null;
  readonly #changed = new Set<string>();
  readonly #revisions = new WeakMap<Alarm, number>();

  /** This one came, changed or went. */
  change(id: string, open: ReadonlyMap<string, Alarm>): void {
    this.#changed.add(id);
    this.#incidents = null;
    const alarm = open.get(id);
    if (alarm) this.#revisions.set(alarm, this.revision(alarm) + 1);
  }

  /** A number that grows with every event about an alarm, also those that leave no mark on it. */
  revision(alarm: Alarm): number {
    return this.#revisions.get(alarm) ?? 0;
  }

  /** They are those of another state, or some went without being named. */
  reset(): void {
    this.#ordered = null;
    this.#incidents = null;
  }

  /** The same array until an alarm changes. */
  ordered(open: ReadonlyMap<string, Alarm>): readonly Alarm[] {
    if (this.#ordered === null) this.#ordered = [...open.values()].sort(byUrgency);
    else if (this.#incidents === null) this.#ordered = reorder(this.#ordered, open, this.#changed);
    this.#changed.clear();
    this.#incidents ??= foldIncidents(this.#ordered, open);
    return this.#ordered;
  }

  /** The same array until an alarm changes. */
  incidents(open: ReadonlyMap<string, Alarm>): readonly Incident[] {
    this.ordered(open);
    return this.#incidents ?? [];
  }
}
