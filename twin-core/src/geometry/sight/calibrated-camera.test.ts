import { expect, test } from 'vitest';
import type { Calibration, Enu } from '../throw/case.ts';
import { lensOf, project } from '../throw/lens.ts';
import { privacyMask } from './privacy-mask.ts';
import { openScene } from './scene.ts';
import { boxesPart, seeded } from './shapes.test-kit.ts';
import { calibratedCamera, seesPoint } from './sight-camera.ts';

const CALIBRATION: Calibration = {
  position: [2, -30, 4],
  headingDeg: 352,
  tiltDeg: 18,
  rollDeg: 4,
  focalPx: 1400,
  widthPx: 2560,
  heightPx: 1920,
  k1: -0.12,
  sigma: { positionM: 0.1, angleDeg: 0.1, focal: 0.001, k1: 0.001, pixelPx: 1, clockS: 0.01 },
};
const LENSES = [CALIBRATION, { ...CALIBRATION, k1: 0.1, rollDeg: -3 }, { ...CALIBRATION, k1: 0 }];

/** Where a place is in the picture, as shares of its width and height, by the lens that traces falls. */
function shares(calibration: Calibration, place: Enu): [u: number, v: number] {
  const [u, v] = project(lensOf(calibration), place)!;
  return [u / calibration.widthPx, v / calibration.heightPx];
}

test.each(LENSES)('7.2.16-1 a mask lies where a calibrated lens shows the window: k1 $k1, roll $rollDeg°', (lens) => {
  const camera = calibratedCamera('C', lens, null);
  for (const [x, z] of [
    [-10, 5],
    [0, 12],
    [9, 20],
  ] as const) {
    const window = { min: [x, 0, z], max: [x + 2, 0.2, z + 1.5] } as const;
    const surface = { building: 'B', isOpening: true, space: 'home' };
    const { polygons } = privacyMask(openScene([boxesPart([{ ...window, surface }])]), camera, () => true, 0);
    // Its near side, corner by corner.
    const corners = [window.min[2], window.max[2]].flatMap((up) =>
      [window.min[0], window.max[0]].map((east) => shares(lens, [east, 0, up])),
    );
    const points = polygons.flat();
    for (const pick of [0, 1] as const) {
      const [mask, shown] = [points.map((point) => point[pick]), corners.map((corner) => corner[pick])];
      // Half a pixel; the box's depth shows a little beyond its near side.
      const deep = 0.008;
      expect(Math.min(...mask)).toBeGreaterThan(Math.min(...shown) - deep);
      expect(Math.min(...mask)).toBeLessThan(Math.min(...shown) + 0.0003);
      expect(Math.max(...mask)).toBeLessThan(Math.max(...shown) + deep);
      expect(Math.max(...mask)).toBeGreaterThan(Math.max(...shown) - 0.0003);
    }
  }
});

test.each(LENSES)('7.2.10-1 a calibrated camera sees what its picture shows: k1 $k1, roll $rollDeg°', (lens) => {
  const sees = seesPoint(calibratedCamera('C', lens, 60));
  const random = seeded(5);
  let inside = 0;
  for (let i = 0; i < 2000; i++) {
    const place: Enu = [random() * 80 - 40, random() * 30 - 20, random() * 50 - 5];
    const [u, v] = shares(lens, place);
    const isIn = u >= 0 && u <= 1 && v >= 0 && v <= 1;
    if (Math.min(Math.abs(u), Math.abs(1 - u), Math.abs(v), Math.abs(1 - v)) < 1e-6) continue;
    // Beyond its fold a barrel would show things a second time: no lens does.
    const offAxis = project(lensOf({ ...lens, k1: 0 }), place)!;
    const r2 =
      ((offAxis[0] - lens.widthPx / 2) / lens.focalPx) ** 2 + ((offAxis[1] - lens.heightPx / 2) / lens.focalPx) ** 2;
    expect([place, sees(...place)]).toEqual([place, isIn && 1 + 3 * lens.k1 * r2 > 0]);
    if (isIn) inside += 1;
  }
  expect(inside).toBeGreaterThan(200);
});

test('7.2.10-1 how far it sees is what people said, or by its pixels', () => {
  expect(calibratedCamera('C', CALIBRATION, 26).rangeM).toBe(26);
  // 25 pixels a metre.
  expect(calibratedCamera('C', CALIBRATION, null).rangeM).toBe(56);
});
