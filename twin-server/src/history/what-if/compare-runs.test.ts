import { describe, expect, test } from 'vitest';
import { compareRuns, type RecordedAlarm } from './compare-runs.ts';
import type { Episode } from './rule-run.ts';

const MINUTE_MS = 60_000;
const at = (minutes: number) => 1e12 + minutes * MINUTE_MS;
const episode = (device: string, raised: number, returned: number | null): Episode => ({
  device,
  raisedAt: at(raised),
  returnedAt: returned === null ? null : at(returned),
});
const alarm = (
  id: string,
  device: string,
  raised: number,
  returned: number,
  given: Partial<RecordedAlarm> = {},
): RecordedAlarm => ({
  id,
  device,
  time: at(raised),
  raisedAt: at(raised),
  returnedAt: at(returned),
  acknowledgedAt: at(raised + 1),
  closedAt: at(returned + 1),
  falseAlarm: false,
  ...given,
});

describe('what a changed rule comes to', () => {
  test('true events that it does not see are missed, false ones are not', () => {
    const recorded = [
      alarm('A1', 'N1', 0, 10),
      alarm('A2', 'N1', 20, 21),
      alarm('A3', 'N2', 30, 31, { falseAlarm: true }),
      alarm('A4', 'N2', 40, 41, { acknowledgedAt: null, closedAt: null }),
    ];
    const replayed = recorded.map(({ device, raisedAt, returnedAt }) => ({ device, raisedAt, returnedAt }));
    const compared = compareRuns(recorded, replayed, [episode('N1', 3, 10)]);
    expect(compared).toMatchObject({ recorded: 4, replayed: 4, changed: 1, trueEvents: 2, missed: 1 });
    expect(compared.missedEvents).toEqual([{ id: 'A2', device: 'N1', raisedAt: at(20) }]);
    expect(compared.devices).toEqual([
      { device: 'N1', recorded: 2, replayed: 2, changed: 1, trueEvents: 2, missed: 1, delayMs: 3 * MINUTE_MS },
      { device: 'N2', recorded: 2, replayed: 2, changed: 0, trueEvents: 0, missed: 0, delayMs: null },
    ]);
  });

  test('what is seen earlier is a delay below zero; both ends of the delays are told', () => {
    const recorded = [alarm('A1', 'N1', 10, 20), alarm('A2', 'N1', 30, 40), alarm('A3', 'N1', 50, 60)];
    const replayed = [episode('N1', 10, 20), episode('N1', 30, 40), episode('N1', 50, 60)];
    const changed = [episode('N1', 8, 20), episode('N1', 30, 40), episode('N1', 54, null)];
    expect(compareRuns(recorded, replayed, changed)).toMatchObject({
      missed: 0,
      delayMs: 0,
      latestMs: 4 * MINUTE_MS,
      earliestMs: 2 * MINUTE_MS,
    });
  });

  test('what not even the rule as it is sees is not missed by the changed one', () => {
    const recorded = [alarm('A1', 'N1', 0, 10), alarm('A2', 'N1', 20, 30)];
    expect(compareRuns(recorded, [episode('N1', 20, 30)], [])).toMatchObject({ trueEvents: 1, missed: 1, unseen: 1 });
  });

  test('one that comes after the source was normal again does not see it', () => {
    const compared = compareRuns([alarm('A1', 'N1', 10, 20)], [episode('N1', 10, 20)], [episode('N1', 20.5, 30)]);
    expect(compared).toMatchObject({ missed: 1, delayMs: null, latestMs: 0, earliestMs: 0 });
  });
});
