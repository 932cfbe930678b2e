import { describe, expect, test } from 'vitest';
import { blocks, clearSight, facadeBearing, type Obstacle } from './sight.ts';

const box = (code: string, x: number, y: number, w: number, d: number, top: number): Obstacle => ({
  code,
  ring: [
    [x - w / 2, y - d / 2],
    [x + w / 2, y - d / 2],
    [x + w / 2, y + d / 2],
    [x - w / 2, y + d / 2],
  ],
  bottom: 0,
  top,
});

describe('lines of sight', () => {
  const wall = box('wall', 0, -50, 40, 10, 30);

  test('a building between camera and target stands in the way', () => {
    expect(blocks({ from: [0, -100, 10], to: [0, 0, 5] }, wall)).toBe(true);
  });

  test('a line over, beside or short of it is clear', () => {
    expect(blocks({ from: [0, -100, 90], to: [0, 0, 60] }, wall)).toBe(false);
    expect(blocks({ from: [60, -100, 10], to: [60, 0, 5] }, wall)).toBe(false);
    expect(blocks({ from: [0, -40, 10], to: [0, 0, 5] }, wall)).toBe(false);
  });

  test('a camera inside a building is blocked by it', () => {
    expect(blocks({ from: [0, -50, 10], to: [0, 0, 5] }, wall)).toBe(true);
  });
});

describe('sights', () => {
  test('the camera keeps the preferred bearing, distance and pitch where nothing stands before it', () => {
    const { from, to } = clearSight([0, 0, 10], 100, 30, Math.PI, [], null);
    expect(to).toEqual([0, 0, 10]);
    expect(from[0]).toBeCloseTo(0, 9);
    expect(from[1]).toBeCloseTo(-100 * Math.cos(Math.PI / 6), 9);
    expect(from[2]).toBeCloseTo(60, 9);
  });

  test('it turns to the nearest clear bearing', () => {
    const south = box('south', 0, -40, 60, 10, 200);
    const { from } = clearSight([0, 0, 10], 100, 20, Math.PI, [south], null);
    expect(blocks({ from, to: [0, 0, 10] }, south)).toBe(false);
    expect(Math.hypot(from[0], from[1])).toBeCloseTo(100 * Math.cos(Math.PI / 9), 9);
  });

  test('the building the target belongs to is no obstacle', () => {
    const own = box('own', 0, 0, 30, 30, 90);
    const { from } = clearSight([0, -14, 40], 60, 30, Math.PI, [own], 'own');
    expect(from[1]).toBeLessThan(-40);
  });

  test('where no bearing is clear the preferred one is kept', () => {
    const cage = box('cage', 0, 0, 400, 400, 900);
    const { from } = clearSight([0, 0, 10], 50, 30, 0, [cage], null);
    expect(from[1]).toBeGreaterThan(0);
  });
});

describe('facades', () => {
  const { ring } = box('house', 0, 0, 40, 14, 30);

  test.each([
    ['south', [0, -6], Math.PI],
    ['north', [0, 6], 0],
    ['east', [19, 0], Math.PI / 2],
  ] as const)('from a room at the %s side one looks out there', (_side, point, bearing) => {
    expect(Math.cos(facadeBearing(point, ring) - bearing)).toBeCloseTo(1, 9);
  });

  test('the direction of the ring does not matter', () => {
    expect(Math.cos(facadeBearing([0, -6], [...ring].reverse()) - Math.PI)).toBeCloseTo(1, 9);
  });
});
