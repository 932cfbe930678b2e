import { expect, test } from 'vitest';
import { createFormat } from '../kit/i18n/format.ts';
import { historyCsv } from './history-csv.ts';

test('6.4.1-8 a chart as CSV: a line an interval by the clock of the site, empty where nothing was measured', () => {
  const time = Date.UTC(2026, 10, 22, 0, 0);
  const point = (minutes: number, value: number) => {
    const at = time + minutes * 60_000;
    return { time: at, min: value - 1, max: value + 1, mean: value, last: value, count: 3 };
  };
  const csv = historyCsv(
    [
      { name: '甲', unit: '℃', points: [point(0, 20), point(5, 21)] },
      { name: '乙', unit: '℃', points: [point(5, 18)] },
    ],
    createFormat('zh', 'Asia/Shanghai'),
    'Asia/Shanghai',
  );
  expect(csv.slice(1).split('\r\n')).toEqual([
    '时间,甲 平均 (℃),甲 最低 (℃),甲 最高 (℃),乙 平均 (℃),乙 最低 (℃),乙 最高 (℃)',
    '2026-11-22T08:00:00+08:00,20,19,21,,,',
    '2026-11-22T08:05:00+08:00,21,20,22,18,17,19',
    '',
  ]);
});
