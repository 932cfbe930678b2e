import { describe, expect, test } from 'vitest';
import { readTime, timeFormatProblem } from './vendor-time.ts';

const SHANGHAI = 'Asia/Shanghai';
const at = (iso: string) => Date.parse(iso);

describe('6.4.4-3 times as vendors write them', () => {
  test.each([
    [1_795_000_000, { format: 'epochS' }, 1_795_000_000_000],
    ['1795000000.5', { format: 'epochS' }, 1_795_000_000_500],
    [1_795_000_000_123, { format: 'epochMs' }, 1_795_000_000_123],
    ['2026-11-22T08:00:00.123+08:00', { format: 'iso' }, at('2026-11-22T00:00:00.123Z')],
    [
      '2026-11-22 08:00:00',
      { format: 'pattern', pattern: 'yyyy-MM-dd HH:mm:ss', zone: SHANGHAI },
      at('2026-11-22T00:00:00Z'),
    ],
    [
      '20261122080000123',
      { format: 'pattern', pattern: 'yyyyMMddHHmmssSSS', zone: '+08:00' },
      at('2026-11-22T00:00:00.123Z'),
    ],
    ['22/11/2026', { format: 'pattern', pattern: 'dd/MM/yyyy', zone: '-05:00' }, at('2026-11-22T05:00:00Z')],
    [
      '2026年11月22日 8时5分',
      { format: 'pattern', pattern: 'yyyy年MM月dd日 HH时mm分', zone: SHANGHAI },
      at('2026-11-22T00:05:00Z'),
    ],
    // On both sides of the change of clocks in Berlin, 2026-03-29 01:00 UTC.
    [
      '2026-03-29 01:59',
      { format: 'pattern', pattern: 'yyyy-MM-dd HH:mm', zone: 'Europe/Berlin' },
      at('2026-03-29T00:59:00Z'),
    ],
    [
      '2026-03-29 03:00',
      { format: 'pattern', pattern: 'yyyy-MM-dd HH:mm', zone: 'Europe/Berlin' },
      at('2026-03-29T01:00:00Z'),
    ],
  ] as const)('%j as %j', (value, format, instant) => {
    expect(timeFormatProblem(format)).toBeNull();
    expect(readTime(value, format)).toBe(instant);
  });

  test.each([
    ['2026-11-22T08:00:00', { format: 'iso' }, 'with a zone'],
    ['2026-13-45T08:00:00Z', { format: 'iso' }, 'ISO 8601'],
    ['soon', { format: 'epochS' }, 'a number'],
    [null, { format: 'epochMs' }, 'a number'],
    ['2026-02-30', { format: 'pattern', pattern: 'yyyy-MM-dd', zone: '+08:00' }, 'no such day'],
    ['2026-11-22 24:00', { format: 'pattern', pattern: 'yyyy-MM-dd HH:mm', zone: '+08:00' }, 'no such day or hour'],
    ['2026/11/22', { format: 'pattern', pattern: 'yyyy.MM.dd', zone: '+08:00' }, 'expected yyyy.MM.dd'],
  ] as const)('%j as %j is refused', (value, format, reason) => {
    expect(readTime(value, format)).toEqual(expect.stringContaining(reason));
  });

  test.each([
    [{ format: 'pattern' }, 'needs pattern and zone'],
    [{ format: 'pattern', pattern: 'HH:mm', zone: '+08:00' }, 'yyyy'],
    [{ format: 'pattern', pattern: 'yyyy-MM-dd yyyy', zone: '+08:00' }, 'twice'],
    [{ format: 'pattern', pattern: 'yyyy-MM-dd', zone: 'Peking' }, 'zone'],
    [{ format: 'iso', zone: '+08:00' }, 'only'],
  ] as const)('a format like %j is refused when it is declared', (format, reason) => {
    expect(timeFormatProblem(format)).toEqual(expect.stringContaining(reason));
  });
});
