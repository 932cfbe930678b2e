import { columnsOfBatches, type LoggedBatch } from '../journal/observation-segment.ts';
import { forEachSlot, inOrder, orderBySlot } from '../journal/slot-order.ts';
import { pointsOf } from './points.ts';
import type { Series } from './series-block.ts';
import { bucketOf, type SeriesRow, seriesRow } from './series-rows.ts';

/** Batches that follow each other in the log as series, by ascending slot. */
export function seriesOf(batches: readonly LoggedBatch[]): Series[] {
  const { slots, times, values } = columnsOfBatches(batches);
  const list: Series[] = [];
  const order = orderBySlot(slots);
  const [timesBySlot, valuesBySlot] = [inOrder(times, order), inOrder(values, order)];
  forEachSlot(slots, order, (datastream, begin, end) => {
    const points = pointsOf(timesBySlot.subarray(begin, end), valuesBySlot.subarray(begin, end));
    list.push({ datastream, times: points.times, values: points.values });
  });
  return list;
}

/** Series as rows, one a bucket. */
export function rowsOf(list: readonly Series[], after: number, upto: number): SeriesRow[] {
  const rows: SeriesRow[] = [];
  for (let begin = 0; begin < list.length; ) {
    const bucket = bucketOf(list[begin]!.datastream);
    let end = begin + 1;
    while (end < list.length && bucketOf(list[end]!.datastream) === bucket) end++;
    rows.push(seriesRow(list.slice(begin, end), after, upto, false));
    begin = end;
  }
  return rows;
}
