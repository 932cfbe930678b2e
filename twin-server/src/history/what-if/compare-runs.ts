import { middleOf } from 'twin-core';
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
  /** Recorded alarms that people confirmed, acknowledged and not dismissed as false, and that the rule as it is sees again. */
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
  /** Confirmed alarms that not even the rule as it is sees: their observations are gone, or it was another rule then. */
  readonly unseen: number;
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
  const replays = byDevice(replayed);
  const changes = byDevice(changed);
  const alarms = byDevice(recorded);
  const missedEvents: MissedEvent[] = [];
  const all: number[] = [];
  let [trueEvents, unseen] = [0, 0];
  const devices = [...new Set([...alarms.keys(), ...replays.keys(), ...changes.keys()])].sort().map((device) => {
    const was = alarms.get(device) ?? [];
    const same = replays.get(device) ?? [];
    const now = changes.get(device) ?? [];
    const delays: number[] = [];
    let missed = 0;
    for (const event of was) {
      if (event.acknowledgedAt === null || event.falseAlarm) continue;
      const before = firstDuring(same, event);
      const after = firstDuring(now, event);
      if (!before) unseen++;
      else if (after) delays.push(after.raisedAt - before.raisedAt);
      else {
        missed++;
        missedEvents.push({ id: event.id, device, raisedAt: event.raisedAt });
      }
    }
    trueEvents += delays.length + missed;
    all.push(...delays);
    return {
      device,
      recorded: was.length,
      replayed: same.length,
      changed: now.length,
      trueEvents: delays.length + missed,
      missed,
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
    unseen,
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
