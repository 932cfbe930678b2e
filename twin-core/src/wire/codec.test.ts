import { describe, expect, test } from 'vitest';
import { Bench } from '../fixtures/estate.ts';
import { StateHash } from '../hash.ts';
import { decodeBlock, decodeFrame, decodeSnapshot, encodeBlock, encodeSnapshot } from './index.ts';

describe('blocks', () => {
  const block = encodeBlock(
    { type: 'x', name: '周界' },
    { ids: Int32Array.of(1, -2, 3), values: Float64Array.of(1.5, Number.NaN) },
  );

  test('W1, W2: starts with TWB1 and the header’s length, a multiple of 8', () => {
    expect(new TextDecoder().decode(block.subarray(0, 4))).toBe('TWB1');
    const length = new DataView(block.buffer).getUint32(4, true);
    expect(length % 8).toBe(0);
    expect(JSON.parse(new TextDecoder().decode(block.subarray(8, 8 + length)))).toMatchObject({ name: '周界' });
  });

  test('W3, W4: header and arrays come back, from any offset of a buffer, NaN included', () => {
    const shifted = new Uint8Array(block.length + 3);
    shifted.set(block, 3);
    const { header, arrays } = decodeBlock(shifted.subarray(3));
    expect(header).toEqual({ type: 'x', name: '周界' });
    expect([...arrays.ids!]).toEqual([1, -2, 3]);
    expect([...arrays.values!]).toEqual([1.5, Number.NaN]);
  });

  test.each([
    ['too short', block.subarray(0, 5), /shorter/],
    ['foreign', new TextEncoder().encode('GET / HTTP/1.1\r\n'), /expected 0x31425754/],
    ['cut in the header', block.subarray(0, 20), /header .* runs past/],
    ['cut in an array', block.subarray(0, block.length - 8), /array values .* runs past/],
  ])('a %s block is refused with its reason', (_name, bytes, message) => {
    expect(() => decodeBlock(bytes)).toThrow(message);
  });
});

describe('snapshots', () => {
  test('W10, W11: a snapshot holds the whole state: values, alarms, timers, silence', () => {
    const bench = new Bench();
    bench.register('PF-1', 'pulse-fence-zone', { zone: 'Z1' });
    bench.register('FA-1', 'smoke-detector');
    bench.observe('PF-1', { lineVoltageKv: 6.1, armed: 1 });
    bench.report('PF-1', 'intrusion');
    bench.wait(301_000);
    const copy = decodeSnapshot(encodeSnapshot(bench.state));
    expect(new StateHash(copy).site()).toBe(new StateHash(bench.state).site());
    expect(copy.timers).toEqual(bench.state.timers);
    expect(copy.alarms).toEqual(bench.state.alarms);
    expect(copy.devices).toEqual(bench.state.devices);
  });

  test('a snapshot of another fold is refused; a frame is not a snapshot', () => {
    const other = encodeBlock({ type: 'snapshot', foldVersion: 99 }, {});
    expect(() => decodeSnapshot(other)).toThrow(/fold version 99/);
    expect(() => decodeFrame(other)).toThrow(/expected a frame/);
  });
});
