import { useFormat } from '../../../kit/format-context.tsx';
import { ProblemNotice } from '../../../kit/notice.tsx';
import { Problem } from '../../../state/problem.ts';
import styles from './what-if.module.css';

/** Where a what-if failed: which change it was, and what was expected of it. */
export function WhatIfFaults({ cause, onRetry }: { cause: unknown; onRetry(): void }) {
  const format = useFormat();
  const faults = cause instanceof Problem ? cause.faults : [];
  return (
    <>
      <ProblemNotice cause={cause} onRetry={onRetry} />
      <ul className={styles.faults} data-testid="what-if-faults">
        {faults.map(({ field, reason }) => {
          const [, change, part] = /^changes\.(\d+)(?:\.(\w+))?/.exec(field) ?? [];
          const where = change === undefined ? field : format.text('whatIf.faultOf', { number: Number(change) + 1 });
          return (
            <li key={field}>
              {where} {part === 'location' ? format.text('whatIf.fault.location') : reason}
            </li>
          );
        })}
      </ul>
    </>
  );
}
