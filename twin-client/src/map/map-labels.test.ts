import { describe, expect, test } from 'vitest';
import type { Footprint } from './building-layers.ts';
import type { DrawnSymbol } from './device-book.ts';
import { labelSet, type MapLabel, TEXT_PX } from './map-labels.ts';
import { boundsOf, toPlane } from './plane.ts';

const ZOOM = 17;
const measure = (text: string, sizePx: number) => [...text].length * sizePx;

function footprint(code: string, name: string, longitude: number, halfDeg = 0.0003): Footprint {
  const latitude = 37.87;
  const ring = [
    [longitude - halfDeg, latitude - halfDeg / 3],
    [longitude + halfDeg, latitude - halfDeg / 3],
    [longitude + halfDeg, latitude + halfDeg / 3],
    [longitude - halfDeg, latitude + halfDeg / 3],
  ] as const;
  return { code, name, ring, middle: [longitude, latitude], bounds: boundsOf(ring), underground: false };
}

function alarm(code: string, place: string, longitude: number): DrawnSymbol {
  return {
    abnormal: 1,
    marker: {
      code,
      name: code,
      building: 'B01',
      storey: '17F',
      location: { longitude, latitude: 37.87, height: 780 },
      symbol: '',
      place,
      state: 'alarm',
      priority: 1,
      acknowledged: false,
    },
  };
}

function boxOf({ text, place, offset: [dx, dy] }: MapLabel, sizePx: number) {
  const [x, y] = toPlane(place, ZOOM);
  const width = measure(text, sizePx);
  return { left: x + dx - width / 2, right: x + dx + width / 2, top: y + dy - sizePx / 2, bottom: y + dy + sizePx / 2 };
}

describe('labelSet', () => {
  test('a building has its name and the number of its calm devices beside it, the two apart', () => {
    const { names, counts } = labelSet({
      zoom: ZOOM,
      footprints: [footprint('B01', '1号楼', 112.55)],
      symbols: [],
      counts: new Map([['B01', 198]]),
      measure,
    });
    expect(names.map(({ text }) => text)).toEqual(['1号楼']);
    expect(counts.map(({ text }) => text)).toEqual(['· 198']);
    expect(boxOf(names[0]!, TEXT_PX.name).right).toBeLessThan(boxOf(counts[0]!, TEXT_PX.count).left);
  });

  test('a building too small for its name has none', () => {
    const small = footprint('B17', '1号充电棚', 112.55, 0.00003);
    expect(labelSet({ zoom: ZOOM, footprints: [small], symbols: [], counts: new Map(), measure }).names).toEqual([]);
  });

  test('no text covers another: the alarm has its place, the building gives way', () => {
    const { names, alarms } = labelSet({
      zoom: ZOOM,
      footprints: [footprint('B01', '1号楼', 112.55)],
      symbols: [alarm('FA-1', '1号楼 17F', 112.55)],
      counts: new Map(),
      measure,
    });
    expect(alarms.map(({ text }) => text)).toEqual(['1号楼 17F']);
    const name = boxOf(names[0]!, TEXT_PX.name);
    const place = boxOf(alarms[0]!, TEXT_PX.alarm);
    expect(
      name.right <= place.left || name.left >= place.right || name.bottom <= place.top || name.top >= place.bottom,
    ).toBe(true);
    expect(names[0]!.offset[1]).not.toBe(0);
  });
});
