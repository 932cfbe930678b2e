import type { SectionPipe } from 'twin-core';
import { useFormat } from '../../../kit/format-context.tsx';
import { MEDIUM_COLORS } from '../../../state/underground/medium-colors.ts';
import { type GroundPoint, groundAt, profileScale } from './profile-scale.ts';
import styles from './underground.module.css';

const WIDTH = 900;
const HEIGHT = 210;
const BOX = { left: 46, top: 12, width: WIDTH - 60, height: HEIGHT - 48 };
/** Pipes are drawn at least so large, pixels: a true 100 mm would be a dot. */
const LEAST_PX = 4;
/** Names of pipes nearer to each other than this would lie over each other, pixels. */
const LABEL_PX = 46;

export interface SectionProfileProps {
  readonly lengthM: number;
  readonly ground: readonly GroundPoint[];
  readonly pipes: readonly SectionPipe[];
  /** To be taken from heights above the ellipsoid for heights above the geoid, metres. */
  readonly geoidM: number;
  onPick(pipe: SectionPipe): void;
}

/** The ground and the pipes along a line as a drawing with scales in metres. */
export function SectionProfile({ lengthM, ground, pipes, geoidM, onPick }: SectionProfileProps) {
  const format = useFormat();
  const shown = ground.map(([s, h]): GroundPoint => [s, h - geoidM]);
  const moved = pipes.map((pipe) => ({
    ...pipe,
    course: pipe.course.map(([s, z]): [number, number] => [s, z - geoidM]),
  }));
  const scale = profileScale(lengthM, shown, moved, BOX);
  const { x, y } = scale;
  const bottom = BOX.top + BOX.height;
  const surface = shown.map(([s, h], i) => `${i ? 'L' : 'M'}${x(s).toFixed(1)} ${y(h).toFixed(1)}`).join('');
  let labelled = Number.NEGATIVE_INFINITY;
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className={styles.profile} role="img" data-testid="section-profile">
      <title>{format.text('underground.section.title')}</title>
      {scale.heights.map((height) => (
        <g key={height}>
          <line x1={BOX.left} x2={BOX.left + BOX.width} y1={y(height)} y2={y(height)} className={styles.grid} />
          <text x={BOX.left - 6} y={y(height) + 4} textAnchor="end">
            {format.number(height, Number.isInteger(height) ? 0 : 1)}
          </text>
        </g>
      ))}
      {scale.distances.map((distance) => (
        <text key={distance} x={x(distance)} y={bottom + 15} textAnchor="middle">
          {format.number(distance, Number.isInteger(distance) ? 0 : 1)}
        </text>
      ))}
      {surface !== '' && (
        <>
          <path d={`${surface}L${x(lengthM)} ${bottom}L${x(0)} ${bottom}Z`} className={styles.soil} />
          <path d={surface} className={styles.surface} />
        </>
      )}
      {moved.map((pipe, index) => {
        const [first] = pipe.course;
        const [s, z] = first ?? [0, 0];
        const radius = Math.max(LEAST_PX, ((pipe.diameterMm ?? 100) / 2000) * (BOX.width / lengthM));
        const over = groundAt(shown, s);
        const depth = over === null ? null : over - z - (pipe.diameterMm ?? 0) / 2000;
        const isLabelled = x(s) - labelled > LABEL_PX;
        if (isLabelled) labelled = x(s);
        const words = format.text('underground.section.pipe', {
          medium: format.text(`underground.medium.${pipe.medium}`),
          diameter:
            pipe.diameterMm === null
              ? ''
              : format.text('underground.millimetres', { value: format.number(pipe.diameterMm) }),
          depth: depth === null ? '–' : format.number(depth, 2),
        });
        return (
          // biome-ignore lint/a11y/useSemanticElements: a drawing has no buttons of its own.
          <g
            key={`${pipe.layer} ${pipe.id} ${s}`}
            role="button"
            tabIndex={0}
            aria-label={words}
            className={styles.cut}
            onClick={() => onPick(pipes[index]!)}
            onKeyDown={(event) => event.key === 'Enter' && onPick(pipes[index]!)}
          >
            <title>{words}</title>
            {pipe.course.length === 1 ? (
              <circle cx={x(s)} cy={y(z)} r={radius} fill={MEDIUM_COLORS[pipe.medium]} />
            ) : (
              <polyline
                points={pipe.course.map(([a, b]) => `${x(a).toFixed(1)},${y(b).toFixed(1)}`).join(' ')}
                fill="none"
                stroke={MEDIUM_COLORS[pipe.medium]}
                strokeWidth={Math.max(3, ((pipe.diameterMm ?? 100) / 1000) * (BOX.height / (scale.high - scale.low)))}
              />
            )}
            {isLabelled && pipe.diameterMm !== null && (
              <text x={x(s)} y={y(z) + radius + 13} textAnchor="middle" className={styles.label}>
                {format.text('underground.millimetres', { value: format.number(pipe.diameterMm) })}
                {depth === null ? '' : ` ${format.text('underground.metres', { value: format.number(depth, 1) })}`}
              </text>
            )}
          </g>
        );
      })}
      <text x={BOX.left + BOX.width} y={HEIGHT - 4} textAnchor="end">
        {format.text('underground.section.distance')}
      </text>
      <text x={4} y={HEIGHT - 4}>
        {format.text('underground.section.height')} ·{' '}
        {format.text('underground.section.exaggerated', { times: format.number(scale.exaggeration, 1) })}
      </text>
    </svg>
  );
}
