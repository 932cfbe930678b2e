import { expect, test } from 'vitest';
import type { Value } from './data-unit.ts';
import { PanelPoint } from './declaration.ts';
import { PointTable } from './point-table.ts';

const hydrant = { system: 1, type: 99, component: 7 };
const pressure: Value = {
  is: 'analog',
  systemType: 11,
  system: 1,
  componentType: 99,
  component: 7,
  type: 5,
  raw: 4375,
  at: null,
};
const state: Value = {
  is: 'component',
  systemType: 11,
  system: 1,
  componentType: 99,
  component: 7,
  bits: 0b101000,
  description: '',
  at: null,
};

test('7.2.8-3 a pressure told in tenths of kPa becomes one in MPa', () => {
  const point = {
    of: 'component',
    ...hydrant,
    device: 'HY-1',
    property: 'pressureMpa',
    from: 'pressureKpa',
    scale: 0.001,
  };
  const table = new PointTable([PanelPoint.parse(point)]);
  expect(table.valuesOf(889, pressure)).toEqual([{ device: 'HY-1', property: 'pressureMpa', value: 0.4375 }]);
  expect(table.valuesOf(889, { ...pressure, component: 8 })).toEqual([]);
  expect(table.valuesOf(889, { ...pressure, type: 4 })).toEqual([]);
});

test.each([
  ['shielded', true],
  ['started', true],
  ['fire', false],
  ['powerFault', false],
])('7.2.7-2 the bit %s of a state with two bits set is %s', (from, value) => {
  const point = { of: 'component', ...hydrant, device: 'HY-1', property: 'x', from };
  expect(new PointTable([PanelPoint.parse(point)]).valuesOf(889, state)).toEqual([
    { device: 'HY-1', property: 'x', value },
  ]);
});
