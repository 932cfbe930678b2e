import { FACILITIES } from 'twin-core';
import { describe, expect, test } from 'vitest';
import { convertUnit, UNITS } from './units.ts';

describe('6.4.4-3 values come in the units of their vendors', () => {
  test.each([
    [68, '°F', '°C', 20],
    [-40, 'degF', '°C', -40],
    [20, '℃', '°F', 68],
    [293.15, 'K', '°C', 20],
    [1, 'bar', 'kPa', 100],
    [350, 'kPa', 'MPa', 0.35],
    [1013.25, 'mbar', 'hPa', 1013.25],
    [2500, 'mA', 'A', 2.5],
    [1200, 'Wh', 'kWh', 1.2],
    [3.6, 'MJ', 'kWh', 1],
    [36, 'km/h', 'm/s', 10],
    [12, 'mV', 'kV', 0.000012],
    [60, 'L/min', 'm3/h', 3.6],
    [55, '%', '%RH', 55],
    [0.55, 'ratio', '%RH', 55],
    [90, 'ug/m3', 'mg/m³', 0.09],
  ])('%d %s in %s', (value, from, to, result) => {
    expect(convertUnit(value, from, to)).toBe(result);
  });

  test.each([
    ['°C', 'kPa'],
    ['mA', 'm'],
    ['furlong', 'm'],
    ['m', ''],
    ['constructor', 'm'],
    ['m', 'constructor'],
  ])('%s does not become %s', (from, to) => {
    expect(convertUnit(1, from, to)).toBeUndefined();
  });

  test('every unit that a facility declares is known here', () => {
    const declared = FACILITIES.flatMap(({ deviceKinds }) =>
      Object.values(deviceKinds).flatMap(({ datastreams }) => Object.values(datastreams).map(({ unit }) => unit)),
    );
    expect([...new Set(declared)].filter((unit) => unit !== '' && !UNITS.has(unit))).toEqual([]);
  });
});
