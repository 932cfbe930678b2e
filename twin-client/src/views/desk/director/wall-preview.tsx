import type { WallLayout } from 'twin-core';
import { useFormat } from '../../../kit/format-context.tsx';
import { aspectOf, placeOf, Seams } from '../../../kit/layout-shape.tsx';
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
  return (
    <div
      className={styles.preview}
      style={{ aspectRatio: aspectOf(layout) }}
      data-testid="wall-preview"
      data-layout={layout.id}
    >
      {layout.panels.map((panel) => (
        <div
          key={panel.kind}
          className={styles[panel.kind] ?? ''}
          style={placeOf(panel, layout)}
          title={format.text(`wall.panel.${panel.kind}`)}
        >
          <span>{told[panel.kind] ?? format.text(`wall.panel.${panel.kind}`)}</span>
        </div>
      ))}
      <Seams layout={layout} />
    </div>
  );
}
