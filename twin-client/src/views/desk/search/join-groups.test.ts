import { expect, test } from 'vitest';
import type { FoundGroup } from './found.ts';
import { joinGroups } from './join-groups.ts';

const group = (kind: FoundGroup['kind'], codes: readonly string[], more: FoundGroup['more'] = 0): FoundGroup => ({
  kind,
  found: codes.map((code) => ({ key: code, name: code, detail: '', selection: { kind: 'device', code } })),
  more,
});
const told = (groups: readonly FoundGroup[]) =>
  joinGroups(groups).map(({ kind, found, more }) => [kind, found.map(({ key }) => key), more]);

test('6.4.7-1 what was found twice is listed once, in the place where it was found first', () => {
  expect(
    told([group('buildings', ['B03']), group('devices', ['A', 'B']), group('devices', ['B', 'C'], 'some')]),
  ).toEqual([
    ['buildings', ['B03'], 0],
    ['devices', ['A', 'B', 'C'], 'some'],
  ]);
  expect(told([group('devices', ['A'], 3), group('devices', ['B'])])).toEqual([['devices', ['A', 'B'], 3]]);
  expect(told([group('devices', ['A'], 3), group('devices', ['B'], 'some')])).toEqual([
    ['devices', ['A', 'B'], 'some'],
  ]);
});
