import { expect, test } from 'vitest';
import { isSealed, Vault } from './vault.ts';

const faults: string[] = [];
const vaultOf = (byte: number) => new Vault(Buffer.alloc(32, byte), (place) => faults.push(place));
const vault = vaultOf(1);
const PLACE = 'connection.site.PLC-1';

test.each(['', 'x', '密码 with 字', 'a'.repeat(10_000)])(
  '8.1.3-3 a secret comes back as it was sealed: %.20s',
  (text) => {
    const sealed = vault.seal(text, PLACE);
    expect(isSealed(sealed)).toBe(true);
    expect(vault.open(sealed, PLACE)).toBe(text);
    expect(faults).toEqual([]);
  },
);

test('8.1.3-3 what is stored shows neither the secret nor that two are equal', () => {
  const [one, two] = [vault.seal('123456', PLACE), vault.seal('123456', PLACE)];
  expect(one).not.toContain('123456');
  expect(one).not.toBe(two);
});

test('8.1.3-3 what was changed, moved, sealed with another key or not at all is not opened, and told', () => {
  const sealed = vault.seal('secret', PLACE);
  const changed = sealed.slice(0, -1) + (sealed.endsWith('A') ? 'B' : 'A');
  const tries: [string, string, Vault][] = [
    [changed, PLACE, vault],
    [sealed, 'connection.site.PLC-2', vault],
    [sealed, PLACE, vaultOf(2)],
    ['secret', PLACE, vault],
    ['sm4.x.y.z', PLACE, vault],
  ];
  for (const [text, place, by] of tries) {
    faults.length = 0;
    expect(by.open(text, place)).toBeNull();
    expect(by.openAll(text, place)).toEqual({});
    expect(faults).toEqual([place, place]);
  }
});

test('8.1.3-3 named secrets are sealed as one', () => {
  const sealed = vault.sealAll({ user: 'plc', password: '密' }, PLACE);
  expect(vault.openAll(sealed, PLACE)).toEqual({ user: 'plc', password: '密' });
});
