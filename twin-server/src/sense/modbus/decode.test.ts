import { expect, test } from 'vitest';
import { ModbusPoint } from './declaration.ts';
import { decodePoint } from './decode.ts';

const point = (given: object) =>
  ModbusPoint.parse({ device: 'D', property: 'p', table: 'holding', address: 100, ...given });

test.each([
  [{ type: 'uint16' }, [65_535], 65_535],
  [{ type: 'int16' }, [65_535], -1],
  [{ type: 'int16', scale: 0.1, offset: -40 }, [653], 25.3],
  [{ type: 'uint32' }, [0x0001, 0x0002], 65_538],
  [{ type: 'uint32', wordOrder: 'lowFirst' }, [0x0002, 0x0001], 65_538],
  [{ type: 'int32' }, [0xffff, 0xfffe], -2],
  [{ type: 'float32' }, [0x41bc, 0x0000], 23.5],
  [{ type: 'float32', wordOrder: 'lowFirst' }, [0x0000, 0x41bc], 23.5],
  [{ type: 'float64' }, [0x4037, 0x8000, 0, 0], 23.5],
  [{ type: 'float64', wordOrder: 'lowFirst' }, [0, 0, 0x8000, 0x4037], 23.5],
  [{ type: 'uint16', scale: 0.1 }, [3], 0.3],
  [{ bit: 0 }, [0b0100], false],
  [{ bit: 2 }, [0b0100], true],
  [{ table: 'coil' }, [true], true],
  [{ table: 'discreteInput', invert: true }, [true], false],
] as const)('6.4.4-2 %j of %j is %s', (given, words, value) => {
  // An answer that begins earlier than the point.
  expect(decodePoint(point(given), [7, ...words, 8], 99)).toEqual({ value, raw: words });
});

test('6.4.4-2 a NaN is handed on as it is, for whoever judges values', () => {
  expect(decodePoint(point({ type: 'float32' }), [0x7fc0, 0], 100).value).toBeNaN();
});

test.each([
  [{ type: 'float32', bit: 3 }, 'bit', 'expected type uint16 or int16'],
  [{ type: 'float64', address: 65_534 }, 'address', 'beyond register 65535'],
  [{ table: 'coils' }, 'table', 'Invalid'],
  [{ address: -1 }, 'address', '>=0'],
])('6.4.4-2 a point like %j is refused at its %s', (given, field, reason) => {
  const parsed = ModbusPoint.safeParse({ device: 'D', property: 'p', table: 'holding', address: 1, ...given });
  expect(parsed.error?.issues[0]?.path).toEqual([field]);
  expect(parsed.error?.issues[0]?.message).toContain(reason);
});
