import { describe, expect, test } from 'vitest';
import { screenIdentity } from './screen-identity.ts';

function keeping(): Pick<Storage, 'getItem' | 'setItem'> {
  const kept = new Map<string, string>();
  return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) };
}

describe('7.2.10-3 who a screen is', () => {
  test('its id is made once and stays; each name has its own', () => {
    const store = keeping();
    const first = screenIdentity('?screen=%E4%B8%9C%E5%A2%99', store);
    expect(first).toEqual({ id: expect.stringMatching(/^[0-9a-f]{32}$/), name: '东墙' });
    expect(screenIdentity('?screen=%E4%B8%9C%E5%A2%99&layout=hd', store)).toEqual(first);
    const nameless = screenIdentity('', store);
    expect(nameless.name).toBeNull();
    expect(nameless.id).not.toBe(first.id);
    expect(screenIdentity('?screen=', store)).toEqual(nameless);
  });

  test('a name is at most 64 letters, and what was damaged is made anew', () => {
    const store = keeping();
    expect(screenIdentity(`?screen=${'x'.repeat(200)}`, store).name).toHaveLength(64);
    store.setItem('twin.screen', '<script>');
    expect(screenIdentity('', store).id).toMatch(/^[0-9a-f]{32}$/);
  });

  test('a browser that keeps nothing is a screen all the same', () => {
    const none = {
      getItem: () => {
        throw new Error('blocked');
      },
      setItem: () => undefined,
    };
    expect(screenIdentity('', none).id).toMatch(/^[0-9a-f]{32}$/);
  });
});
