import type { DossierEvent } from 'twin-core/dossier';
import { timeSteps } from '../../kit/chart/plot.ts';
import { useFormat } from '../../kit/format-context.tsx';
import { isAction } from './dossier-book.ts';
import styles from './event-density.module.css';
import { Section } from './section.tsx';

const WIDTH = 1_000;
const HEIGHT = 96;
const BOTTOM = 18;
const BINS = 100;
/** Moments named below it at most. */
const MOMENTS = 8;

/** How many events came when: what sources did above, what people and rules did in the lower, darker part; each alarm with a line. */
export function EventDensity({ events, from, to }: { events: readonly DossierEvent[]; from: number; to: number }) {
  const format = useFormat();
  const bins = Array.from({ length: BINS }, () => ({ all: 0, done: 0 }));
  const share = (time: number) => Math.min(1, Math.max(0, (time - from) / (to - from)));
  for (const event of events) {
    const bin = bins[Math.min(BINS - 1, Math.floor(share(event.recordedAt) * BINS))]!;
    bin.all += 1;
    if (isAction(event)) bin.done += 1;
  }
  const most = Math.max(1, ...bins.map(({ all }) => all));
  const height = HEIGHT - BOTTOM;
  const bar = (count: number) => (count / most) * (height - 4);
  const step = WIDTH / BINS;
  const raised = events.filter(({ event }) => event.kind === 'alarm.raised');
  return (
    <Section title={format.text('dossier.timeline')} note={format.text('dossier.density', { count: events.length })}>
      <svg
        className={styles.density}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={format.text('dossier.density', { count: events.length })}
      >
        <path className={styles.base} d={`M0 ${height}H${WIDTH}`} />
        {bins.map(({ all, done }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: bins are places on a line
          <g key={at} transform={`translate(${at * step} 0)`}>
            <rect className={styles.all} width={step - 1.5} y={height - bar(all)} height={bar(all)} />
            <rect className={styles.done} width={step - 1.5} y={height - bar(done)} height={bar(done)} />
          </g>
        ))}
        {raised.map(({ seq, ordinal, recordedAt }) => (
          <path key={`${seq} ${ordinal}`} className={styles.raised} d={`M${share(recordedAt) * WIDTH} 0V${height}`} />
        ))}
        {timeSteps(from, to, 0, MOMENTS).times.map((time) => (
          <text key={time} x={share(time) * WIDTH} y={HEIGHT - 4} textAnchor="middle">
            {format.hour(time)}
          </text>
        ))}
      </svg>
    </Section>
  );
}
