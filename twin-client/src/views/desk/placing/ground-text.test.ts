import { describe, expect, it } from 'vitest';
import { readGround } from './ground-text.ts';

describe('6.4.1-2-3 ground coordinates are typed', () => {
  it.each([
    ['112.55, 37.87', 112.55, 37.87, null],
    ['112.55，37.87', 112.55, 37.87, null],
    ['112.55° 37.87° 771.6', 112.55, 37.87, 771.6],
    [' -71.06;42.36 ', -71.06, 42.36, null],
  ])('%j', (text, longitude, latitude, height) => {
    expect(readGround(text)).toEqual({ longitude, latitude, height });
  });

  it.each(['', '112.55', '112.55, north', '37.87, 112.55', '1, 2, 3, 4', '112.55, 37.87, high'])(
    '%j is no place',
    (text) => {
      expect(readGround(text)).toBeNull();
    },
  );
});
