import { useEffect } from 'react';
import { MEASURE_KINDS, measured, POINTS, quantityText } from '../../../bim/measure/measure.ts';
import { Button } from '../../../kit/button.tsx';
import { Choice } from '../../../kit/choice.tsx';
import { useFormat } from '../../../kit/format-context.tsx';
import styles from './inside.module.css';
import { type Inside, useSignal } from './inside.ts';

/** The tape: in hand as long as its panel is open; what was measured stays until it is cleared. */
export function MeasurePanel({ interior: { measure } }: Inside) {
  const format = useFormat();
  const { kind, points, done } = useSignal(measure.state);
  useEffect(() => {
    measure.start('length');
    return () => measure.start(null);
  }, [measure]);
  const shown = kind ?? 'length';
  return (
    <div className={styles.body}>
      <Choice
        label={format.text('measure.kind')}
        value={shown}
        options={MEASURE_KINDS.map((value) => ({ value, label: format.text(`measure.${value}`) }))}
        onChoose={(value) => measure.start(value)}
      />
      <p className={styles.hint}>{format.text(`measure.hint.${shown}`)}</p>
      {done.length > 0 && (
        <ol className={styles.results} aria-label={format.text('measure.results')} data-testid="measure-results">
          {done.map((measurement) => (
            <li key={measurement.number}>
              <span>{format.text(`measure.${measurement.kind}`)}</span>
              <b>{quantityText(measurement.kind, measured(measurement).value)}</b>
            </li>
          ))}
        </ol>
      )}
      <div className={styles.buttons}>
        <Button disabled={points.length === 0} onClick={() => measure.undo()}>
          {format.text('measure.undo')}
        </Button>
        {POINTS[shown].most > 2 && (
          <Button disabled={points.length < POINTS[shown].least} onClick={() => measure.finish()}>
            {format.text('measure.finish')}
          </Button>
        )}
        <Button disabled={done.length === 0 && points.length === 0} onClick={() => measure.clear()}>
          {format.text('measure.clear')}
        </Button>
      </div>
    </div>
  );
}
