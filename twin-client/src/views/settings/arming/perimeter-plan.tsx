import { geoToLocal } from 'twin-core';
import { useSite } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import type { LonLat } from '../../../state/ground-plan.ts';
import type { Coverage } from '../../../state/records/arming.ts';
import styles from './perimeter-plan.module.css';
import type { FenceZone } from './zone-table.tsx';

/** Kept free around the boundary, metres. */
const MARGIN_M = 12;

/** The boundary from above, north up: fences by whether they are armed, and what no fence covers. */
export function PerimeterPlan({ zones, gaps }: { zones: readonly FenceZone[]; gaps: Coverage['gaps'] }) {
  const { boundary, frame } = useSite();
  const format = useFormat();
  const local = ([longitude, latitude]: LonLat) => {
    const [x, y] = geoToLocal(frame, { longitude, latitude, height: frame.height });
    return [x, -y] as const;
  };
  const path = (points: readonly LonLat[]) =>
    points
      .map(local)
      .map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`)
      .join(' ');
  const corners = boundary.map(local);
  const xs = corners.map(([x]) => x);
  const ys = corners.map(([, y]) => y);
  const [left, top] = [Math.min(...xs) - MARGIN_M, Math.min(...ys) - MARGIN_M];
  const [width, height] = [Math.max(...xs) + MARGIN_M - left, Math.max(...ys) + MARGIN_M - top];
  return (
    <svg
      className={styles.plan}
      viewBox={`${left} ${top} ${width} ${height}`}
      role="img"
      aria-label={format.text('arming.plan')}
    >
      <polygon className={styles.boundary} points={path(boundary)} />
      {zones.map(({ code, name, geometry, state }) => {
        const line = geometry.type === 'LineString' ? geometry.coordinates : (geometry.coordinates[0] ?? []);
        return (
          <polyline key={code} className={styles[state] ?? styles.unknown} points={path(line)}>
            <title>{`${name} \u00b7 ${format.text(`arming.state.${state}`)}`}</title>
          </polyline>
        );
      })}
      {gaps.map(({ fromM, from, to }) => (
        <polyline key={fromM} className={styles.gap} points={path([from, to])} />
      ))}
    </svg>
  );
}
