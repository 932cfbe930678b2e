import { Catalogue, FACILITIES } from 'twin-core';
import { expect, test } from 'vitest';
import { FieldNames } from './field.ts';
import { baseKinds } from './kinds.ts';
import { instantOf, localDate } from './local-time.ts';
import { readCell } from './read-cell.ts';

const KINDS = Object.values(baseKinds(new Catalogue(FACILITIES), 771.6));
const FIELDS = KINDS.flatMap((kind) => kind.fields.map((field) => [kind.name, field.name, field, kind] as const));

test.each(FIELDS)('6.4.16-3 %s %s: its example is one, and its headings lead to it', (_, __, field, kind) => {
  expect(() => readCell(field, field.example, 'Asia/Shanghai')).not.toThrow();
  const names = new FieldNames(kind.fields);
  const headings = [field.name, field.zh, `${field.zh} ${field.name} *`, ` ${field.zh}（${field.name}）`, field.path];
  for (const heading of headings) expect(names.find(heading)).toBe(field);
});

test.each([
  ['2024-02-29', '2024-02-29'],
  ['2024/3/1', '2024-03-01'],
  ['2024年3月1日', '2024-03-01'],
  ['2024.03.01', '2024-03-01'],
  ['2024-03-01T00:00:00.000', '2024-03-01'],
  ['2023-02-29', undefined],
  ['2024-13-01', undefined],
  ['1.3.2024', undefined],
  [45000, undefined],
])('the day %j is %s', (cell, expected) => {
  expect(localDate(cell)).toBe(expected);
});

test.each([
  ['2026-11-22 08:00', 'Asia/Shanghai', '2026-11-22T08:00:00.000+08:00'],
  ['2026-11-22T00:00:00Z', 'Asia/Shanghai', '2026-11-22T08:00:00.000+08:00'],
  ['2026-11-22 01:02:03.5+0100', 'Asia/Shanghai', '2026-11-22T08:02:03.500+08:00'],
  [1_795_305_600_000, 'Asia/Shanghai', '2026-11-22T08:00:00.000+08:00'],
  // The hour that a day of summer time leaves out and the one that it has twice.
  ['2026-03-29 02:30', 'Europe/Amsterdam', '2026-03-29T03:30:00.000+02:00'],
  ['2026-10-25 03:30', 'Europe/Amsterdam', '2026-10-25T03:30:00.000+01:00'],
  ['2026-07-01', 'America/New_York', '2026-07-01T00:00:00.000-04:00'],
  ['8:00', 'Asia/Shanghai', undefined],
  ['2026-11-22 25:00', 'Asia/Shanghai', undefined],
])('the time %j in %s is %s', (cell, timeZone, expected) => {
  expect(instantOf(cell, timeZone)).toBe(expected);
});
