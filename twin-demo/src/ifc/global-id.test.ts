import { expect, it, test } from 'vitest';
import { globalId } from './global-id.ts';

test.each(['B01', 'B01/17F/u1/home-2', '晋阳嘉园'])(
  'a GlobalId of %j is 22 characters of the buildingSMART alphabet holding 128 bits',
  (path) => {
    expect(globalId(path)).toMatch(/^[0-3][0-9A-Za-z_$]{21}$/);
    expect(globalId(path)).toBe(globalId(path));
  },
);

it('two paths have two identities', () => {
  expect(globalId('a/b')).not.toBe(globalId('a/c'));
});
