import type { Episode } from './rule-run.ts';

/** An alarm of the list; `time` is that of the observation that raised it. Epoch ms, null while it lasts. */
export interface RecordedAlarm {
  readonly id: string;
  readonly device: string;
  readonly time: number;
  readonly raisedAt: number;
  readonly returnedAt: number | null;
  readonly acknowledgedAt: number | null;
  readonly closedAt: number | null;
  readonly falseAlarm: boolean;
}

/** What becomes of the alarms of a device. */
export interface DeviceOutcome {
  readonly device: string;
  /** Alarms that there were, that the rule as it is raises over the same observations, and that the changed one does. */
  readonly recorded: number;
  readonly replayed: number;
  readonly changed: number;
  /** Recorded alarms that people confirmed: acknowledged and not dismissed as false. */
  readonly trueEvents: number;
  readonly missed: number;
  /** How much later the changed rule sees true events, ms, the middle one; below zero where earlier, null where it sees none. */
  readonly delayMs: number | null;
}

/** A true event that the changed rule does not see. */
export interface MissedEvent {
  readonly id: string;
  readonly device: string;
  readonly raisedAt: number;
}

/** What a changed rule comes to. */
export interface Comparison extends Omit<DeviceOutcome, 'device'> {
  readonly devices: readonly DeviceOutcome[];
  readonly missedEvents: readonly MissedEvent[];
  /** The most that a true event is seen later and earlier, ms, 0 or more; 0 where there is none. */
  readonly latestMs: number;
  readonly earliestMs: number;
}

/** Compares what was recorded with two runs over the same observations; all of them raised in the time that is looked at. */
export function compareRuns(
  recorded: readonly RecordedAlarm[],
  replayed: readonly Episode[],
  changed: readonly Episode[],
): Comparison {
  const before = byDevice(replayed);
  const after = byDevice(changed);
  const alarms = byDevice(recorded);
  const missedEvents: MissedEvent[] = [];
  const all: number[] = [];
  let trueEvents = 0;
  const devices = [...new Set([...alarms.keys(), ...before.keys(), ...after.keys()])].sort().map((device) => {
    const was = alarms.get(device) ?? [];
    const same = before.get(device) ?? [];
    const now = after.get(device) ?? [];
    const delays: number[] = [];
    const confirmed = was.filter(({ acknowledgedAt, falseAlarm }) => acknowledgedAt !== null && !falseAlarm);
    trueEvents += confirmed.length;
    for (const event of confirmed) {
      const seen = firstDuring(now, event);
      if (seen) delays.push(seen.raisedAt - (firstDuring(same, event) ?? event).raisedAt);
      else missedEvents.push({ id: event.id, device, raisedAt: event.raisedAt });
    }
    all.push(...delays);
    return {
      device,
      recorded: was.length,
      replayed: same.length,
      changed: now.length,
      trueEvents: confirmed.length,
      missed: confirmed.length - delays.length,
      delayMs: middleOf(delays),
    };
  });
  return {
    recorded: recorded.length,
    replayed: replayed.length,
    changed: changed.length,
    trueEvents,
    missed: missedEvents.length,
    delayMs: middleOf(all),
    latestMs: all.reduce((most, delay) => Math.max(most, delay), 0),
    earliestMs: all.reduce((most, delay) => Math.max(most, -delay), 0),
    devices,
    missedEvents,
  };
}

/** The first alarm of a device that was active while the source of a recorded one was. */
function firstDuring(episodes: readonly Episode[], event: RecordedAlarm): Episode | undefined {
  const ends = event.returnedAt ?? event.closedAt ?? Number.POSITIVE_INFINITY;
  return episodes.find(
    ({ raisedAt, returnedAt }) => raisedAt <= ends && (returnedAt ?? Number.POSITIVE_INFINITY) >= event.time,
  );
}

function byDevice<T extends { readonly device: string }>(items: readonly T[]): Map<string, T[]> {
  const lists = new Map<string, T[]>();
  for (const item of items) {
    const list = lists.get(item.device);
    if (list) list.push(item);
    else lists.set(item.device, [item]);
  }
  return lists;
}

function middleOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.toSorted((a, b) => a - b)[Math.ceil(values.length / 2) - 1]!;
}
