import { ByteReader } from '../journal/byte-reader.ts';
import { ByteWriter } from '../journal/byte-writer.ts';
import { readNumbers, writeTimes, writeValues } from '../journal/number-column.ts';
import { pack, unpack } from './packed.ts';
import type { Points } from './points.ts';

/** The points of one datastream slot. */
export interface Series extends Points {
  readonly datastream: number;
}

const columns = new ByteWriter(1 << 14);

/**
 * Some datastreams' points, by ascending slot, as one body: how many; for each its slot (as the difference to the one before), how many
 * points and how many bytes they take; then the points of each, times before values. One can be read without the others.
 */
export function encodeSeries(list: readonly Series[], deflate: boolean): Buffer {
  const head = new ByteWriter(16 + list.length * 6);
  columns.clear();
  head.varint(list.length);
  let [slot, at] = [0, 0];
  for (const { datastream, times, values } of list) {
    writeTimes(columns, times);
    writeValues(columns, values);
    head.varint(datastream - slot);
    head.varint(times.length);
    head.varint(columns.length - at);
    slot = datastream;
    at = columns.length;
  }
  head.append(columns.view());
  return pack(head.view(), deflate);
}

/** What a body of encodeSeries holds of the datastreams that are wanted. Throws an Error for a damaged one. */
export function decodeSeries(body: Buffer, isWanted: (datastream: number) => boolean = () => true): Series[] {
  const bytes = unpack(body);
  const head = new ByteReader(bytes);
  const entries: { slot: number; count: number; at: number }[] = [];
  let [slot, at] = [0, 0];
  for (let left = head.varint(); left > 0; left--) {
    slot += head.varint();
    entries.push({ slot, count: head.varint(), at });
    at += head.varint();
  }
  return entries
    .filter(({ slot }) => isWanted(slot))
    .map((entry) => {
      const reader = new ByteReader(bytes, head.position + entry.at);
      return {
        datastream: entry.slot,
        times: readNumbers(reader, entry.count),
        values: readNumbers(reader, entry.count),
      };
    });
}
