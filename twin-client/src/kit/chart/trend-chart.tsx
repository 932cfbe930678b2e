import { useFormat } from '../format-context.tsx';
import { linePath, type PlotPoint, roundSteps } from './plot.ts';
import styles from './trend-chart.module.css';

/** Size of the drawing in its own units. */
const WIDTH = 400;
const HEIGHT = 104;
const [LEFT, RIGHT, TOP, BOTTOM] = [46, 8, 6, 18];
const MINUTE_MS = 60_000;
/** The shortest time shown, so that the first points do not fill the width. */
const LEAST_SPAN_MS = 2 * MINUTE_MS;
const LOOKS = [styles.line0, styles.line1, styles.line2];

export interface TrendLine {
  readonly key: string;
  readonly name: string;
  /** Where nothing was measured there is no point. */
  readonly points: readonly PlotPoint[];
}

export interface TrendChartProps {
  /** Three at most: they are told apart by their dashes, never by color. */
  readonly lines: readonly TrendLine[];
  readonly from: number;
  readonly to: number;
  /** A longer silence breaks a line, ms. */
  readonly gapMs: number;
  /** A value in words, with its unit; a step of the axis without room for much. */
  readonly write: (value: number) => string;
  /** What the picture says, for those who do not see it. */
  readonly summary: string;
}

/** The last minutes of a few values from zero up, with what each is now. */
export function TrendChart({ lines, from, to, gapMs, write, summary }: TrendChartProps) {
  const format = useFormat();
  const [width, height] = [WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM];
  const begin = Math.min(from, to - LEAST_SPAN_MS);
  const highest = Math.max(...lines.flatMap(({ points }) => points.map(({ value }) => value)), 0);
  const steps = roundSteps(0, highest > 0 ? highest * 1.1 : 1, 3);
  const max = Math.max(highest * 1.1, steps.at(-1) ?? 1);
  const y = (value: number) => height - (value / max) * height;
  return (
    <div className={styles.chart}>
      <dl className={styles.legend}>
        {lines.map(({ key, name, points }, i) => (
          <div key={key}>
            <dt>
              <svg className={styles.key} viewBox="0 0 22 10" aria-hidden="true">
                <path className={LOOKS[i]} d="M1 5H21" />
              </svg>
              {name}
            </dt>
            <dd data-testid={`now-${key}`}>
              {points.length > 0 ? write(points.at(-1)!.value) : format.text('operations.never')}
            </dd>
          </div>
        ))}
      </dl>
      <svg className={styles.plot} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={summary}>
        <g transform={`translate(${LEFT} ${TOP})`}>
          {steps.map((step) => (
            <g key={step}>
              <path className={styles.grid} d={`M0 ${y(step)}H${width}`} />
              <text x={-6} y={y(step) + 4} textAnchor="end">
                {write(step)}
              </text>
            </g>
          ))}
          {moments(begin, to).map((time) => (
            <text key={time} x={((time - begin) / (to - begin)) * width} y={height + 14} textAnchor="middle">
              {format.hour(time)}
            </text>
          ))}
          {lines.map(({ key, points }, i) => (
            <path
              key={key}
              className={LOOKS[i]}
              d={linePath(points, { from: begin, to, min: 0, max }, width, height, gapMs)}
            />
          ))}
        </g>
      </svg>
    </div>
  );
}

/** Full minutes inside the span, five at most, none so near an edge that its text is cut. */
function moments(from: number, to: number): number[] {
  const stepMs = Math.ceil((to - from) / (4 * MINUTE_MS)) * MINUTE_MS;
  const edge = (to - from) * 0.04;
  const found: number[] = [];
  for (let time = Math.ceil(from / stepMs) * stepMs; time < to; time += stepMs)
    if (time - from > edge && to - time > edge) found.push(time);
  return found;
}
