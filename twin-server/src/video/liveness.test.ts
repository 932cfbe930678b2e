import { expect, test } from 'vitest';
import { Liveness } from './liveness.ts';

const LIMITS = { lostAfterMs: 15_000, firstMs: 60_000, frozenAfter: 3, frozenMs: 6_000 };

test('7.2.10-3 without a picture a stream is lost, and live again with the next one', () => {
  const liveness = new Liveness(LIMITS, 0);
  expect(liveness.judge(1_000)).toEqual({ condition: 'starting', since: 0, reason: null });
  liveness.failed('camera answered 503; expected 200', 2_000);
  expect(liveness.judge(59_999).condition).toBe('starting');
  expect(liveness.judge(60_000)).toEqual({
    condition: 'lost',
    since: 60_000,
    reason: 'camera answered 503; expected 200',
  });
  expect(liveness.saw('a', 70_000)).toEqual({ condition: 'live', since: 70_000, reason: null });
  expect(liveness.judge(85_000)).toMatchObject({ condition: 'lost', reason: 'no new picture comes' });
});

test('7.2.10-3 the same picture again and again is frozen, not sooner than it takes, and another one ends it', () => {
  const liveness = new Liveness(LIMITS, 0);
  expect(liveness.saw('a', 1_000).condition).toBe('live');
  expect(liveness.saw('a', 2_000).condition).toBe('live');
  expect(liveness.saw('a', 3_000).condition).toBe('live');
  expect(liveness.saw('a', 8_000)).toMatchObject({ condition: 'frozen', since: 8_000 });
  expect(liveness.saw('b', 9_000)).toMatchObject({ condition: 'live', since: 9_000 });
  // What alternates moves.
  for (let at = 10_000; at < 60_000; at += 1_000) expect(liveness.saw(`${at % 2_000}`, at).condition).toBe('live');
});

test('7.2.10-3 a fault between pictures is told and changes nothing yet', () => {
  const liveness = new Liveness(LIMITS, 0);
  liveness.saw('a', 1_000);
  expect(liveness.failed('timeout', 2_000)).toEqual({ condition: 'live', since: 1_000, reason: 'timeout' });
});
