import { belowStrip, type WallLayout, type WallPanel } from 'twin-core';
import styles from './layout-shape.module.css';

const share = (part: number, of: number) => `${(part / of) * 100}%`;

/** Where a panel stands on the grid of its layout, as CSS. */
export const placeOf = ({ x, y, w, h }: WallPanel, { columns, rows }: Pick<WallLayout, 'columns' | 'rows'>) => ({
  left: share(x, columns),
  top: share(y, rows),
  width: share(w, columns),
  height: share(h, rows),
});

/** Width of a drawn grid to its height: cells as wide as those of presets, whose screen of 16 : 9 has 48 × 24. */
export const aspectOf = ({ columns, rows }: Pick<WallLayout, 'columns' | 'rows'>): string =>
  String((columns / rows) * (16 / 18));

/** The lines where screens meet, over a drawing of the grid. */
export function Seams({ layout: { seamsX, seamsY } }: { layout: WallLayout }) {
  return (
    <>
      {seamsX.map((at) => (
        <hr key={`x${at}`} className={styles.seamX} style={{ left: share(at, 1) }} />
      ))}
      {seamsY.map((at) => (
        <hr key={`y${at}`} className={styles.seamY} style={{ top: share(belowStrip(at), 1) }} />
      ))}
    </>
  );
}
