import { expect, test } from 'vitest';
import { Bench } from '../fixtures/estate.ts';

/** Midday and the middle of a night at Taiyuan (UTC+8). */
const TIMES = { day: Date.UTC(2026, 10, 23, 4), night: Date.UTC(2026, 10, 23, 18) };
const CASES = ['smoke-detector', 'heat-detector', 'combustible-gas-detector'].flatMap((kind) =>
  Object.entries(TIMES).map(([when, at]) => [kind, when, at] as const),
);

test.each(CASES)('E6.1.7-2 a %s that is silent beyond its heartbeat by %s is a fault: not monitored', (kind, _, at) => {
  const bench = new Bench();
  bench.now = at;
  bench.register('FA-1', kind);
  bench.observe('FA-1', { alarm: 0 });
  const unwatched = () =>
    [...bench.state.alarms.values()].filter(({ code, active }) => code === 'fire.offline' && active);
  const { silenceAfterMs } = bench.catalogue.kind(kind)!.kind;
  bench.wait(silenceAfterMs - 1_000);
  expect(unwatched()).toEqual([]);
  bench.wait(2_000);
  expect(unwatched()).toMatchObject([{ device: 'FA-1' }]);
  bench.observe('FA-1', { alarm: 0 });
  expect(unwatched()).toEqual([]);
});
