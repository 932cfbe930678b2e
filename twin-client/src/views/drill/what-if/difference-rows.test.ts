import { describe, expect, test } from 'vitest';
import type { WhatIf, WhatIfAlarm } from '../../../state/records/what-if.ts';
import { differencePicture, differenceRows, differs, sortRows } from './difference-rows.ts';

const LETTERS = { lost: 'L', gained: 'G', changed: 'C' };
const course = (id: string, raisedAt: number): NonNullable<WhatIfAlarm['before']> => ({
  id,
  priority: 3,
  raisedAt,
  acknowledgedAt: null,
  returnedAt: null,
  closedAt: null,
  escalated: false,
  occurrences: 1,
  grouped: false,
});
const alarm = (
  kind: WhatIfAlarm['kind'],
  device: string,
  before: number | null,
  after: number | null,
): WhatIfAlarm => ({
  kind,
  code: 'env.noise',
  device,
  building: null,
  storey: null,
  space: null,
  before: before === null ? null : course(`A${device}${before}`, before),
  after: after === null ? null : course(`B${device}${after}`, after),
});
const walk = (seconds: number) => ({ post: 'gate', seconds, lengthM: seconds, to: 'outdoors' as const, line: [] });
const place = (device: string, seconds = 10): WhatIf['places'][number] => ({
  device,
  at: [112.55, 37.87],
  seen: { before: ['C1'], after: ['C1'] },
  walk: { before: walk(10), after: walk(seconds) },
});
const run: WhatIf['before'] = {
  hash: '0',
  load: {
    raised: 0,
    byHour: [],
    perHour: 0,
    mostUnacknowledged: 0,
    unacknowledged: 0,
    acknowledgeMs: null,
    escalated: 0,
  },
  deeds: { done: 0, leftOut: 0 },
};
const result: WhatIf = {
  from: 0,
  to: 1,
  fork: { seq: 1, recordedAt: 0, hash: '0' },
  before: run,
  after: run,
  record: { hash: '0', otherAlarms: 0 },
  recorded: { commits: 0, observations: 0, reports: 0 },
  gaps: [],
  counts: { lost: 1, gained: 1, changed: 1, same: 2 },
  alarms: [
    alarm('lost', 'N1', 10, null),
    alarm('gained', 'N1', null, 30),
    alarm('changed', 'N2', 20, 25),
    alarm('same', 'N3', 5, 5),
    alarm('same', 'N4', 6, 6),
  ],
  alarmsLeft: 0,
  posts: {
    before: [
      { name: 'north', at: [1, 1] },
      { name: 'south', at: [2, 2] },
    ],
    after: [
      { name: 'north', at: [1, 1] },
      { name: 'south', at: [3, 3] },
    ],
  },
  places: [place('N1'), place('N2'), place('N3', 25), place('N4')],
  coverage: null,
  doors: [],
};

describe('7.2.4-5 what two courses differ in', () => {
  test('alarms that differ, and those that are the same but further from a guard', () => {
    const rows = differenceRows(result);
    expect(rows.filter(differs).map(({ alarm: { device } }) => device)).toEqual(['N1', 'N1', 'N2', 'N3']);
    expect(rows.map(({ laterMs }) => laterMs)).toEqual([null, null, 5, 0, 0]);
  });

  test('rows by any column, both ways round; what there is not comes last', () => {
    const by = (column: string, descending = false) =>
      sortRows(differenceRows(result), { by: column, descending }).map(({ key }) => key.trim());
    expect(by('raised')).toEqual(['AN35 BN35', 'AN46 BN46', 'AN110', 'AN220 BN225', 'BN130']);
    expect(by('raised', true)[0]).toBe('BN130');
    expect(by('walk').at(-1)).toBe('AN35 BN35');
  });

  test('a place is marked once, by the worst, with how many; a moved post is where it was and where it is tried', () => {
    const { places, posts } = differencePicture(result, LETTERS, 'N2');
    expect(places.map(({ mark, count, chosen }) => [mark, count, chosen])).toEqual([
      ['lost', 2, false],
      ['changed', 1, true],
      ['changed', 1, false],
    ]);
    expect(posts.map(({ name, state }) => `${name} ${state}`)).toEqual(['north kept', 'south left', 'south tried']);
  });
});
