import { describe, expect, test } from 'vitest';
import { SceneClock } from './scene-clock.ts';

describe('W28 the scene clock: the server’s time, told by what it sends', () => {
  test('the sending that took least time counts', () => {
    let local = 10_000;
    const clock = new SceneClock(() => local);
    clock.heard(15_000 - 400);
    expect(clock.now()).toBe(14_600);
    clock.heard(15_000 - 20);
    clock.heard(15_000 - 900);
    expect(clock.now()).toBe(14_980);
    local += 1000;
    expect(clock.now()).toBe(15_980);
  });

  test('a step of a clock heals when the old sendings are forgotten', () => {
    let local = 0;
    const clock = new SceneClock(() => local);
    clock.heard(5000);
    for (let i = 0; i < 30; i++) {
      local += 1000;
      clock.heard(local);
    }
    expect(clock.now()).toBe(local);
  });
});
