import { linePath, type PlotPoint, valueRange } from './plot.ts';

const WIDTH = 188;
const HEIGHT = 26;

export interface SparklineProps {
  readonly points: readonly PlotPoint[];
  /** The time shown, epoch ms. */
  readonly from: number;
  readonly to: number;
  /** A longer silence than this breaks the line, ms. */
  readonly gapMs: number;
}

/** A line without axes: the shape of a day. Decoration beside the value it belongs to. */
export function Sparkline({ points, from, to, gapMs }: SparklineProps) {
  const range = valueRange(points.map(({ value }) => value));
  return (
    <svg
      viewBox={`0 -2 ${WIDTH} ${HEIGHT + 4}`}
      width="100%"
      height="1.75em"
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {range ? (
        <path
          d={linePath(points, { from, to, ...range }, WIDTH, HEIGHT, gapMs)}
          fill="none"
          stroke="var(--muted)"
          strokeWidth="1.5"
          strokeLinejoin="round"
          strokeLinecap="round"
          vectorEffect="non-scaling-stroke"
        />
      ) : (
        <path d={`M0 ${HEIGHT / 2}H${WIDTH}`} stroke="var(--mark-dim)" strokeDasharray="2 4" />
      )}
    </svg>
  );
}
