import { expect, test } from 'vitest';
import { isTopic, isTopicFilter, matchesFilter } from './topic-filter.ts';

test.each([
  ['twin/s/d/commands', 'twin/s/d/commands', true],
  ['twin/s/+/commands', 'twin/s/d/commands', true],
  ['twin/s/+/commands', 'twin/s/d/e/commands', false],
  ['twin/s/#', 'twin/s', true],
  ['twin/s/#', 'twin/s/d/e', true],
  ['twin/s/+', 'twin/s', false],
  ['twin/s/+', 'twin/s/', true],
  ['+', '/x', false],
  ['#', '$SYS/x', false],
  ['+/x', '$SYS/x', false],
  ['$SYS/#', '$SYS/x', true],
  ['twin/S/d', 'twin/s/d', false],
])('[MQTT-4.7] filter %s, topic %s: %s', (filter, topic, isMatch) => {
  expect(matchesFilter(filter, topic)).toBe(isMatch);
});

test.each([
  ['', false],
  ['a/#', true],
  ['a/#/b', false],
  ['a#', false],
  ['a+/b', false],
  ['+/+', true],
  ['a\0b', false],
])('[MQTT-4.7.1] filter %j well formed: %s', (filter, isFilter) => {
  expect(isTopicFilter(filter)).toBe(isFilter);
});

test('[MQTT-3.3.2-2] a topic holds no wildcard', () => {
  expect(['a/b', 'a/+', '#', ''].map(isTopic)).toEqual([true, false, false, false]);
});
