import { describe, expect, test } from 'vitest';
import { stackSymbols } from './symbol-stacks.ts';

const wish = (code: string, x: number, y: number, rank = 0) => ({ code, x, y, rank });

describe('stackSymbols', () => {
  test('the most important of a place is drawn for all of them; what is apart stays apart', () => {
    const stacks = stackSymbols([wish('calm', 0, 0), wish('alarm', 8, 0, 19), wish('far', 60, 0)], 20);
    expect(stacks.map(({ head, members }) => [head, members])).toEqual([
      ['alarm', ['alarm', 'calm']],
      ['far', ['far']],
    ]);
  });

  test('every symbol is in exactly one stack, and no two heads are nearer than the reach', () => {
    let seed = 11;
    const random = () => {
      seed = (seed * 16807) % 2147483647;
      return seed / 2147483647;
    };
    const wishes = Array.from({ length: 1000 }, (_, i) =>
      wish(`D${i}`, random() * 900 - 450, random() * 600 - 300, Math.floor(random() * 5)),
    );
    const stacks = stackSymbols(wishes, 20);
    expect(stacks.flatMap(({ members }) => members).sort()).toEqual(wishes.map(({ code }) => code).sort());
    const apart = stacks.flatMap((a, i) => stacks.slice(i + 1).map((b) => Math.hypot(a.x - b.x, a.y - b.y)));
    expect(apart.reduce((least, px) => Math.min(least, px), Infinity)).toBeGreaterThanOrEqual(20);
  });
});
