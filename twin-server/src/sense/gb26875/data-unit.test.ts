import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readDataUnit } from './data-unit.ts';
import { unit } from './panel-simulator.test-kit.ts';

const bytes = (hex: string) => Buffer.from(hex.replaceAll(' ', ''), 'hex');
/** 2012-09-26 09:58:02 in China. */
const TAG = '023a091a090c';
const at = Date.UTC(2012, 8, 26, 1, 58, 2);
const TEXT = '33bac5c2a535b2e3d7dfc0c8d1ccb8d0 000000000000000000000000000000';

test.each([
  ['state of a system', `01 01 01 02 0301 ${TAG}`, { is: 'system', systemType: 1, system: 2, bits: 0x103, at }],
  [
    'state of a component',
    `02 01 01 02 2a 0a000200 0200 ${TEXT} ${TAG}`,
    {
      is: 'component',
      systemType: 1,
      system: 2,
      componentType: 42,
      component: 131_082,
      bits: 2,
      description: '3号楼5层走廊烟感',
      at,
    },
  ],
  [
    'analog value below zero',
    `03 01 01 02 1f ffffffff 03 85ff ${TAG}`,
    {
      is: 'analog',
      systemType: 1,
      system: 2,
      componentType: 31,
      component: 0xffff_ffff,
      type: 3,
      raw: -123,
      at,
    },
  ],
  [
    'operation at a system',
    `04 01 01 02 05 fa ${TAG}`,
    { is: 'systemOperation', systemType: 1, system: 2, bits: 5, operator: 250, at },
  ],
  ['state of the transmission device', `15 01 48 ${TAG}`, { is: 'transmitter', bits: 0x48, at }],
  [
    'operation at the transmission device',
    `18 01 20 01 ${TAG}`,
    { is: 'transmitterOperation', bits: 0x20, operator: 1, at },
  ],
  ['version', '19 01 01 02', { is: 'remark', text: 'version 1.2' }],
  ['configuration', '1a 01 06 c1bdc2b7b5e7', { is: 'remark', text: 'configuration: 两路电' }],
  ['clock', `1c 01 ${TAG}`, { is: 'remark', text: 'clock at 2012-09-26T01:58:02.000Z' }],
])('7.2.7-2 %s', (_, hex, information) => {
  expect(readDataUnit(bytes(hex))).toEqual({ information: [information], fault: null });
});

test('7.2.7-2 as many components as a frame holds', () => {
  const states = Array.from({ length: 22 }, (_, i) => ({ type: 42, component: i, bits: 0 }));
  const { information, fault } = readDataUnit(unit.components(...states));
  expect(fault).toBeNull();
  expect(information.map((it) => 'component' in it && it.component)).toEqual(states.map(({ component }) => component));
});

test('7.2.7-2 a text ends at its first NUL, whatever devices leave behind it', () => {
  const rubbish = '33bac500 bac5d6f7bbfaf898cfa000000000000000000000000000000000';
  const { information } = readDataUnit(bytes(`02 01 01 01 2a 01000100 0200 ${rubbish.padEnd(63, '0')} ${TAG}`));
  expect(information).toMatchObject([{ description: '3号' }]);
});

test.each([
  ['', 'data: 0 bytes, shorter than type and count', 0],
  ['16', 'data: 1 bytes, shorter than type and count', 0],
  ['5b 01 00', 'type: 91 is not read here; expected 1, 2, 3, 4, 21, 24, 25, 28 or 26', 0],
  [`15 02 08 ${TAG}`, 'data: 2 objects of type 21 are 14 bytes, found 7', 1],
  [`15 01 08 ${TAG} ff`, 'data: 1 objects of type 21 are 7 bytes, found 8', 1],
  ['1a 01', 'data: a text of 0 bytes, found -1', 0],
  ['1a 01 09 c1bd', 'data: a text of 9 bytes, found 2', 0],
])('7.2.7-2 the unit %j says what it lacks; what is whole is read', (hex, fault, whole) => {
  const read = readDataUnit(bytes(hex));
  expect(read.fault).toBe(fault);
  expect(read.information).toHaveLength(whole);
});

test('7.2.7-2 no bytes make it fail', () => {
  const data = fc.tuple(fc.integer({ min: 0, max: 30 }), fc.uint8Array({ maxLength: 1023 }));
  fc.assert(
    fc.property(data, ([type, rest]) => {
      const { information } = readDataUnit(Buffer.from([type, ...rest]));
      expect(information.length).toBeLessThanOrEqual(255);
    }),
    { numRuns: 500 },
  );
});
