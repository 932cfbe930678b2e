import { promisify } from 'node:util';
import { deflateRaw, inflateRaw } from 'node:zlib';
import type { LogPosition, Observations } from 'twin-core';
import { ByteReader } from './byte-reader.ts';
import { ByteWriter } from './byte-writer.ts';
import { readNumbers, writeValues } from './number-column.ts';
import { forEachSlot, inOrder, orderBySlot } from './slot-order.ts';

/** A batch of observations with its place in the log. */
export interface LoggedBatch extends LogPosition {
  readonly event: Observations;
}

/** The observations of batches one after another, by column. */
export function columnsOfBatches(batches: readonly LoggedBatch[]) {
  const total = batches.reduce((sum, { event }) => sum + event.datastreams.length, 0);
  const [slots, times, values] = [new Int32Array(total), new Float64Array(total), new Float64Array(total)];
  let at = 0;
  for (const { event } of batches) {
    slots.set(event.datastreams, at);
    times.set(event.times, at);
    values.set(event.values, at);
    at += event.datastreams.length;
  }
  return { slots, times, values };
}

/** The first byte of a block that holds many batches; versions 1 and 2 hold one (observation-block.ts). */
export const SEGMENT = 3;

// By the thread pool: a segment takes tens of milliseconds.
const deflate = promisify(deflateRaw);
const inflate = promisify(inflateRaw);

/**
 * Batches that follow each other as one block. After the version byte, deflated: how many; their seqs, ordinals, recordedAt and counts; the
 * slots and times of all observations in the order of the log; their values by slot, since a sensor's value is near its last one.
 */
export async function encodeSegment(batches: readonly LoggedBatch[]): Promise<Buffer> {
  const writer = new ByteWriter(1 << 16);
  const counts = batches.map(({ event }) => event.datastreams.length);
  writer.varint(batches.length);
  for (const column of [
    batches.map(({ seq }) => seq),
    batches.map(({ ordinal }) => ordinal),
    batches.map(({ recordedAt }) => recordedAt),
    counts,
  ])
    writeValues(writer, Float64Array.from(column));
  const { slots, times, values } = columnsOfBatches(batches);
  writeValues(writer, Float64Array.from(slots));
  writeValues(writer, times);
  const order = orderBySlot(slots);
  const bySlot = inOrder(values, order);
  forEachSlot(slots, order, (_, begin, end) => writeValues(writer, bySlot.subarray(begin, end)));
  return Buffer.concat([Buffer.of(SEGMENT), await deflate(writer.view())]);
}

/** The batches that a block of encodeSegment holds. Throws an Error for another block or a damaged one. */
export async function decodeSegment(block: Buffer): Promise<LoggedBatch[]> {
  const reader = await open(block);
  const heads = readHeads(reader);
  const total = heads.reduce((sum, { count }) => sum + count, 0);
  const slots = Int32Array.from(readNumbers(reader, total));
  const times = readNumbers(reader, total);
  const values = new Float64Array(total);
  const order = orderBySlot(slots);
  forEachSlot(slots, order, (_, begin, end) => {
    const column = readNumbers(reader, end - begin);
    for (let i = begin; i < end; i++) values[order[i]!] = column[i - begin]!;
  });
  let at = 0;
  return heads.map(({ count, ...position }) => {
    const [begin, end] = [at, at + count];
    at = end;
    return {
      ...position,
      event: {
        kind: 'observations',
        datastreams: slots.slice(begin, end),
        times: times.slice(begin, end),
        values: values.slice(begin, end),
      },
    };
  });
}

/** Where a batch stands in the log, and how many observations it holds. */
export interface BatchHead extends LogPosition {
  readonly count: number;
}

/** The heads of the batches alone, for lists. Throws as decodeSegment. */
export async function decodeSegmentHeads(block: Buffer): Promise<BatchHead[]> {
  return readHeads(await open(block));
}

async function open(block: Buffer): Promise<ByteReader> {
  if (block[0] !== SEGMENT) throw new Error(`observation segment of unknown version ${block[0]}`);
  return new ByteReader(await inflate(block.subarray(1)));
}

function readHeads(reader: ByteReader): BatchHead[] {
  const length = reader.varint();
  const [seqs, ordinals, recordedAts, counts] = [0, 1, 2, 3].map(() => readNumbers(reader, length));
  return Array.from({ length }, (_, i) => ({
    seq: seqs![i]!,
    ordinal: ordinals![i]!,
    recordedAt: recordedAts![i]!,
    count: counts![i]!,
  }));
}
