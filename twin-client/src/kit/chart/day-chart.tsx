import type { ObservedProperty } from 'twin-core';
import { useFormat } from '../format-context.tsx';
import styles from './day-chart.module.css';
import { linePath, type PlotRange, roundSteps, valueRange } from './plot.ts';

/** Size of the drawing in its own units; the left edge holds the values, the lower one the hours. */
const WIDTH = 400;
const HEIGHT = 152;
const LEFT = 44;
const BOTTOM = 20;
const TOP = 8;
const RIGHT = 6;
const HOUR_MS = 3_600_000;
const QUARTER_MS = 900_000;

/** One interval of a history. */
export interface DayPoint {
  readonly time: number;
  readonly min: number;
  readonly max: number;
  readonly mean: number;
}

export interface DayChartProps {
  readonly points: readonly DayPoint[];
  readonly from: number;
  readonly to: number;
  readonly intervalMs: number;
  readonly property: ObservedProperty | undefined;
  /** What the picture says, for those who do not see it. */
  readonly summary: string;
}

/** A day, or some hours, of a datastream: the line of means in the band of lowest and highest. Silence leaves a gap. */
export function DayChart({ points, from, to, intervalMs, property, summary }: DayChartProps) {
  const format = useFormat();
  const values = valueRange(points.flatMap(({ min, max }) => [min, max]));
  if (!values) return null;
  const range: PlotRange = { from, to, ...values };
  const [width, height] = [WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM];
  const y = (value: number) => height - ((value - range.min) / (range.max - range.min)) * height;
  const gapMs = intervalMs * 2.5;
  const mean = points.map(({ time, mean: value }) => ({ time, value }));
  const words = property?.type === 'state' || property?.type === 'boolean';
  const steps = words
    ? [...new Set(points.flatMap(({ min, max }) => [Math.round(min), Math.round(max)]))].slice(0, 5)
    : roundSteps(range.min, range.max, 4);
  return (
    <svg
      className={styles.chart}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={summary}
      data-testid="day-chart"
    >
      <g transform={`translate(${LEFT} ${TOP})`}>
        {steps.map((step) => (
          <g key={step}>
            <path className={styles.grid} d={`M0 ${y(step)}H${width}`} />
            <text x={-6} y={y(step) + 4} textAnchor="end">
              {words ? format.value(property, step) : format.number(step, decimalsOf(steps))}
            </text>
          </g>
        ))}
        {moments(from, to).map((time) => (
          <text key={time} x={((time - from) / (to - from)) * width} y={height + 15} textAnchor="middle">
            {format.hour(time)}
          </text>
        ))}
        <path className={styles.band} d={bandPath(points, range, width, height)} />
        <path className={styles.line} d={linePath(mean, range, width, height, gapMs)} />
      </g>
    </svg>
  );
}

function bandPath(points: readonly DayPoint[], range: PlotRange, width: number, height: number): string {
  const never = Number.POSITIVE_INFINITY;
  const upper = points.map(({ time, max: value }) => ({ time, value }));
  const lower = points.map(({ time, min: value }) => ({ time, value })).reverse();
  return `${linePath([...upper, ...lower], range, width, height, never).replace(/(?!^)M/g, 'L')}Z`;
}

function decimalsOf(steps: readonly number[]): number {
  return Math.max(0, ...steps.map((step) => String(step).split('.')[1]?.length ?? 0));
}

/** Four or five moments inside the range, on full quarters of an hour or full hours. */
function moments(from: number, to: number): number[] {
  const stepMs = Math.max(QUARTER_MS, Math.ceil((to - from) / 4 / HOUR_MS - 0.5) * HOUR_MS);
  const found: number[] = [];
  for (let time = Math.ceil(from / stepMs) * stepMs; time < to; time += stepMs) found.push(time);
  return found;
}
