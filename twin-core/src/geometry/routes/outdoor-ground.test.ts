import { expect, test } from 'vitest';
import { OutdoorGround } from './outdoor-ground.ts';

const rectangle = (x0: number, y0: number, x1: number, y1: number) =>
  [
    [x0, y0],
    [x1, y0],
    [x1, y1],
    [x0, y1],
  ] as const;
const GROUND = { boundary: rectangle(0, 0, 120, 90), paved: [], solid: [], barriers: [] };

test('5.8.8-3 on open ground the way is straight, to a few metres', () => {
  const way = new OutdoorGround(GROUND).way([10, 10], [110, 10])!;
  expect(way.lengthM).toBeGreaterThanOrEqual(100);
  expect(way.lengthM).toBeLessThan(106);
  expect(way.line[0]).toEqual([10, 10]);
  expect(way.line.at(-1)).toEqual([110, 10]);
});

test('5.8.8-3 the way goes round a building, and through the gate of a wall', () => {
  const solid = [rectangle(50, 0, 60, 60)];
  expect(new OutdoorGround({ ...GROUND, solid }).way([10, 10], [110, 10])!.lengthM).toBeGreaterThan(
    2 * Math.hypot(45, 50),
  );
  const barriers = [
    [
      [55, 0],
      [55, 70],
    ],
    [
      [55, 78],
      [55, 90],
    ],
  ] as const;
  const { line } = new OutdoorGround({ ...GROUND, barriers }).way([10, 10], [110, 10])!;
  const crossing = line.find(([x]) => x > 55)!;
  expect(crossing[1]).toBeGreaterThan(69);
  expect(crossing[1]).toBeLessThan(80);
});

test('5.8.8-3 a path is taken where it is not much longer than the meadow', () => {
  const paved = [rectangle(0, 0, 120, 6), rectangle(0, 0, 6, 90), rectangle(114, 0, 120, 90)];
  const { line } = new OutdoorGround({ ...GROUND, paved }).way([3, 20], [117, 20])!;
  expect(Math.min(...line.map(([, y]) => y))).toBeLessThan(6);
});

test('5.8.8-3 no way: a wall all round, or a place that no ground is near', () => {
  const barriers = [
    [
      [55, 0],
      [55, 90],
    ],
  ] as const;
  expect(new OutdoorGround({ ...GROUND, barriers }).way([10, 10], [110, 10])).toBeNull();
  expect(new OutdoorGround(GROUND).way([10, 10], [400, 10])).toBeNull();
});

test('7.2.4-5 all ways from one place are as long as each that is searched for', () => {
  const paved = [rectangle(0, 0, 120, 6), rectangle(0, 0, 6, 90)];
  const ground = new OutdoorGround({ ...GROUND, paved, solid: [rectangle(50, 0, 60, 60)] });
  const waysFrom = ground.waysFrom([10, 10]);
  for (const goal of [
    [110, 10],
    [30, 80],
    [5, 50],
    [10, 10],
  ] as const)
    expect(waysFrom(goal)!.lengthM).toBeCloseTo(ground.way([10, 10], goal)!.lengthM, 0);
  expect(waysFrom([400, 10])).toBeNull();
  expect(ground.waysFrom([400, 10])([10, 10])).toBeNull();
});
