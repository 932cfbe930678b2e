import { linear } from '../linear.ts';
import { lengthOf, type ModbusPoint } from './declaration.ts';

/** A point's value out of an answer that begins at `from`: registers as numbers from 0 to 65535, or bits. */
export function decodePoint(
  point: ModbusPoint,
  answer: readonly (number | boolean)[],
  from: number,
): { readonly value: number | boolean; readonly raw: readonly (number | boolean)[] } {
  const raw = answer.slice(point.address - from, point.address - from + lengthOf(point));
  if (!('type' in point)) return { value: (raw[0] === true) !== point.invert, raw };
  const words = raw as readonly number[];
  if (point.bit !== undefined) return { value: ((words[0]! >> point.bit) & 1) === 1, raw };
  return { value: linear(numberOf(words, point.type, point.wordOrder), point.scale, point.offset), raw };
}

const VIEW = new DataView(new ArrayBuffer(8));

function numberOf(
  words: readonly number[],
  type: Extract<ModbusPoint, { type: unknown }>['type'],
  wordOrder: 'highFirst' | 'lowFirst',
): number {
  const count = words.length;
  for (let i = 0; i < count; i++) VIEW.setUint16(2 * i, words[wordOrder === 'highFirst' ? i : count - 1 - i]!);
  switch (type) {
    case 'int16':
      return VIEW.getInt16(0);
    case 'uint16':
      return VIEW.getUint16(0);
    case 'int32':
      return VIEW.getInt32(0);
    case 'uint32':
      return VIEW.getUint32(0);
    case 'float32':
      return VIEW.getFloat32(0);
    case 'float64':
      return VIEW.getFloat64(0);
  }
}
