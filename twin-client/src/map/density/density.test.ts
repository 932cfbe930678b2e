import { describe, expect, test } from 'vitest';
import { isWithin } from '../plane.ts';
import { classOf, countClasses, DENSITY_COLORS } from './density.ts';
import { heatField, heatPixels } from './heat-field.ts';
import { hexagonsOf } from './hexagons.ts';

const item = (device: string, longitude: number, latitude: number, count = 1) => ({
  device,
  longitude,
  latitude,
  count,
});

/** Park and Miller's numbers: the same places every time. */
function places(count: number): ReturnType<typeof item>[] {
  let seed = 5;
  const random = () => {
    seed = (seed * 16807) % 2147483647;
    return seed / 2147483647;
  };
  return Array.from({ length: count }, (_, i) =>
    item(`D${i}`, 112.548 + random() * 0.005, 37.868 + random() * 0.004, 1 + Math.floor(random() * 9)),
  );
}

describe('6.4.1-2-6 hexagons', () => {
  test('count every alarm once, in the hexagon it lies in', () => {
    const items = places(400);
    const hexagons = hexagonsOf(items);
    const sum = (counts: readonly { readonly count: number }[]) => counts.reduce((all, { count }) => all + count, 0);
    expect(sum(hexagons)).toBe(sum(items));
    const home = new Map(hexagons.flatMap(({ ring, devices }) => devices.map((device) => [device, ring] as const)));
    expect(
      items.filter(({ device, longitude, latitude }) => !isWithin([longitude, latitude], home.get(device)!)),
    ).toEqual([]);
  });

  test('are fixed to the earth: more alarms elsewhere move none', () => {
    const one = item('A', 112.55, 37.87);
    const [alone] = hexagonsOf([one]);
    const among = hexagonsOf([one, ...places(50)]).find(({ devices }) => devices.includes('A'));
    expect(among?.ring).toEqual(alone?.ring);
  });

  test('have five colors at most, whose ranges follow each other without a gap', () => {
    for (const most of [1, 2, 3, 5, 7, 40, 1234]) {
      const classes = countClasses(most);
      expect(classes[0]?.least).toBe(1);
      expect(classes.at(-1)?.most).toBe(most);
      expect(classes.length).toBeLessThanOrEqual(DENSITY_COLORS.length);
      for (const [i, { least, most: upTo }] of classes.entries()) {
        expect(upTo).toBeGreaterThanOrEqual(least);
        if (i > 0) expect(least).toBe(classes[i - 1]!.most + 1);
      }
      expect(classOf(classes, most)).toBe(classes.length - 1);
      expect(classOf(classes, 1)).toBe(0);
    }
  });
});

describe('6.4.1-2-6 heat', () => {
  test('is densest where most alarms are, and nothing beyond their reach', () => {
    const field = heatField([item('A', 112.549, 37.87, 9), item('B', 112.553, 37.87, 1)])!;
    const at = (longitude: number, latitude: number) => {
      const [[west, south], [east, north]] = field.bounds;
      const column = Math.floor(((longitude - west) / (east - west)) * field.width);
      const row = Math.floor(((north - latitude) / (north - south)) * field.height);
      return field.shares[row * field.width + column]!;
    };
    expect(at(112.549, 37.87)).toBeGreaterThan(0.9);
    expect(at(112.553, 37.87)).toBeCloseTo(at(112.549, 37.87) / 9, 1);
    expect(at(112.551, 37.87)).toBe(0);
    expect(Math.max(...field.shares)).toBe(1);
  });

  test('is transparent where nothing was, and of the brightest color where most was', () => {
    const field = heatField([item('A', 112.549, 37.87)])!;
    const pixels = heatPixels(field);
    expect(pixels[3]).toBe(0);
    const peak = field.shares.indexOf(1);
    expect([...pixels.slice(peak * 4, peak * 4 + 3)]).toEqual([0xfd, 0xe7, 0x25]);
  });

  test('of no alarms there is no field', () => {
    expect(heatField([])).toBeNull();
  });
});
