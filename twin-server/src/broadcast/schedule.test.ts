import { describe, expect, test } from 'vitest';
import { nextRun } from './schedule.ts';

const SHANGHAI = 'Asia/Shanghai';
const at = (text: string) => Date.parse(text);
const next = (repeat: Parameters<typeof nextRun>[0], after: string, zone = SHANGHAI) => {
  const found = nextRun(repeat, at(after), zone);
  return found === null ? null : new Date(found).toISOString();
};

describe('7.2.5-1 when something is due', () => {
  test('once: at its time, and never again', () => {
    const repeat = { kind: 'once', at: at('2026-11-30T00:00:00Z') } as const;
    expect(next(repeat, '2026-11-29T23:59:59Z')).toBe('2026-11-30T00:00:00.000Z');
    expect(next(repeat, '2026-11-30T00:00:00Z')).toBeNull();
  });

  test('daily: by the clock of the site', () => {
    const repeat = { kind: 'daily', time: '07:30' } as const;
    expect(next(repeat, '2026-11-29T23:00:00Z')).toBe('2026-11-29T23:30:00.000Z');
    expect(next(repeat, '2026-11-29T23:30:00Z')).toBe('2026-11-30T23:30:00.000Z');
  });

  test('weekly: on its days of the local calendar', () => {
    // 2026-11-29 is a Sunday; 17:00Z is 01:00 of Monday in Shanghai.
    const monday = { kind: 'weekly', days: [1], time: '02:00' } as const;
    expect(next(monday, '2026-11-29T17:00:00Z')).toBe('2026-11-29T18:00:00.000Z');
    expect(next(monday, '2026-11-29T18:00:00Z')).toBe('2026-12-06T18:00:00.000Z');
    expect(next({ ...monday, days: [7, 3] }, '2026-11-29T17:00:00Z')).toBe('2026-12-01T18:00:00.000Z');
  });

  test('where clocks change, the local time stays', () => {
    const repeat = { kind: 'daily', time: '07:30' } as const;
    expect(next(repeat, '2026-03-28T12:00:00Z', 'Europe/Berlin')).toBe('2026-03-29T05:30:00.000Z');
    expect(next(repeat, '2026-03-27T12:00:00Z', 'Europe/Berlin')).toBe('2026-03-28T06:30:00.000Z');
  });
});
