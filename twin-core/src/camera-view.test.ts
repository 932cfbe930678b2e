import { expect, test } from 'vitest';
import { viewSector } from './camera-view.ts';
import { geoToLocal } from './place.ts';

const AT = { longitude: 112.55, latitude: 37.87 };
const local = ([longitude, latitude]: readonly [number, number]) => {
  const [x, y] = geoToLocal({ ...AT, height: 0, headingDeg: 0 }, { longitude, latitude, height: 0 });
  return [x, y] as const;
};

test('7.2.4-4 a camera that looks east sees a sector to the east of it', () => {
  const [apex, ...arc] = viewSector(AT, { headingDeg: 90, angleDeg: 60, rangeM: 50 }).map(local);
  expect(Math.hypot(...apex!)).toBeLessThan(1e-6);
  for (const corner of arc) expect(Math.hypot(...corner)).toBeCloseTo(50, 3);
  expect(arc[0]![0]).toBeCloseTo(50 * Math.cos(Math.PI / 6), 2);
  expect(arc[0]![1]).toBeCloseTo(25, 2);
  expect(arc.at(-1)![1]).toBeCloseTo(-25, 2);
});

test('7.2.4-4 a camera that sees all around sees a circle without an apex', () => {
  const ring = viewSector(AT, { headingDeg: 0, angleDeg: 360, rangeM: 20 }).map(local);
  expect(ring).toHaveLength(90);
  for (const corner of ring) expect(Math.hypot(...corner)).toBeCloseTo(20, 3);
});
