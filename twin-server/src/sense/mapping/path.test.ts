import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Paths, parsePath } from './path.ts';

const PAYLOAD = {
  data: {
    sensors: [
      { name: 'temp', value: 23.4 },
      { name: 'hum', value: 60 },
    ],
  },
  'a.b': { 温度: 21 },
  list: [1, 2, 3],
  __proto__not: 1,
};
const follow = (path: string, item: unknown = PAYLOAD, root: unknown = PAYLOAD) => new Paths().follow(path, item, root);

describe('6.4.4-3 paths into payloads', () => {
  test.each([
    ['data.sensors[1].value', 60],
    ['data.sensors[name=temp].value', 23.4],
    ['data.sensors[name="hum"].value', 60],
    ['["a.b"].温度', 21],
    ['list[-1]', 3],
    ['$.list[0]', 1],
    ['data.nothing.more', undefined],
    ['list.length', undefined],
    ['data.sensors[value=23.4].name', 'temp'],
    ['data[0]', undefined],
  ])('%s leads to %s', (path, value) => {
    expect(follow(path)).toEqual(value);
  });

  test('$ begins at the whole payload, anything else at the item', () => {
    expect(follow('$.list[1]', { list: [9, 9] })).toBe(2);
    expect(follow('list[1]', { list: [9, 9] })).toBe(9);
    expect(follow('$', 1)).toBe(PAYLOAD);
  });

  test.each([
    '__proto__',
    'constructor',
    'data.toString',
    'data.sensors.constructor',
    'list.__proto__.push',
    'hasOwnProperty',
  ])('%s leads nowhere: what objects inherit is not in the payload', (path) => {
    expect(follow(path)).toBeUndefined();
  });

  test.each(['', '.a', 'a..b', 'a[', 'a[x]', 'a b', 'a[0]b', 'a["', `${'a'.repeat(201)}`, 'a[1.5]', '$a'])(
    '%j is refused with the place',
    (path) => {
      expect(parsePath(path)).toEqual(expect.stringMatching(/expected/));
    },
  );

  test('no text at all makes it throw or take long', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 250 }), fc.jsonValue(), (path, payload) => {
        if (typeof parsePath(path) !== 'string') new Paths().follow(path, payload, payload);
      }),
    );
  });
});
