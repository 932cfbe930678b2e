import { useFormat } from '../../kit/format-context.tsx';
import type { GroundDrawing } from './ground-drawing.ts';
import styles from './pictures.module.css';
import type { PicturePoint } from './plan-drawing.ts';

const pointsOf = (points: readonly PicturePoint[]) =>
  points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ');

/** Ways over the ground among the buildings, north up; the end of each is marked. */
export function GroundPlanPicture({ drawing, title }: { drawing: GroundDrawing; title: string }) {
  const format = useFormat();
  const { view, textM, paved, water, walls, houses, ways, scaleM } = drawing;
  const [left, top, width, height] = view;
  const [scaleX, scaleY] = [left + width - scaleM - textM, top + height - textM * 0.8];
  return (
    <svg className={styles.picture} viewBox={view.join(' ')} role="img" aria-label={title} data-testid="ground-plan">
      {paved.map((ring) => (
        <polygon key={pointsOf(ring)} className={styles.paved} points={pointsOf(ring)} />
      ))}
      {water.map((ring) => (
        <polygon key={pointsOf(ring)} className={styles.water} points={pointsOf(ring)} />
      ))}
      {walls.map((line) => (
        <polyline key={pointsOf(line)} className={styles.wall} points={pointsOf(line)} />
      ))}
      {houses.map(({ code, ring, isOurs }) => (
        <polygon key={code} className={`${styles.house} ${isOurs ? styles.ours : ''}`} points={pointsOf(ring)} />
      ))}
      {ways.map((line) => (
        <g key={pointsOf(line)} className={styles.way} data-way="outside">
          <polyline className={styles.casing} points={pointsOf(line)} />
          <polyline points={pointsOf(line)} />
          <circle className={styles.end} cx={line.at(-1)![0]} cy={line.at(-1)![1]} r={textM * 0.5} />
        </g>
      ))}
      {houses.map(({ code, name, middle: [x, y], isOurs }) => (
        <text key={code} className={isOurs ? styles.alarmed : styles.name} x={x} y={y} fontSize={textM}>
          {name}
        </text>
      ))}
      <g className={styles.scale}>
        <path d={`M${scaleX} ${scaleY - textM * 0.3}V${scaleY}H${scaleX + scaleM}V${scaleY - textM * 0.3}`} />
        <text className={styles.name} x={scaleX + scaleM / 2} y={scaleY - textM * 0.8} fontSize={textM * 0.9}>
          {scaleM} m
        </text>
        <path
          d={`M${left + textM * 1.5} ${top + textM * 3.4}V${top + textM * 1.8}M${left + textM} ${top + textM * 2.4}L${left + textM * 1.5} ${top + textM * 1.6}L${left + textM * 2} ${top + textM * 2.4}`}
        />
        <text className={styles.name} x={left + textM * 1.5} y={top + textM * 0.9} fontSize={textM * 0.9}>
          {format.text('ways.north')}
        </text>
      </g>
    </svg>
  );
}
