import fc from 'fast-check';
import gcoord from 'gcoord';
import { describe, expect, test } from 'vitest';
import { fromShifted, shiftedSystemOf, toShifted } from './chinese-offset.ts';

const M_PER_DEG = 111_320;
const metersBetween = (
  a: { longitude: number; latitude: number },
  b: { longitude: number; latitude: number },
): number =>
  Math.hypot(
    (a.longitude - b.longitude) * M_PER_DEG * Math.cos((a.latitude * Math.PI) / 180),
    (a.latitude - b.latitude) * M_PER_DEG,
  );

const TAIYUAN = { longitude: 112.55, latitude: 37.87 };
const china = fc.record({
  longitude: fc.double({ min: 75, max: 134, noNaN: true }),
  latitude: fc.double({ min: 19, max: 53, noNaN: true }),
});
const SYSTEMS = ['GCJ-02', 'BD-09'] as const;

describe('the shifted systems of Chinese web maps', () => {
  test.each([
    ['GCJ-02', 557],
    ['BD-09', 1349],
  ] as const)('%s lies %d m off at Taiyuan', (system, meters) => {
    expect(Math.abs(metersBetween(TAIYUAN, toShifted(system, TAIYUAN)) - meters)).toBeLessThan(5);
  });

  test.each(SYSTEMS)('%s returns to the same place within a millimetre, everywhere in China', (system) => {
    fc.assert(
      fc.property(china, (place) => {
        expect(metersBetween(place, fromShifted(system, toShifted(system, place)))).toBeLessThan(0.001);
      }),
    );
  });

  test.each(SYSTEMS)(
    'the way back from %s agrees with gcoord’s own, which is itself up to 0.32 m off, within 0.4 m',
    (system) => {
      const crs = { 'GCJ-02': gcoord.GCJ02, 'BD-09': gcoord.BD09 }[system];
      fc.assert(
        fc.property(china, (place) => {
          const [longitude, latitude] = gcoord.transform([place.longitude, place.latitude], crs, gcoord.WGS84);
          expect(metersBetween({ longitude, latitude }, fromShifted(system, place))).toBeLessThan(0.4);
        }),
      );
    },
  );

  test('outside China nothing is shifted', () => {
    const berlin = { longitude: 13.4, latitude: 52.5 };
    expect(toShifted('GCJ-02', berlin)).toEqual(berlin);
  });

  test.each([
    ['GCJ-02', 'GCJ-02'],
    ['gcj02', 'GCJ-02'],
    ['BD09LL', 'BD-09'],
    ['EPSG:4490', null],
  ])('the name %s means %s', (name, system) => {
    expect(shiftedSystemOf(name)).toBe(system);
  });
});
