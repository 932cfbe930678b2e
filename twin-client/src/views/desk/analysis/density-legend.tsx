import { useFormat } from '../../../kit/format-context.tsx';
import type { DensityLegend as Legend } from '../../../map/density/density.ts';
import styles from './analysis.module.css';

/** What the colors of the map's density mean. */
export function DensityLegend({ legend: { look, classes } }: { legend: Legend }) {
  const format = useFormat();
  return (
    <div className={styles.legend} data-testid="analysis-legend">
      <span>{format.text(`analysis.legend.${look}`)}</span>
      <ol>
        {classes.map(({ color, least, most }, i) => (
          <li key={color}>
            <i className={styles.shade} style={{ background: color }} />
            {look === 'hexagons' && (least === most ? format.number(least) : `${least}–${format.number(most)}`)}
            {look === 'heat' && i === 0 && format.text('analysis.legend.low')}
            {look === 'heat' && i === classes.length - 1 && format.text('analysis.legend.high')}
          </li>
        ))}
      </ol>
    </div>
  );
}
