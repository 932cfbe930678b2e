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

/**
 * The open alarms in the queue's order, from the order before: only those that changed are sorted and merged in, so that ten thousand cost
 * one pass. `changed`: ids of alarms that came, changed or went since.
 */
export function reorder(
  before: readonly Alarm[],
  open: ReadonlyMap<string, Alarm>,
  changed: ReadonlySet<string>,
): readonly Alarm[] {
  const fresh = [...changed].flatMap((id) => open.get(id) ?? []).sort(byUrgency);
  const ordered: Alarm[] = [];
  let next = 0;
  for (const alarm of before) {
    if (changed.has(alarm.id)) continue;
    while (next < fresh.length && byUrgency(fresh[next]!, alarm) < 0) ordered.push(fresh[next++]!);
    ordered.push(alarm);
  }
  while (next < fresh.length) ordered.push(fresh[next++]!);
  return ordered;
}
