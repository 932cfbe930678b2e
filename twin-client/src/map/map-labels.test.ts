import { describe, expect, test } from 'vitest';
import type { DrawnSymbol } from './device-book.ts';
import type { Footprint } from './footprints.ts';
import { TEXT_PX } from './label-wishes.ts';
import { type LabelInput, labelSet, type MapLabel } from './map-labels.ts';
import { boundsOf, toPlane } from './plane.ts';
import type { DrawnZone } from './zone-book.ts';

const ZOOM = 17;
const measure = (text: string, sizePx: number) => [...text].length * sizePx;
const NOTHING: LabelInput = {
  zoom: ZOOM,
  footprints: [],
  symbols: [],
  counts: new Map(),
  zones: [],
  fences: [],
  groundNames: [],
  plan: null,
  hexagons: [],
  measure,
};

function footprint(code: string, name: string, longitude: number, halfDeg = 0.0003): Footprint {
  const latitude = 37.87;
  const ring = [
    [longitude - halfDeg, latitude - halfDeg / 3],
    [longitude + halfDeg, latitude - halfDeg / 3],
    [longitude + halfDeg, latitude + halfDeg / 3],
    [longitude - halfDeg, latitude + halfDeg / 3],
  ] as const;
  return { code, name, ring, middle: [longitude, latitude], bounds: boundsOf(ring), storeys: 33 };
}

function alarm(code: string, place: string, longitude: number): DrawnSymbol {
  return {
    members: [code],
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
  test('a building has its name, its storeys and the number of its calm devices beside it, the two apart', () => {
    const { names, counts } = labelSet({
      ...NOTHING,
      footprints: [footprint('B01', '1号楼', 112.55, 0.0004)],
      symbols: [],
      counts: new Map([['B01', 198]]),
    });
    expect(names.map(({ text }) => text)).toEqual(['1号楼']);
    expect(counts.map(({ text }) => text)).toEqual(['· 33F · 198']);
    expect(boxOf(names[0]!, TEXT_PX.name).right).toBeLessThan(boxOf(counts[0]!, TEXT_PX.count).left);
  });

  test('a building too small for its name has none', () => {
    const small = footprint('B17', '1号充电棚', 112.55, 0.00003);
    expect(labelSet({ ...NOTHING, footprints: [small] }).names).toEqual([]);
  });

  test('no text covers another: the alarm has its place, the building gives way', () => {
    const { names, alarms } = labelSet({
      ...NOTHING,
      footprints: [footprint('B01', '1号楼', 112.55)],
      symbols: [alarm('FA-1', '1号楼 17F', 112.55)],
      counts: new Map(),
    });
    expect(alarms.map(({ text }) => text)).toEqual(['1号楼 17F']);
    const name = boxOf(names[0]!, TEXT_PX.name);
    const place = boxOf(alarms[0]!, TEXT_PX.alarm);
    expect(
      name.right <= place.left || name.left >= place.right || name.bottom <= place.top || name.top >= place.bottom,
    ).toBe(true);
    expect(names[0]!.offset[1]).not.toBe(0);
  });

  test('7.2.4-3: an alerted fence zone tells its number and name even where there is no room, and its alarm does not say it again', () => {
    const zone: DrawnZone = {
      code: 'Z-S04',
      name: '南侧4号防区',
      fence: true,
      area: false,
      line: [
        [112.55, 37.87],
        [112.5505, 37.87],
      ],
      middle: [112.55025, 37.87],
      condition: { state: 'alarm', priority: 1, acknowledged: false },
    };
    const crowd = Array.from({ length: 40 }, (_, i) => alarm(`A${i}`, '南侧4号防区', 112.55 + i * 0.00005));
    const { zones, alarms } = labelSet({ ...NOTHING, symbols: crowd, zones: [zone], fences: [zone] });
    expect(zones.map(({ text }) => text)).toEqual(['Z-S04 南侧4号防区']);
    expect(alarms).toEqual([]);
  });
});
