import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LonLat } from '../ground-plan.ts';
import { AreaSketch } from './area-sketch.ts';
import { boxBetween, isCrossed, ringAreaM2, ringPerimeterM } from './ring-shape.ts';

/** A place `east` and `north` of the estate's middle, metres. */
const at = (east: number, north: number): LonLat => [
  112.55 + east / (111_195.2 * Math.cos((37.87 * Math.PI) / 180)),
  37.87 + north / 111_195.2,
];
const SQUARE = [at(0, 0), at(40, 0), at(40, 25), at(0, 25)];

describe('6.4.1-2-6 an area is drawn on the ground', () => {
  test('a rectangle of 40 × 25 m has its area and the way around it', () => {
    expect(ringAreaM2(SQUARE)).toBeCloseTo(1000, 0);
    expect(ringPerimeterM(SQUARE)).toBeCloseTo(130, 1);
    expect([ringAreaM2([]), ringPerimeterM([]), ringAreaM2(SQUARE.slice(0, 2))]).toEqual([0, 0, 0]);
  });

  test('a box has right angles along the picture’s upward direction, whichever that is', () => {
    const metres = fc.double({ min: -300, max: 300, noNaN: true });
    fc.assert(
      fc.property(metres, metres, fc.double({ min: 0, max: 6.28, noNaN: true }), (east, north, bearing) => {
        fc.pre(Math.hypot(east, north) > 5);
        const [a, b, c, d] = boxBetween(at(0, 0), at(east, north), bearing);
        expect(c![0]).toBeCloseTo(at(east, north)[0], 8);
        expect(c![1]).toBeCloseTo(at(east, north)[1], 8);
        const across = Math.abs(east * Math.cos(bearing) - north * Math.sin(bearing));
        const along = Math.abs(east * Math.sin(bearing) + north * Math.cos(bearing));
        expect(ringAreaM2([a!, b!, c!, d!])).toBeCloseTo(across * along, 0);
      }),
    );
  });

  test('a circle goes through the point where it was let go', () => {
    const sketch = new AreaSketch('circle', 0);
    expect(sketch.press(at(0, 0))).toBe(false);
    sketch.move(at(30, 40));
    expect(sketch.press(at(30, 40))).toBe(true);
    const ring = sketch.close()!;
    expect(Math.abs(ringAreaM2(ring) / (Math.PI * 50 ** 2) - 1)).toBeLessThan(0.002);
    expect(isCrossed(ring)).toBe(false);
  });

  test('a polygon is closed by its points alone; the pointer shows what it would be', () => {
    const sketch = new AreaSketch('polygon', 0);
    for (const place of SQUARE.slice(0, 3)) expect(sketch.press(place)).toBe(false);
    sketch.move(SQUARE[3]!);
    expect(sketch.ring).toEqual(SQUARE);
    expect(sketch.close()).toEqual(SQUARE.slice(0, 3));
  });

  test('the second click of a double click sets no second point', () => {
    const sketch = new AreaSketch('polygon', 0);
    for (const place of [...SQUARE, SQUARE[3]!]) sketch.press(place);
    expect(sketch.close()).toEqual(SQUARE);
  });

  test('a point can be taken back', () => {
    const sketch = new AreaSketch('polygon', 0);
    for (const place of [...SQUARE, at(900, 900)]) sketch.press(place);
    sketch.back();
    expect(sketch.close()).toEqual(SQUARE);
    for (let i = 0; i < 9; i++) sketch.back();
    expect(sketch.ring).toEqual([]);
  });

  test('what encloses nothing, or crosses itself, is not closed', () => {
    const line = new AreaSketch('polygon', 0);
    for (const place of SQUARE.slice(0, 2)) line.press(place);
    expect(line.close()).toBeNull();
    const bow = [SQUARE[0]!, SQUARE[1]!, SQUARE[3]!, SQUARE[2]!];
    expect([isCrossed(bow), isCrossed(SQUARE)]).toEqual([true, false]);
    const crossed = new AreaSketch('polygon', 0);
    for (const place of bow) crossed.press(place);
    expect(crossed.crossed).toBe(true);
    expect(crossed.close()).toBeNull();
  });

  test('a box is complete with its second corner', () => {
    const sketch = new AreaSketch('box', 0);
    expect(sketch.press(SQUARE[0]!)).toBe(false);
    expect(sketch.press(SQUARE[0]!)).toBe(false);
    sketch.move(at(10, 10));
    expect(ringAreaM2(sketch.ring)).toBeCloseTo(100, 0);
    expect(sketch.press(SQUARE[2]!)).toBe(true);
    expect(ringAreaM2(sketch.close() ?? [])).toBeCloseTo(1000, 0);
  });
});

describe('6.4.1-2-2 plan position: the area of a footprint', () => {
  test('a rectangle of 0.0004° × 0.0002° at Taiyuan is 35.1 m × 22.2 m, whichever way around', () => {
    const [x, y] = [112.55, 37.87];
    const ring = [
      [x, y],
      [x + 0.0004, y],
      [x + 0.0004, y + 0.0002],
      [x, y + 0.0002],
    ] as const;
    expect(ringAreaM2(ring)).toBeCloseTo(780.8, 0);
    expect(ringAreaM2([...ring].reverse())).toBeCloseTo(ringAreaM2(ring), 1);
  });
});
