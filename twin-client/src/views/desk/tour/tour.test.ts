import { expect, test } from 'vitest';
import { TOUR_STEPS, Tour } from './tour.ts';

function keeping() {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
}

test('five steps, one on and one back; the last one ends it, and nobody is invited again', () => {
  const store = keeping();
  const tour = new Tour('wang', store);
  expect(TOUR_STEPS.length).toBe(5);
  expect(tour.isSeen.get()).toBe(false);
  tour.go(1);
  expect(tour.step.get()).toBeNull();
  tour.start();
  tour.go(-1);
  expect(tour.step.get()).toBe(0);
  for (let i = 0; i < 4; i++) tour.go(1);
  expect(tour.step.get()).toBe(4);
  tour.go(1);
  expect(tour.step.get()).toBeNull();
  expect(new Tour('wang', store).isSeen.get()).toBe(true);
  expect(new Tour('li', store).isSeen.get()).toBe(false);
});

test('skipping ends it too; it can be taken again', () => {
  const tour = new Tour('wang', keeping());
  tour.end();
  expect(tour.isSeen.get()).toBe(true);
  tour.start();
  expect(tour.step.get()).toBe(0);
});

test('a browser that keeps nothing is not asked each time', () => {
  const blocked = {
    getItem: () => {
      throw new DOMException('blocked');
    },
    setItem: () => {
      throw new DOMException('blocked');
    },
  };
  expect(new Tour('wang', blocked).isSeen.get()).toBe(true);
});
