import { describe, expect, test } from 'vitest';
import { fitView, isSameView, keptView, MapFrame, ZOOM } from './map-frame.ts';
import { boundsOf } from './plane.ts';

const SIZE = { width: 800, height: 600 };
const NONE = { top: 0, bottom: 0, left: 0, right: 0 };
const CORNERS = [
  [112.547, 37.868],
  [112.553, 37.872],
] as const;

describe('MapFrame', () => {
  test('north is up, the middle is in the middle, and unproject undoes project', () => {
    const frame = new MapFrame({ longitude: 112.55, latitude: 37.87, zoom: 17.3 }, SIZE);
    expect(frame.project([112.55, 37.87])).toEqual([400, 300]);
    expect(frame.project([112.551, 37.871])[0]).toBeGreaterThan(400);
    expect(frame.project([112.551, 37.871])[1]).toBeLessThan(300);
    const [longitude, latitude] = frame.unproject(...frame.project([112.5512, 37.8691]));
    expect(longitude).toBeCloseTo(112.5512, 9);
    expect(latitude).toBeCloseTo(37.8691, 9);
  });
});

describe('fitView', () => {
  test('what is to be seen touches the padding on one pair of sides and lies within on the other', () => {
    const padding = { top: 100, bottom: 20, left: 10, right: 50 };
    const frame = new MapFrame(fitView(CORNERS, SIZE, padding), SIZE);
    const [left, bottom] = frame.project(CORNERS[0]);
    const [right, top] = frame.project(CORNERS[1]);
    expect(left).toBeGreaterThanOrEqual(padding.left - 1e-6);
    expect(right).toBeLessThanOrEqual(SIZE.width - padding.right + 1e-6);
    expect(top).toBeGreaterThanOrEqual(padding.top - 1e-6);
    expect(bottom).toBeLessThanOrEqual(SIZE.height - padding.bottom + 1e-6);
    expect(Math.min(left - padding.left, top - padding.top)).toBeCloseTo(0, 6);
  });

  test('a single place is shown at the closest zoom allowed, in the middle', () => {
    expect(fitView([[112.55, 37.87]], SIZE, NONE, 20)).toMatchObject({ zoom: 20 });
  });
});

test('a view dragged away comes back to the estate', () => {
  const kept = keptView({ longitude: 120, latitude: 30, zoom: 30 }, boundsOf(CORNERS));
  expect(kept).toEqual({ longitude: 112.553, latitude: 37.868, zoom: ZOOM.most });
  expect(isSameView(kept, { ...kept, zoom: kept.zoom + 0.02 })).toBe(false);
});
