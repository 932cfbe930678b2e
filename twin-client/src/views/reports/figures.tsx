import type { ReactNode } from 'react';
import styles from './reports.module.css';

/** One number that is read first, with what it is and what goes with it. */
export interface Figure {
  readonly key: string;
  readonly label: string;
  readonly value: ReactNode;
  readonly note?: ReactNode;
  /** Asks for attention: the only color there is. */
  readonly hot?: boolean;
}

/** A row of numbers. */
export function Figures({ label, items }: { label: string; items: readonly Figure[] }) {
  return (
    <dl className={styles.figures} aria-label={label}>
      {items.map(({ key, label: name, value, note, hot }) => (
        <div key={key}>
          <dt>{name}</dt>
          <dd className={hot ? styles.hot : undefined} data-testid={`figure-${key}`}>
            {value}
          </dd>
          {note !== undefined && <dd className={styles.note}>{note}</dd>}
        </div>
      ))}
    </dl>
  );
}
