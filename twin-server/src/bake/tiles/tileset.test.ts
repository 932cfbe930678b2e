import { localToGeo, type Placement } from 'twin-core';
import { describe, expect, it } from 'vitest';
import { boxOf, placementMatrix } from './tileset.ts';

const AT: Placement = { longitude: 112.55, latitude: 37.87, height: 771.6, headingDeg: 33 };

/** Geodetic to earth-centred coordinates (EPSG method 9602). */
function earthCentred(longitude: number, latitude: number, height: number): number[] {
  const [lambda, phi] = [(longitude * Math.PI) / 180, (latitude * Math.PI) / 180];
  const e2 = 0.0066943799901413165;
  const n = 6378137 / Math.sqrt(1 - e2 * Math.sin(phi) ** 2);
  return [
    (n + height) * Math.cos(phi) * Math.cos(lambda),
    (n + height) * Math.cos(phi) * Math.sin(lambda),
    (n * (1 - e2) + height) * Math.sin(phi),
  ];
}

describe('placementMatrix', () => {
  it.each([[[0, 0, 0]], [[30, 0, 0]], [[0, 40, 0]], [[-25, 10, 99]]] as [[number, number, number]][])(
    'puts %j where localToGeo says, within a millimetre',
    (local) => {
      const m = placementMatrix(AT);
      const point = localToGeo(AT, local);
      const expected = earthCentred(point.longitude, point.latitude, point.height);
      const got = [0, 1, 2].map((r) => m[r]! * local[0] + m[r + 4]! * local[1] + m[r + 8]! * local[2] + m[r + 12]!);
      for (const axis of [0, 1, 2]) expect(Math.abs(got[axis]! - expected[axis]!)).toBeLessThan(0.001);
    },
  );
});

describe('boxOf', () => {
  it('is centre and half axes in metres, never without a volume', () => {
    expect(boxOf([0, 0, 0, 2000, 4000, 0])).toEqual([1, 2, 0, 1, 0, 0, 0, 2, 0, 0, 0, 0.0005]);
  });
});
