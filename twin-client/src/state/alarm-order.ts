import type { Alarm } from 'twin-core';

/** The queue's order: priority, then what waits for a person, then the longest open. Ids make it total. */
export function byUrgency(a: Alarm, b: Alarm): number {
  return (
    a.priority - b.priority ||
    Number(a.acknowledged) - Number(b.acknowledged) ||
    a.raisedAt - b.raisedAt ||
    (a.id < b.id ? -1 : 1)
  );
}
