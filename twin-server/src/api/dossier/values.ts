import { deviceByCode, type ObservedProperty } from 'twin-core';
import type { ContentOf } from 'twin-core/dossier';
import type { ApiDeps } from '../deps.ts';
import type { Subject } from './subject.ts';

const MOST_SERIES = 60;
/** Observations of one series; where there are more, intervals with their extremes stand for them. */
const MOST_POINTS = 600;

/** What the devices observed in the span, one series after another; those without a value are no series. */
export async function* gatherValues(
  { catalogue, published, history }: ApiDeps,
  { devices, from, to }: Subject,
): AsyncGenerator<ContentOf<'series'> | ContentOf<'leftOut'>> {
  let told = 0;
  let leftOut = 0;
  for (const { record } of devices) {
    const device = deviceByCode(published(), record.code);
    for (const [at, property] of (device?.properties ?? []).entries()) {
      if (told >= MOST_SERIES) {
        leftOut += 1;
        continue;
      }
      const declared = catalogue.property(record.kind, property);
      const query = { datastream: device!.slots[at]!, from, to };
      const points = await history.points(query, MOST_POINTS + 1);
      if (points.length === 0) continue;
      const summed = points.length > MOST_POINTS;
      const intervalMs = summed ? Math.ceil((to - from) / (MOST_POINTS / 2)) : null;
      const intervals = intervalMs === null ? [] : await history.intervals(query, intervalMs);
      told += 1;
      yield {
        kind: 'series',
        device: record.code,
        property,
        label: declared?.label ?? { zh: property, en: property },
        unit: declared?.unit ?? '',
        words: wordsOf(declared),
        intervalMs,
        points: summed
          ? intervals.flatMap(({ time, min, max }) => [
              [time, min] as [number, number],
              [time, max] as [number, number],
            ])
          : points.map(({ time, value }) => [time, value]),
      };
    }
  }
  if (leftOut > 0) yield { kind: 'leftOut', what: 'series', count: leftOut, reason: 'limit' };
}

function wordsOf(declared: ObservedProperty | undefined): ContentOf<'series'>['words'] {
  const labels = declared?.states?.map(({ label }) => label) ?? declared?.words ?? [];
  return labels.map((label, value) => ({ value, label }));
}
