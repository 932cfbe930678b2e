import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Arrangement, type Drawn, HIDDEN, MIXED, POINT } from './arrange-devices.ts';
import { DeviceArranger, NEAREST } from './device-arranger.ts';
import type { DeviceTable } from './device-table.ts';
import { type Planted, plant, viewFrom } from './devices.test-kit.ts';

const SIGNS = ['fire', 'fence', 'air'];
const planted = fc.record(
  {
    east: fc.double({ min: -400, max: 400, noNaN: true }),
    north: fc.double({ min: -400, max: 400, noNaN: true }),
    up: fc.double({ min: 0, max: 60, noNaN: true }),
    symbol: fc.constantFrom(...SIGNS),
    building: fc.constantFrom('B1', 'B2', 'B3'),
    storey: fc.constantFrom('1F', '2F', '3F', '4F', '5F'),
    state: fc.constantFrom('normal', 'alarm', 'fault', 'offline'),
    priority: fc.constantFrom(1, 2, 3, 4),
  },
  { requiredKeys: ['east', 'north', 'up'] },
) as fc.Arbitrary<Planted>;
const eye = fc.tuple(
  fc.double({ min: -600, max: 600, noNaN: true }),
  fc.double({ min: -600, max: 600, noNaN: true }),
  fc.double({ min: 2, max: 900, noNaN: true }),
);

/** How often each slot stands for something: by a symbol or by a point. */
function timesDrawn(table: DeviceTable, { symbols, points }: Arrangement): number[] {
  const times = new Array<number>(table.length).fill(0);
  for (const { slots } of symbols) for (const slot of slots) times[slot]!++;
  for (const slot of points) times[slot]!++;
  return times;
}
const symbolOf = ({ symbols, of }: Arrangement, slot: number): Drawn | undefined => symbols[of[slot]!];
const keysOf = ({ symbols }: Arrangement) => symbols.map(({ key }) => key).sort();

/** A tower of `storeys` storeys 3 m high with `each` smoke detectors on every one, in a square of 20 m. */
function tower(storeys: number, each: number, building = 'B1', east = 0): Planted[] {
  return Array.from({ length: storeys * each }, (_, i) => ({
    east: east + (i % 5) * 4,
    north: (i % each) * 0.8,
    up: Math.floor(i / each) * 3,
    building,
    storey: `${Math.floor(i / each) + 1}F`,
    symbol: 'fire',
  }));
}

describe('4 of the model’s promises: device symbols gather by zoom, storey and kind', () => {
  test('every device is drawn by exactly one symbol or point, from wherever one looks', () => {
    fc.assert(
      fc.property(
        fc.array(planted, { maxLength: 120 }),
        fc.array(eye, { minLength: 1, maxLength: 4 }),
        (devices, eyes) => {
          const table = plant(devices);
          const arranger = new DeviceArranger(table, 300);
          for (const place of eyes) {
            const arrangement = arranger.arrange(viewFrom(...place));
            expect(timesDrawn(table, arrangement)).toEqual(devices.map(() => 1));
            arrangement.symbols.forEach(({ slots }, index) => {
              for (const slot of slots) expect(arrangement.of[slot]).toBe(index);
            });
          }
        },
      ),
    );
  });

  test('an alarmed and a selected device stand alone, wherever they are', () => {
    fc.assert(
      fc.property(fc.array(planted, { minLength: 1, maxLength: 80 }), eye, fc.nat(), (devices, place, any) => {
        const table = plant(devices);
        const arranger = new DeviceArranger(table, 300);
        const selected = any % devices.length;
        arranger.select(selected);
        arranger.setScope({ building: 'B2', storey: '3F' });
        const arrangement = arranger.arrange(viewFrom(...place));
        devices.forEach(({ state }, slot) => {
          if (state === 'alarm' || slot === selected) expect(symbolOf(arrangement, slot)?.slots).toEqual([slot]);
        });
      }),
    );
  });

  test('a device that falls into alarm leaves its cluster, and returns to it', () => {
    const table = plant(tower(10, 8));
    const arranger = new DeviceArranger(table, 300);
    const view = viewFrom(0, -500, 100);
    expect(symbolOf(arranger.arrange(view), 30)?.slots).toHaveLength(80);
    expect(arranger.note(30, { state: 'alarm', priority: 1, acknowledged: false })).toBe(true);
    const during = arranger.arrange(view);
    expect(symbolOf(during, 30)?.slots).toEqual([30]);
    expect(symbolOf(during, 31)?.slots).toHaveLength(79);
    expect(arranger.note(30, { state: 'normal', priority: null, acknowledged: true })).toBe(true);
    expect(symbolOf(arranger.arrange(view), 30)?.slots).toHaveLength(80);
  });

  test('the nearest 2,000 carry their shape, others are points', () => {
    const devices = Array.from({ length: 5_000 }, (_, i) => ({
      east: (i % 100) * 9,
      north: Math.floor(i / 100) * 9,
      up: 0,
    }));
    const table = plant(devices);
    const arrangement = new DeviceArranger(table, 2_000).arrange(viewFrom(-20, -20, 30));
    const byDistance = devices
      .map(({ east, north }, slot) => ({ slot, distance: Math.hypot(east + 20, north + 20, 30) }))
      .sort((a, b) => a.distance - b.distance);
    for (const { slot } of byDistance.slice(0, NEAREST)) expect(arrangement.of[slot]).toBeGreaterThanOrEqual(0);
    expect(arrangement.points.length).toBeGreaterThan(2_500);
    expect(arrangement.of[byDistance.at(-1)!.slot]).toBe(POINT);
  });

  test('from afar a building is one, from nearer its bands of storeys, then each storey', () => {
    const table = plant(tower(16, 6));
    const arranger = new DeviceArranger(table, 300);
    const sizes = (distance: number) =>
      arranger.arrange(viewFrom(8, -distance, 20)).symbols.map(({ slots }) => slots.length);
    expect(sizes(400)).toEqual([96]);
    const near = sizes(100);
    expect(near.length).toBeGreaterThan(3);
    expect(near.every((size) => size % 6 === 0 && size < 96)).toBe(true);
    expect(sizes(20).filter((size) => size === 6).length).toBe(16);
  });

  test('kinds of a storey stand side by side; where there are many kinds or no room they are one mixed symbol', () => {
    const kinds = (count: number) =>
      plant(tower(16, 6).map((device, i) => ({ ...device, symbol: ['fire', 'air', 'fence', 'bolt'][i % count]! })));
    const two = new DeviceArranger(kinds(2), 300).arrange(viewFrom(8, -400, 20)).symbols;
    expect(two.map(({ group, row }) => [group, row.index, row.of])).toEqual([
      [0, 0, 2],
      [1, 1, 2],
    ]);
    expect(new DeviceArranger(kinds(4), 300).arrange(viewFrom(8, -400, 20)).symbols).toMatchObject([{ group: MIXED }]);
    const posts = plant([0, 1, 2, 3].map((i) => ({ east: i * 0.4, north: 0, up: 3, symbol: SIGNS[i % 3]! })));
    expect(new DeviceArranger(posts, 300).arrange(viewFrom(0, -300, 100)).symbols).toMatchObject([{ group: MIXED }]);
  });

  test('turning or swaying the camera a little changes nothing', () => {
    const devices = Array.from({ length: 600 }, (_, i) => ({ east: (i * 37) % 500, north: (i * 91) % 420, up: 0 }));
    const arranger = new DeviceArranger(plant([...devices, ...tower(30, 5, 'B1', 100)]), 300);
    const at = (sway: number) => keysOf(arranger.arrange(viewFrom(250 + sway, -150 + sway, 220)));
    const before = at(0);
    for (const sway of [0.5, -0.5, 1, -1, 0]) at(sway);
    const settled = at(0);
    for (const sway of [0.5, -0.5, 1, -1, 0]) expect(at(sway)).toEqual(settled);
    expect(settled.length).toBeGreaterThan(10);
    expect(before.length).toBeGreaterThan(10);
  });

  test('with an isolated storey its devices stand alone from near; the insides of others are hidden', () => {
    const table = plant([...tower(10, 8), ...tower(10, 8, 'B2', 60)]);
    const arranger = new DeviceArranger(table, 300);
    arranger.setScope({ building: 'B1', storey: '4F' });
    const arrangement = arranger.arrange(viewFrom(8, -8, 20));
    const shown = table.markers.flatMap((_, slot) => (arrangement.of[slot] === HIDDEN ? [] : [slot]));
    expect(shown).toEqual([24, 25, 26, 27, 28, 29, 30, 31]);
    expect(arrangement.symbols.filter(({ slots }) => slots.length === 1).length).toBeGreaterThan(3);
  });

  test('a device that was asked for stands alone until others were asked for', () => {
    const arranger = new DeviceArranger(plant(tower(10, 8)), 300);
    const view = viewFrom(8, -500, 20);
    expect(arranger.pointAt(5)).toBe(true);
    expect(arranger.pointAt(5)).toBe(false);
    expect(symbolOf(arranger.arrange(view), 5)?.slots).toEqual([5]);
    for (let slot = 40; slot < 48; slot++) arranger.pointAt(slot);
    expect(symbolOf(arranger.arrange(view), 5)?.slots.length).toBeGreaterThan(1);
  });

  test('a few faults stand alone; where a hundred fail they join their clusters', () => {
    const some = (faults: number) =>
      new DeviceArranger(
        plant(tower(20, 10).map((device, i) => (i < faults ? { ...device, state: 'fault', priority: 2 } : device))),
        300,
      ).arrange(viewFrom(8, -600, 20)).symbols.length;
    expect(some(5)).toBe(6);
    expect(some(150)).toBe(1);
  });

  test('there are never more calm symbols than the renderer can draw', () => {
    const devices = Array.from({ length: 1_900 }, (_, i) => ({
      east: (i % 44) * 5,
      north: Math.floor(i / 44) * 5,
      up: 0,
    }));
    const arrangement = new DeviceArranger(plant(devices), 300).arrange(viewFrom(100, 100, 40));
    expect(arrangement.symbols.length).toBeLessThanOrEqual(300);
    expect(arrangement.points).toEqual([]);
  });

  test('devices of a lifted storey are drawn where the storey is', () => {
    const table = plant(tower(4, 3));
    const arranger = new DeviceArranger(table, 300);
    expect(table.lift((_building, storey) => (storey === '3F' ? 12 : 0))).toBe(true);
    arranger.regrow();
    expect(table.positions[6 * 3]! - table.positions[0]!).toBeCloseTo(6 + 12, 6);
    expect(table.lift((_building, storey) => (storey === '3F' ? 12 : 0))).toBe(false);
  });
});
