import { useFormat } from '../../../kit/format-context.tsx';
import type { DifferenceMark } from '../../../map/differences/difference-picture.ts';
import type { WhatIf } from '../../../state/records/what-if.ts';
import styles from './what-if.module.css';

const MARKS: readonly DifferenceMark[] = ['lost', 'gained', 'changed'];
/** The shapes of the map's marks, in a 22 × 22 box. */
const SHAPES: Readonly<Record<DifferenceMark, string>> = {
  lost: 'M3 3h16v16H3z',
  gained: 'M11 1 21 11 11 21 1 11z',
  changed: 'M11 2a9 9 0 1 0 0 18 9 9 0 0 0 0-18z',
};

/** What became of an alarm, by shape, color and letter, as on the map. */
export function DifferenceSign({ mark }: { mark: DifferenceMark }) {
  const format = useFormat();
  return (
    <svg className={`${styles.sign} ${styles[mark]}`} viewBox="0 0 22 22" aria-hidden="true">
      <path d={SHAPES[mark]} fill="none" stroke="currentColor" strokeWidth="1.8" />
      <text x="11" y="15" textAnchor="middle" fontSize="10.5" fontWeight="600" fill="currentColor">
        {format.text(`whatIf.mark.${mark}`)}
      </text>
    </svg>
  );
}

/** What the map's marks mean, with how many there are of each. */
export function DifferenceLegend({ counts, coverage }: Pick<WhatIf, 'counts' | 'coverage'>) {
  const format = useFormat();
  return (
    <ul className={styles.legend}>
      {MARKS.map((mark) => (
        <li key={mark}>
          <DifferenceSign mark={mark} />
          {format.text(`whatIf.${mark}`)} <b data-testid={`what-if-${mark}`}>{format.number(counts[mark])}</b>
        </li>
      ))}
      <li>
        {format.text('whatIf.same')} <b data-testid="what-if-same">{format.number(counts.same)}</b>
      </li>
      <li>
        <i className={styles.post} />
        {format.text('whatIf.legend.posts')}
      </li>
      {coverage && (
        <>
          <li>
            <i className={styles.cellLost} />
            {format.text('whatIf.legend.cellsLost')}
          </li>
          <li>
            <i className={styles.cellGained} />
            {format.text('whatIf.legend.cellsGained')}
          </li>
        </>
      )}
    </ul>
  );
}
