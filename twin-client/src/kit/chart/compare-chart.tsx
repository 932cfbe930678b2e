import { useFormat } from '../format-context.tsx';
import styles from './compare-chart.module.css';
import { linePath, type PlotPoint, roundSteps, timeSteps, valueRange } from './plot.ts';

/** Size of the drawing in its own units; right of the plot stand the letters of the lines. */
const WIDTH = 720;
const HEIGHT = 280;
const [LEFT, RIGHT, TOP, BOTTOM] = [52, 22, 8, 20];
const LETTERS = 'ABCDEF';
const LOOKS = [styles.line0, styles.line1, styles.line2, styles.line3, styles.line4, styles.line5];
/** Letters at the ends of lines stand at least so far apart, in the drawing's units. */
const LETTER_GAP = 12;

/** So many lines are still told apart. */
export const MOST_LINES = LETTERS.length;

/** One line: its name, and its points; where nothing was measured there is none. Times are epoch ms. */
export interface ComparedLine {
  readonly key: string;
  readonly name: string;
  readonly points: readonly PlotPoint[];
}

export interface CompareChartProps {
  /** MOST_LINES at most: told apart by letter and dashes, never by color. */
  readonly lines: readonly ComparedLine[];
  readonly from: number;
  readonly to: number;
  /** A longer silence breaks a line, ms. */
  readonly gapMs: number;
  /** What the site's clock is ahead of UTC, ms. */
  readonly offsetMs: number;
  readonly unit: string;
  /** What the picture says, for those who do not see it. */
  readonly summary: string;
}

/** Several datastreams of one unit over each other. */
export function CompareChart({ lines, from, to, gapMs, offsetMs, unit, summary }: CompareChartProps) {
  const format = useFormat();
  const values = valueRange(lines.flatMap(({ points }) => points.map(({ value }) => value))) ?? { min: 0, max: 1 };
  const [width, height] = [WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM];
  const range = { from, to, ...values };
  const y = (value: number) => height - ((value - range.min) / (range.max - range.min)) * height;
  const { times, isDays } = timeSteps(from, to, offsetMs, 6);
  const steps = roundSteps(range.min, range.max, 5);
  const digits = Math.max(0, ...steps.map((step) => String(step).split('.')[1]?.length ?? 0));
  const ends = spread(lines.map(({ points }) => (points.length > 0 ? y(points.at(-1)!.value) : null)));
  return (
    <svg className={styles.plot} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={summary}>
      <g transform={`translate(${LEFT} ${TOP})`}>
        {steps.map((step) => (
          <g key={step}>
            <path className={styles.grid} d={`M0 ${y(step)}H${width}`} />
            <text x={-6} y={y(step) + 4} textAnchor="end">
              {format.number(step, digits)}
            </text>
          </g>
        ))}
        <text x={-6} y={height + 15} textAnchor="end">
          {unit}
        </text>
        {times.map((time) => (
          <text key={time} x={((time - from) / (to - from)) * width} y={height + 15} textAnchor="middle">
            {isDays ? format.date(time).slice(5) : format.hour(time)}
          </text>
        ))}
        {lines.map(({ key, points }, i) => (
          <path key={key} className={LOOKS[i]} d={linePath(points, range, width, height, gapMs)} data-line={key} />
        ))}
        {ends.map(
          (at, i) =>
            at !== null && (
              <text key={lines[i]!.key} x={width + 5} y={at + 4}>
                {LETTERS[i]}
              </text>
            ),
        )}
      </g>
    </svg>
  );
}

/** The mark of a line in a legend: its letter and a piece of it. */
export function LineKey({ index }: { index: number }) {
  return (
    <span className={styles.key}>
      {LETTERS[index]}
      <svg viewBox="0 0 30 10" aria-hidden="true">
        <path className={LOOKS[index]} d="M1 5H29" />
      </svg>
    </span>
  );
}

/** Heights of letters, moved apart where lines end at the same value; null where a line has no end. */
function spread(ends: readonly (number | null)[]): (number | null)[] {
  const placed = [...ends];
  const order = placed.flatMap((at, i) => (at === null ? [] : [{ at, i }])).sort((a, b) => a.at - b.at);
  let last = Number.NEGATIVE_INFINITY;
  for (const { at, i } of order) {
    last = Math.max(at, last + LETTER_GAP);
    placed[i] = last;
  }
  return placed;
}
