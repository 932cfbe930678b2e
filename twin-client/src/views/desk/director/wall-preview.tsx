import { belowStrip, type WallLayout } from 'twin-core';
import { useFormat } from '../../../kit/format-context.tsx';
import styles from './director.module.css';

/** The layout of a wall as a small drawing; `told` says what some of its panels show now. */
export function WallPreview({
  layout,
  told,
}: {
  layout: WallLayout;
  told: Readonly<Record<string, string | undefined>>;
}) {
  const format = useFormat();
  const { columns, rows, panels, seamsX, seamsY } = layout;
  const share = (part: number, of: number) => `${(part / of) * 100}%`;
  return (
    // A screen of 16 : 9 has 48 columns and 24 rows below its title strip.
    <div
      className={styles.preview}
      style={{ aspectRatio: `${(columns / rows) * (16 / 18)}` }}
      data-testid="wall-preview"
      data-layout={layout.id}
    >
      {panels.map(({ kind, x, y, w, h }) => (
        <div
          key={kind}
          className={styles[kind] ?? ''}
          style={{ left: share(x, columns), top: share(y, rows), width: share(w, columns), height: share(h, rows) }}
          title={format.text(`wall.panel.${kind}`)}
        >
          <span>{told[kind] ?? format.text(`wall.panel.${kind}`)}</span>
        </div>
      ))}
      {seamsX.map((at) => (
        <hr key={`x${at}`} className={styles.seamX} style={{ left: share(at, 1) }} />
      ))}
      {seamsY.map((at) => (
        <hr key={`y${at}`} className={styles.seamY} style={{ top: share(belowStrip(at), 1) }} />
      ))}
    </div>
  );
}
