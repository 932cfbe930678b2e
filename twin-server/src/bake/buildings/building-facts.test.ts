import { describe, expect, test } from 'vitest';
import { factsOf } from './building-facts.ts';

describe('facts of a building', () => {
  test.each([
    [{ height: 9.6 }, 9.6],
    [{ height: '12,5' }, 12],
    [{ height: "40'" }, 12.192],
    [{ 层数: 6 }, 18],
    [{ 'building:levels': '2', height: '' }, 6],
    [{ height: -3, levels: 2 }, 6],
    [{ height: 99_999 }, 900],
    [{ building: 'apartments' }, 18],
    [{ building: 'garage' }, 3],
    [{}, 6],
  ])('height of %j is %s m', (properties, heightM) => {
    expect(factsOf(properties).heightM).toBeCloseTo(heightM, 6);
  });

  test('the named field counts before all others, where it says something', () => {
    expect(factsOf({ h: 30, height: 5 }, 'h').heightM).toBe(30);
    expect(factsOf({ h: null, height: 5 }, 'h')).toMatchObject({ heightM: 5, isGuessed: false });
  });

  test.each([
    [{ building: 'yes', 用途: '住宅' }, 'residential'],
    [{ building: 'school' }, 'public'],
    [{ building: 'industrial' }, 'industrial'],
    [{ building: 'office' }, 'office'],
    [{ building: 'yes' }, 'unknown'],
  ])('use of %j is %s', (properties, useClass) => {
    expect(factsOf(properties).useClass).toBe(useClass);
  });

  test.each([
    [{ start_date: '1987-05' }, 1987],
    [{ 建成年份: '2004年' }, 2004],
    [{ year: 'unknown' }, 0],
  ])('year of %j is %s', (properties, year) => {
    expect(factsOf(properties).year).toBe(year);
  });

  test('what hangs begins at its lowest part', () => {
    expect(factsOf({ height: 20, min_height: 5 })).toMatchObject({ heightM: 20, bottomM: 5 });
    expect(factsOf({ height: 4, min_height: 5 })).toMatchObject({ heightM: 4, bottomM: 0 });
  });
});
