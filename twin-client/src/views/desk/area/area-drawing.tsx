import { Button } from '../../../kit/button.tsx';
import { useFormat } from '../../../kit/format-context.tsx';
import type { AreaKind, AreaProgress, AreaRing } from '../../../state/area/area-controls.ts';
import { ringAreaM2, ringPerimeterM } from '../../../state/area/ring-shape.ts';
import styles from './area.module.css';

/** What is told while an area is drawn: how to go on, and how large it is by now. */
export function AreaDrawing({
  kind,
  progress,
  onCancel,
}: {
  kind: AreaKind;
  progress: AreaProgress;
  onCancel(): void;
}) {
  const format = useFormat();
  return (
    <section className={styles.panel} aria-label={format.text('area.title')} data-testid="area-drawing">
      <header>
        <h3>{format.text(`area.draw.${kind}`)}</h3>
        <Button look="quiet" aria-label={format.text('area.close')} onClick={onCancel}>
          ✕
        </Button>
      </header>
      <p className={progress.crossed ? styles.wrong : styles.note} role="status">
        {format.text(progress.crossed ? 'area.crossed' : `area.hint.${kind}`)}
      </p>
      <AreaSize ring={progress.ring} />
    </section>
  );
}

/** An area's size: square metres inside, metres around. */
export function AreaSize({ ring }: { ring: AreaRing }) {
  const format = useFormat();
  return (
    <dl className={styles.size} data-testid="area-size">
      <dt>{format.text('area.size')}</dt>
      <dd>{format.text('area.squareMetres', { value: format.number(ringAreaM2(ring)) })}</dd>
      <dt>{format.text('area.perimeter')}</dt>
      <dd>{format.text('area.metres', { value: format.number(ringPerimeterM(ring)) })}</dd>
    </dl>
  );
}
