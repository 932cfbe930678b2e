import { describe, expect, test } from 'vitest';
import { StallWatch } from './stall-watch.ts';

/** Looks once a second from `from` for some seconds, with the frames that come; says what was found and when. */
function run(watch: StallWatch, from: number, seconds: number, frames: boolean, visible = true) {
  for (let at = 0; at < seconds; at++) {
    const now = from + at * 1000;
    const stall = watch.look(now, visible);
    if (stall) return { stall, afterS: at };
    if (visible && watch.ask(now) && frames) watch.frame();
  }
  return null;
}

describe('WALL: a page that stands still is noticed', () => {
  test('one that runs is left alone, and its frames are counted', () => {
    const watch = new StallWatch();
    expect(run(watch, 0, 600, true)).toBeNull();
    expect(watch.takeCounts()).toEqual({ framesAsked: 600, framesCame: 600 });
    expect(watch.takeCounts()).toEqual({ framesAsked: 0, framesCame: 0 });
  });

  test('a script that did not run for more than 30 s', () => {
    const watch = new StallWatch();
    run(watch, 0, 10, true);
    expect(watch.look(9_000 + 29_000, true)).toBeNull();
    expect(watch.look(38_000 + 31_000, true)).toBe('script');
  });

  test('frames that do not come for more than 30 s while the script runs', () => {
    const watch = new StallWatch();
    run(watch, 0, 10, true);
    expect(run(watch, 10_000, 100, false)).toEqual({ stall: 'frames', afterS: 31 });
    expect(watch.takeCounts()).toMatchObject({ framesCame: 10 });
  });

  test('a page that nobody sees is not judged, nor for the time it was hidden', () => {
    const watch = new StallWatch();
    run(watch, 0, 10, true);
    expect(run(watch, 10_000, 600, false, false)).toBeNull();
    expect(watch.look(9_000_000, true)).toBeNull();
    expect(run(watch, 9_001_000, 20, true)).toBeNull();
  });
});
