import type { ObservedProperty } from 'twin-core';
import type { ContentOf } from 'twin-core/dossier';
import { DayChart, type DayPoint } from '../../kit/chart/day-chart.tsx';
import { useFormat } from '../../kit/format-context.tsx';
import type { DossierBook } from './dossier-book.ts';
import styles from './dossier-page.module.css';
import { Section } from './section.tsx';

type Series = ContentOf<'series'>;

/** What the devices observed: those of the alarms first, those around them after. */
export function SeriesCharts({ book, from, to }: { book: DossierBook; from: number; to: number }) {
  const format = useFormat();
  const all = book.all('series');
  const devices = new Map(book.all('device').map((device) => [device.code, device]));
  return (
    <Section title={format.text('dossier.values')} empty={all.length === 0 && format.text('dossier.noValues')}>
      <div className={styles.charts} data-testid="charts">
        {all.map((series) => {
          const metres = devices.get(series.device)?.distanceM ?? null;
          const value = [format.label(series.label), series.unit].filter(Boolean).join(' ');
          const name = format.text('dossier.valueOf', { device: book.nameOf(series.device), value });
          const notes = [
            metres === null ? '' : format.text('dossier.near', { metres }),
            series.intervalMs === null ? '' : format.text('dossier.summed'),
          ].filter(Boolean);
          const values = series.points.map(([, each]) => each);
          const [min, max] = [Math.min(...values), Math.max(...values)];
          return (
            <figure key={series.n}>
              <figcaption>
                {name} <span className={styles.small}>{notes.join(' · ')}</span>
              </figcaption>
              <DayChart
                points={drawn(series, to)}
                from={from}
                to={to}
                intervalMs={to - from}
                property={propertyOf(series)}
                summary={format.text('dossier.chart', { name, count: values.length, min, max })}
              />
            </figure>
          );
        })}
      </div>
    </Section>
  );
}

/** Points as the chart takes them. A state holds until the next one is told. */
function drawn({ points, words }: Series, to: number): DayPoint[] {
  const plain = (time: number, value: number) => ({ time, min: value, max: value, mean: value });
  if (words.length === 0) return points.map(([time, value]) => plain(time, value));
  return points.flatMap(([time, value], at) => [plain(time, value), plain(points[at + 1]?.[0] ?? to, value)]);
}

function propertyOf({ label, unit, words, points }: Series): ObservedProperty {
  if (words.length > 0) {
    const states = words.map(({ value, label: word }) => ({ name: String(value), label: word }));
    return { label, unit, type: 'state', states };
  }
  const isWhole = points.every(([, value]) => Number.isInteger(value));
  return { label, unit, type: 'number', decimals: isWhole ? 0 : 2 };
}
