import { useMemo } from 'react';
import type { BuildingOutline } from 'twin-core';
import type { WalkPlace } from '../../../bim/interior-room.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import styles from './inside.module.css';

/** Room around the rooms, metres. */
const AROUND_M = 0.8;

/** The rooms of the storey from above, and the walker among them. +y of the building frame is up. */
export function WalkMap({ outline, place }: { outline: BuildingOutline; place: WalkPlace }) {
  const format = useFormat();
  const storey = outline.storeys.find(({ name }) => name === place.storey);
  const rooms = useMemo(
    () => outline.spaces.filter((space) => space.storey === storey?.globalId && space.footprint.length > 2),
    [outline, storey],
  );
  if (rooms.length === 0) return null;
  const xs = rooms.flatMap(({ footprint }) => footprint.map(([x]) => x));
  const ys = rooms.flatMap(({ footprint }) => footprint.map(([, y]) => y));
  const [west, north] = [Math.min(...xs) - AROUND_M, Math.max(...ys) + AROUND_M];
  const width = Math.max(...xs) + AROUND_M - west;
  const height = north - Math.min(...ys) + AROUND_M;
  const [x, y] = place.at;
  const size = Math.max(width, height) / 26;
  return (
    <svg className={styles.map} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={format.text('walk.map')}>
      {rooms.map(({ globalId, footprint }) => (
        <polygon
          key={globalId}
          points={footprint.map(([px, py]) => `${px - west},${north - py}`).join(' ')}
          data-here={globalId === place.space}
        />
      ))}
      <path
        transform={`translate(${x - west} ${north - y}) rotate(${(-place.yaw * 180) / Math.PI}) scale(${size})`}
        d="M0 -1.3L.9 1L0 .5L-.9 1Z"
      />
    </svg>
  );
}
