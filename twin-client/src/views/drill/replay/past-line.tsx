import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { useFormat } from '../../../kit/format-context.tsx';
import type { FoundAlarm, PastSpan } from '../../../state/records/past.ts';
import styles from './replay.module.css';
import { type TimeWindow, ticksOf } from './time-window.ts';

/** The families with rows of their own, in their fixed order; all others share the last (WALL). */
const FAMILIES = ['fire-alarm', 'perimeter', 'falling-objects', 'charging'] as const;
const ROW = 11;
const HEIGHT = ROW * (FAMILIES.length + 1);
const WIDTH = 1000;
/** Steps of the arrow keys, and with Page Up and Down, ms. */
const STEP_MS = 1_000;
const PAGE_MS = 60_000;

export interface PastLineProps {
  readonly window: TimeWindow;
  /** Where the replay stands, epoch ms. */
  readonly at: number;
  readonly loop: readonly [number, number] | null;
  readonly span: PastSpan | null;
  readonly found: readonly FoundAlarm[];
  onSeek(at: number): void;
}

/** The time line: how many alarms of which family when, what was not recorded, bookmarks, what a search found; a click goes there. */
export function PastLine({ window: { from, to }, at, loop, span, found, onSeek }: PastLineProps) {
  const format = useFormat();
  const line = useRef<HTMLDivElement>(null);
  const x = (time: number) => ((Math.min(Math.max(time, from), to) - from) / (to - from)) * WIDTH;
  const percent = (time: number) => `${(x(time) / WIDTH) * 100}%`;
  const seekTo = (event: PointerEvent) => {
    const { left, width } = line.current!.getBoundingClientRect();
    onSeek(Math.round(from + ((event.clientX - left) / width) * (to - from)));
  };
  const key = (event: KeyboardEvent) => {
    const steps: Readonly<Record<string, number>> = {
      ArrowLeft: -STEP_MS,
      ArrowRight: STEP_MS,
      PageDown: -PAGE_MS,
      PageUp: PAGE_MS,
    };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    onSeek(at + step);
  };
  return (
    <div className={styles.line} data-testid="past-line" data-from={from} data-to={to}>
      <ul className={styles.families} aria-hidden="true">
        {[...FAMILIES, null].map((family) => (
          <li key={family ?? 'others'}>{format.text(family === null ? 'replay.others' : `families.${family}`)}</li>
        ))}
      </ul>
      <div
        ref={line}
        className={styles.track}
        role="slider"
        tabIndex={0}
        aria-label={format.text('replay.position')}
        aria-valuemin={from}
        aria-valuemax={to}
        aria-valuenow={Math.round(at)}
        aria-valuetext={`${format.date(at)} ${format.clock(at)}`}
        onPointerDown={seekTo}
        onKeyDown={key}
      >
        <svg
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={format.text('replay.timeLine')}
        >
          {span?.gaps.map(([begin, end]) => (
            <rect key={begin} className={styles.gap} x={x(begin)} width={x(end) - x(begin)} y={0} height={HEIGHT} />
          ))}
          {loop && (
            <rect className={styles.loop} x={x(loop[0])} width={x(loop[1]) - x(loop[0])} y={0} height={HEIGHT} />
          )}
          {span && <Density span={span} x={x} />}
        </svg>
        {found.map(({ id, raisedAt, label, deviceName }) => (
          <i
            key={id}
            className={styles.found}
            style={{ left: percent(raisedAt) }}
            title={`${format.clock(raisedAt)} ${format.label(label)} · ${deviceName}`}
          />
        ))}
        {span?.bookmarks.map((mark) => (
          <i
            key={mark.id}
            className={styles.bookmark}
            style={{ left: percent(mark.at) }}
            title={`${format.clock(mark.at)} ${mark.label}`}
          />
        ))}
        <i className={styles.head} style={{ left: percent(at) }} />
      </div>
      <div className={styles.ticks} aria-hidden="true">
        {ticksOf({ from, to }).map((tick) => (
          <span key={tick} style={{ left: percent(tick) }}>
            {format.clock(tick).slice(0, 5)}
          </span>
        ))}
      </div>
    </div>
  );
}

/** One row a family: the height of a bar is the count, on a scale that shows a single alarm too. */
function Density({ span, x }: { span: PastSpan; x(time: number): number }) {
  const rows = FAMILIES.map((family) => span.density.find(({ facility }) => facility === family)?.counts);
  const bins = span.density[0]?.counts.length ?? 0;
  const others = Array.from({ length: bins }, (_, bin) =>
    span.density.reduce((sum, { facility, counts }) => sum + (isFamily(facility) ? 0 : counts[bin]!), 0),
  );
  const width = (span.to - span.from) / Math.max(1, bins);
  return [...rows, others].map((counts, row) =>
    counts?.map((count, bin) => {
      if (count === 0) return null;
      const height = Math.min(ROW - 1, 3 + 3 * Math.log2(count + 1));
      const left = x(span.from + bin * width);
      return (
        <rect
          // biome-ignore lint/suspicious/noArrayIndexKey: a bin is its place in time
          key={`${row} ${bin}`}
          className={row < FAMILIES.length ? styles.family : styles.others}
          x={left}
          width={Math.max(1.5, x(span.from + (bin + 1) * width) - left - 0.5)}
          y={(row + 1) * ROW - height}
          height={height}
        />
      );
    }),
  );
}

const isFamily = (facility: string) => (FAMILIES as readonly string[]).includes(facility);
