import { expect, test } from 'vitest';
import { type Candidate, nearestDevice } from './nearest-device.ts';

const at = (code: string, x: number, y: number, more: Partial<Candidate> = {}) => ({
  code,
  x,
  y,
  depthM: 100,
  onTop: false,
  reachPx: 12,
  spanPx: 0,
  ...more,
});

test('a click meets the device whose symbol is nearest to the pointer', () => {
  expect(nearestDevice([at('A', 100, 100), at('B', 106, 100)], 104, 100, null)?.code).toBe('B');
});

test('of symbols at one place the one nearer to the camera is met', () => {
  const stack = [at('far', 50, 50, { depthM: 80 }), at('near', 50, 50, { depthM: 40 })];
  expect(nearestDevice(stack, 52, 50, null)?.code).toBe('near');
  expect(nearestDevice(stack.reverse(), 52, 50, null)?.code).toBe('near');
});

test('a pointer out of reach meets nothing', () => {
  expect(nearestDevice([at('A', 100, 100)], 113, 100, null)).toBeNull();
  expect(nearestDevice([at('A', 100, 100, { reachPx: 4 })], 105, 100, null)).toBeNull();
});

test('what stands behind a facade is passed over, what is drawn over it is met', () => {
  expect(nearestDevice([at('A', 100, 100)], 105, 100, 60)).toBeNull();
  expect(nearestDevice([at('A', 100, 100)], 105, 100, 98)?.code).toBe('A');
  expect(nearestDevice([at('A', 100, 100, { onTop: true })], 105, 100, 60)?.code).toBe('A');
});

test('who clicks exactly where a device was located means it, whatever stands before it', () => {
  expect(nearestDevice([at('A', 100.4, 100)], 100, 100, 60)?.code).toBe('A');
});

test('a cluster is met anywhere on its number, but a device is met at its place even under one', () => {
  const cluster = at('cluster', 100, 100, { spanPx: 20, onTop: true });
  expect(nearestDevice([cluster], 130, 100, null)?.code).toBe('cluster');
  expect(nearestDevice([cluster], 134, 100, null)).toBeNull();
  expect(nearestDevice([cluster, at('device', 115, 100, { depthM: 200, onTop: true })], 115, 100, null)?.code).toBe(
    'device',
  );
});
