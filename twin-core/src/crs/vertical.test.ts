import { describe, expect, test } from 'vitest';
import { fromEllipsoid, toEllipsoid, UNLEVELLED_1985_M } from './vertical.ts';

const TAIYUAN = { geoidM: -18.421, offset1985M: 0.3, uncertainty1985M: 0.05 };

describe('vertical datums of a site', () => {
  test.each([
    ['ellipsoid', 771.579],
    ['egm96', 790],
    ['1985', 789.7],
  ] as const)('the estate’s ground counted in %s', (datum, height) => {
    expect(toEllipsoid(height, datum, TAIYUAN).heightM).toBeCloseTo(771.579, 9);
    expect(fromEllipsoid(771.579, datum, TAIYUAN)).toBeCloseTo(height, 9);
  });

  test('the uncertainty of the 1985 datum holds that of the geoid and of the site’s offset', () => {
    const levelled = toEllipsoid(0, '1985', TAIYUAN).uncertaintyM;
    const guessed = toEllipsoid(0, '1985', { ...TAIYUAN, uncertainty1985M: UNLEVELLED_1985_M }).uncertaintyM;
    expect(levelled).toBeGreaterThan(toEllipsoid(0, 'egm96', TAIYUAN).uncertaintyM);
    expect(guessed).toBeGreaterThan(levelled);
    expect(toEllipsoid(0, 'ellipsoid', TAIYUAN).uncertaintyM).toBe(0);
  });
});
