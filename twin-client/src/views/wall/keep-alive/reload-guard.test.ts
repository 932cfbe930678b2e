import { describe, expect, test } from 'vitest';
import { ReloadGuard } from './reload-guard.ts';

const MINUTE_MS = 60_000;

function opened(kept = new Map<string, string>()) {
  const told = { reloads: 0, busy: false };
  const guard = new ReloadGuard({
    keeping: { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) },
    busy: () => told.busy,
    reload: () => told.reloads++,
  });
  return { guard, told, kept };
}

describe('WALL: a wall reloads itself', () => {
  test('once where it is wished for, and never without a wish', () => {
    const { guard, told } = opened();
    guard.look(1_000_000);
    expect(told.reloads).toBe(0);
    guard.wish('frames');
    for (const second of [1, 2, 3]) guard.look(1_000_000 + second * 1000);
    expect(told.reloads).toBe(1);
  });

  test('never in the middle of handling an alarm, but as soon as that is done', () => {
    const { guard, told } = opened();
    told.busy = true;
    guard.wish('version');
    guard.look(1_000_000);
    expect(told.reloads).toBe(0);
    told.busy = false;
    guard.look(1_001_000);
    expect(told.reloads).toBe(1);
  });

  test('not more often than every 5 minutes, over the reload', () => {
    const first = opened();
    first.guard.wish('frames');
    first.guard.look(1_000_000);
    const { guard, told } = opened(first.kept);
    guard.wish('frames');
    guard.look(1_000_000 + 4.9 * MINUTE_MS);
    expect(told.reloads).toBe(0);
    guard.look(1_000_000 + 5 * MINUTE_MS);
    expect(told.reloads).toBe(1);
  });

  test('a clock that was set back does not hold it off', () => {
    const first = opened();
    first.guard.wish('frames');
    first.guard.look(9_000_000);
    const { guard, told } = opened(first.kept);
    guard.wish('frames');
    guard.look(1_000);
    expect(told.reloads).toBe(1);
  });
});
