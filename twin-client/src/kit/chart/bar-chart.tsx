import { useEffect, useRef, useState } from 'react';
import { useFormat } from '../format-context.tsx';
import styles from './bar-chart.module.css';
import { roundSteps } from './plot.ts';

/** Height of the drawing and its edges, CSS pixels; the left edge holds the values, the lower one the times. */
const HEIGHT = 190;
/** Width until it is measured. */
const FIRST_WIDTH = 880;
const [LEFT, RIGHT, TOP, BOTTOM] = [46, 8, 8, 20];
/** Room that a time below a bar takes. */
const TIME_WIDTH = 90;

/** A count of a time, and of what part of it. */
export interface BarPoint {
  /** Begin of the time, epoch ms. */
  readonly time: number;
  readonly count: number;
  /** Drawn inside the bar: not more than `count`. */
  readonly part: number;
}

export interface BarChartProps {
  readonly points: readonly BarPoint[];
  /** A time in words, short enough to stand below a bar. */
  readonly writeTime: (time: number) => string;
  /** A bar in words, for who points at it. */
  readonly writeBar: (point: BarPoint) => string;
  /** What the picture says, for those who do not see it. */
  readonly summary: string;
}

/** Counts over time, a bar each, with a part of each marked. */
export function BarChart({ points, writeTime, writeBar, summary }: BarChartProps) {
  const format = useFormat();
  const drawing = useRef<SVGSVGElement>(null);
  const [full, setFull] = useState(FIRST_WIDTH);
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => setFull(Math.max(200, Math.round(entry!.contentRect.width))));
    if (drawing.current) observer.observe(drawing.current);
    return () => observer.disconnect();
  }, []);
  const [width, height] = [full - LEFT - RIGHT, HEIGHT - TOP - BOTTOM];
  const highest = Math.max(1, ...points.map(({ count }) => count));
  const steps = roundSteps(0, highest * 1.05, 4).filter((step) => Number.isInteger(step));
  const max = Math.max(highest * 1.05, steps.at(-1) ?? 1);
  const heightOf = (value: number) => (value / max) * height;
  const step = width / points.length;
  const every = Math.ceil((points.length * TIME_WIDTH) / width);
  return (
    <svg
      ref={drawing}
      className={styles.chart}
      viewBox={`0 0 ${full} ${HEIGHT}`}
      role="img"
      aria-label={summary}
      data-testid="bar-chart"
    >
      <g transform={`translate(${LEFT} ${TOP})`}>
        {steps.map((value) => (
          <g key={value}>
            <path className={styles.grid} d={`M0 ${height - heightOf(value)}H${width}`} />
            <text x={-6} y={height - heightOf(value) + 4} textAnchor="end">
              {format.number(value)}
            </text>
          </g>
        ))}
        {points.map((point, i) => (
          <g key={point.time} transform={`translate(${i * step} 0)`}>
            <title>{writeBar(point)}</title>
            {/* The whole column answers the pointer, not only what is drawn of it. */}
            <rect width={step} height={height} fill="none" pointerEvents="all" />
            <rect
              className={styles.bar}
              x={step * 0.12}
              width={step * 0.76}
              y={height - heightOf(point.count)}
              height={heightOf(point.count)}
            />
            <rect
              className={styles.part}
              x={step * 0.12}
              width={step * 0.76}
              y={height - heightOf(point.part)}
              height={heightOf(point.part)}
            />
            {i % every === 0 && (
              <text x={step / 2} y={height + 15} textAnchor={i === 0 ? 'start' : 'middle'}>
                {writeTime(point.time)}
              </text>
            )}
          </g>
        ))}
      </g>
    </svg>
  );
}
