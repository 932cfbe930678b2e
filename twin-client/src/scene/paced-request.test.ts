import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { pacedRequest } from './paced-request.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('without an interval every request is passed on', () => {
  const call = vi.fn();
  const request = pacedRequest(call, () => 0);
  request();
  request();
  expect(call).toHaveBeenCalledTimes(2);
});

test('with an interval the first goes at once and the rest together after it', () => {
  const call = vi.fn();
  const request = pacedRequest(call, () => 300);
  for (let i = 0; i < 50; i++) request();
  expect(call).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(299);
  expect(call).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(1);
  expect(call).toHaveBeenCalledTimes(2);
  vi.advanceTimersByTime(1000);
  expect(call).toHaveBeenCalledTimes(2);
});

test('what is cancelled never calls', () => {
  const call = vi.fn();
  const request = pacedRequest(call, () => 300);
  request();
  request();
  request.cancel();
  vi.advanceTimersByTime(1000);
  expect(call).toHaveBeenCalledTimes(1);
});
