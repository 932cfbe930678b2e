import type { ReactNode } from 'react';
import styles from './facts.module.css';
import { useFormat } from './format-context.tsx';

/** One field of a record: its name and what is recorded; null or '' is told as not recorded, never left blank. */
export interface Fact {
  readonly label: string;
  readonly value: ReactNode;
}

/** A record as a list of fields. */
export function Facts({ facts, testId }: { facts: readonly Fact[]; testId?: string }) {
  const format = useFormat();
  return (
    <dl className={styles.facts} data-testid={testId}>
      {facts.map(({ label, value }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            {value === null || value === undefined || value === '' ? (
              <em className={styles.missing}>{format.text('value.notRecorded')}</em>
            ) : (
              value
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
