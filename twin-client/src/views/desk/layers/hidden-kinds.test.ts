import { expect, test } from 'vitest';
import { HiddenKinds, type Keeping } from './hidden-kinds.ts';

function storage(kept: Record<string, string> = {}): Keeping & { readonly kept: Record<string, string> } {
  return {
    kept,
    getItem: (key) => kept[key] ?? null,
    setItem: (key, value) => {
      kept[key] = value;
    },
  };
}

test('6.4.1-8-6 hidden kinds are remembered for each person', () => {
  const browser = storage();
  new HiddenKinds('li', browser).hide(['smoke-detector', 'heat-detector'], true);
  new HiddenKinds('li', browser).hide(['heat-detector'], false);
  expect([...new HiddenKinds('li', browser).get()]).toEqual(['smoke-detector']);
  expect([...new HiddenKinds('wang', browser).get()]).toEqual([]);
});

test('a browser that keeps nothing, or something else, shows everything', () => {
  expect([...new HiddenKinds('li', storage({ 'twin.hidden-kinds.li': '{"a":1}' })).get()]).toEqual([]);
  expect([...new HiddenKinds('li', storage({ 'twin.hidden-kinds.li': '[' })).get()]).toEqual([]);
  const blocked: Keeping = {
    getItem: () => {
      throw new Error('blocked');
    },
    setItem: () => {
      throw new Error('blocked');
    },
  };
  const kinds = new HiddenKinds('li', blocked);
  kinds.hide(['siren-strobe'], true);
  expect([...kinds.get()]).toEqual(['siren-strobe']);
});
