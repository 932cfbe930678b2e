import type { ObservedProperty } from 'twin-core';
import { describe, expect, test } from 'vitest';
import { createFormat } from './format.ts';

const zh = createFormat('zh', 'Asia/Shanghai');
const en = createFormat('en', 'Asia/Shanghai');
const TIME = Date.UTC(2026, 10, 22, 10, 3, 27);

describe('STYLE units: numbers, times and states become words in both languages', () => {
  test('times are told in the site’s time zone, not the viewer’s', () => {
    expect(zh.clock(TIME)).toBe('18:03:27');
    expect(createFormat('zh', 'UTC').clock(TIME)).toBe('10:03:27');
    expect(zh.day(TIME)).toBe('2026-11-22 周日');
    expect(en.day(TIME)).toBe('2026-11-22 Sun');
  });

  test('midnight is 00, never 24', () => {
    expect(zh.clock(Date.UTC(2026, 10, 22, 16, 0, 5))).toBe('00:00:05');
  });

  test.each([
    [38_000, '0:38', '0:38'],
    [760_000, '12:40', '12:40'],
    [9_065_000, '2:31:05', '2:31:05'],
    [3 * 86_400_000 + 5, '3 天', '3 d'],
    [-5, '0:00', '0:00'],
  ])('a length of %i ms', (ms, chinese, english) => {
    expect(zh.duration(ms)).toBe(chinese);
    expect(en.duration(ms)).toBe(english);
  });

  test.each([
    [200, '刚刚'],
    [5_400, '5 秒前'],
    [119_000, '1 分前'],
    [7_200_000, '2 小时前'],
    [Number.NaN, '从未'],
  ])('%d ms ago', (ms, expected) => {
    expect(zh.ago(ms)).toBe(expected);
  });

  test('a number has its declared decimals, grouped digits and its unit', () => {
    const power: ObservedProperty = { label: { zh: '功率', en: 'Power' }, unit: 'W', type: 'number', decimals: 1 };
    expect(zh.quantity(power, 12345.678)).toBe('12\u2009345.7\u2009W');
    expect(zh.quantity(power, Number.NaN)).toBe('未上报');
  });

  test('a boolean and a state are told by their declared words', () => {
    const words = [
      { zh: '撤防', en: 'disarmed' },
      { zh: '布防', en: 'armed' },
    ] as const;
    const armed: ObservedProperty = { label: { zh: '布防', en: 'Armed' }, unit: '', type: 'boolean', words };
    expect(zh.value(armed, 0)).toBe('撤防');
    expect(en.quantity(armed, 1)).toBe('armed');
    const port: ObservedProperty = {
      label: { zh: '端口', en: 'Port' },
      unit: '',
      type: 'state',
      states: [{ name: 'idle', label: { zh: '空闲', en: 'idle' } }],
    };
    expect(zh.value(port, 0)).toBe('空闲');
    expect(zh.value(port, 7)).toBe('7');
  });
});
