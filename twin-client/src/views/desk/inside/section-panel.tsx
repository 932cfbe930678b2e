import { SECTION_AXES } from '../../../bim/section/section-axes.ts';
import { Button } from '../../../kit/button.tsx';
import { useFormat } from '../../../kit/format-context.tsx';
import styles from './inside.module.css';
import { type Inside, useSignal } from './inside.ts';

/** Steps of a slider, metres. */
const STEP_M = 0.05;

/** Cuts the building along its axes: each on or off, where, and which side stays. */
export function SectionPanel({ interior: { section } }: Inside) {
  const format = useFormat();
  const state = useSignal(section.state);
  return (
    <div className={styles.body}>
      {SECTION_AXES.map((axis) => {
        const cut = state[axis];
        const [from, to] = section.range[axis];
        const name = format.text(`section.axis.${axis}`);
        return (
          <div key={axis} className={styles.cut} data-axis={axis}>
            <label>
              <input
                type="checkbox"
                checked={cut !== null}
                onChange={({ target }) =>
                  section.cut(axis, target.checked ? { at: (from + to) / 2, flipped: false } : null)
                }
              />
              <span>{name}</span>
            </label>
            <output>{cut ? `${format.number(cut.at, 2)} m` : '–'}</output>
            <Button
              look="quiet"
              disabled={!cut}
              aria-pressed={cut?.flipped ?? false}
              onClick={() => cut && section.cut(axis, { ...cut, flipped: !cut.flipped })}
            >
              {format.text('section.flip')}
            </Button>
            <input
              type="range"
              aria-label={format.text('section.at', { axis: name })}
              min={from}
              max={to}
              step={STEP_M}
              disabled={!cut}
              value={cut?.at ?? to}
              onChange={({ target }) => cut && section.cut(axis, { ...cut, at: Number(target.value) })}
            />
          </div>
        );
      })}
      <div className={styles.foot}>
        <p>{format.text('section.hint')}</p>
        <Button disabled={SECTION_AXES.every((axis) => state[axis] === null)} onClick={() => section.clear()}>
          {format.text('section.clear')}
        </Button>
      </div>
    </div>
  );
}
