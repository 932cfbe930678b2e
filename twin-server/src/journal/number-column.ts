import type { ByteReader } from './byte-reader.ts';
import { type ByteWriter, VARINT_LIMIT } from './byte-writer.ts';

/**
 * Columns of float64 in few bytes, given back bit by bit. A column's first byte says how it is written: DECIMAL + e holds whole numbers of
 * 10^−e as differences to the one before, which is what sensors send; TIMES holds whole milliseconds as differences of differences;
 * STRIDE is a first one and an equal step; XORED is for all others: what differs from the one before, without its zero bytes.
 */
const DECIMAL = 0;
const MAX_DIGITS = 9;
const TIMES = 16;
const STRIDE = 17;
const XORED = 18;

const POWERS = Float64Array.from({ length: MAX_DIGITS + 1 }, (_, digits) => 10 ** digits);

/** The digits after the point with which every value is exactly a decimal, or −1 where there are none. −0 and NaN are no decimals. */
export function decimalDigits(values: Float64Array): number {
  let digits = 0;
  for (let i = 0; i < values.length; i++) {
    while (!isDecimal(values[i]!, POWERS[digits]!)) if (++digits > MAX_DIGITS) return -1;
  }
  // A later value may need more digits than an earlier one can be exact with.
  for (let i = 0; i < values.length; i++) if (!isDecimal(values[i]!, POWERS[digits]!)) return -1;
  return digits;
}

function isDecimal(value: number, power: number): boolean {
  // The sum turns −0 into 0, which it then is not the same as.
  const scaled = Math.round(value * power) + 0;
  return Math.abs(scaled) < VARINT_LIMIT && Object.is(scaled / power, value);
}

/** A value with these decimal digits as a whole number. */
export const toDecimal = (value: number, digits: number) => Math.round(value * POWERS[digits]!);
export const fromDecimal = (scaled: number, digits: number) => scaled / POWERS[digits]!;

/** Writes a column of values. */
export function writeValues(to: ByteWriter, values: Float64Array): void {
  const digits = decimalDigits(values);
  if (digits < 0) {
    writeXored(to, values);
    return;
  }
  to.byte(DECIMAL + digits);
  const power = POWERS[digits]!;
  let before = 0;
  for (let i = 0; i < values.length; i++) {
    const scaled = Math.round(values[i]! * power);
    to.signed(scaled - before);
    before = scaled;
  }
}

/** Writes a column of instants (epoch ms), which mostly are whole and ascend in about equal steps. */
export function writeTimes(to: ByteWriter, times: Float64Array): void {
  if (!times.every((time) => isDecimal(time, 1))) {
    writeXored(to, times);
    return;
  }
  const step = times.length > 1 ? times[1]! - times[0]! : 0;
  if (times.every((time, i) => time === times[0]! + i * step)) {
    to.byte(STRIDE);
    to.signed(times[0] ?? 0);
    to.signed(step);
    return;
  }
  to.byte(TIMES);
  let [before, stepBefore] = [0, 0];
  for (let i = 0; i < times.length; i++) {
    const stepNow = times[i]! - before;
    to.signed(stepNow - stepBefore);
    before = times[i]!;
    // The first one is no step: it would have to be taken back by the second.
    stepBefore = i === 0 ? 0 : stepNow;
  }
}

/** Reads a column of `count` numbers. Throws an Error for one of an unknown kind. */
export function readNumbers(from: ByteReader, count: number): Float64Array {
  const kind = from.byte();
  const numbers = new Float64Array(count);
  if (kind <= DECIMAL + MAX_DIGITS) {
    const power = POWERS[kind - DECIMAL]!;
    for (let i = 0, scaled = 0; i < count; i++) {
      scaled += from.signed();
      numbers[i] = scaled / power;
    }
  } else if (kind === STRIDE) {
    const [first, step] = [from.signed(), from.signed()];
    for (let i = 0; i < count; i++) numbers[i] = first + i * step;
  } else if (kind === TIMES) {
    for (let i = 0, time = 0, step = 0; i < count; i++) {
      const stepNow = step + from.signed();
      time += stepNow;
      numbers[i] = time;
      step = i === 0 ? 0 : stepNow;
    }
  } else if (kind === XORED) readXored(from, numbers);
  else throw new Error(`number column of unknown kind ${kind}`);
  return numbers;
}

const words = new BigUint64Array(1);
const bytes = new Uint8Array(words.buffer);
const floats = new Float64Array(words.buffer);

/** A byte with the zero bytes before (high half) and after (low half) what differs, then what differs. */
function writeXored(to: ByteWriter, values: Float64Array): void {
  to.byte(XORED);
  let before = 0n;
  for (let i = 0; i < values.length; i++) {
    floats[0] = values[i]!;
    const word = words[0]!;
    words[0] = word ^ before;
    before = word;
    let [low, high] = [0, 8];
    while (low < 8 && bytes[low] === 0) low++;
    while (high > low && bytes[high - 1] === 0) high--;
    to.byte((low << 4) | high);
    for (let at = low; at < high; at++) to.byte(bytes[at]!);
  }
}

function readXored(from: ByteReader, numbers: Float64Array): void {
  let before = 0n;
  for (let i = 0; i < numbers.length; i++) {
    const range = from.byte();
    words[0] = 0n;
    for (let at = range >> 4; at < (range & 15); at++) bytes[at] = from.byte();
    before = words[0]! ^ before;
    words[0] = before;
    numbers[i] = floats[0]!;
  }
}
