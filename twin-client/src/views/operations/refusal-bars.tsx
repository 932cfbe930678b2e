import { useFormat } from '../../kit/format-context.tsx';
import { TEXTS, type TextKey } from '../../kit/i18n/texts.ts';
import styles from './operations.module.css';

/** What was not accepted since the start, by kind of reason, the most first. */
export function RefusalBars({ refusals }: { refusals: Readonly<Record<string, number>> }) {
  const format = useFormat();
  const rows = Object.entries(refusals)
    .filter(([, count]) => count > 0)
    .sort((a, b) => b[1] - a[1]);
  if (rows.length === 0) return <p className={styles.calm}>{format.text('operations.noRefusals')}</p>;
  const most = rows[0]![1];
  return (
    <ul className={styles.refusals} data-testid="refusals">
      {rows.map(([reason, count]) => (
        <li key={reason} data-reason={reason}>
          <span>{nameOf(reason)}</span>
          <i style={{ width: `${Math.max(1, (count / most) * 100)}%` }} />
          <b>{format.number(count)}</b>
        </li>
      ))}
    </ul>
  );

  function nameOf(reason: string): string {
    const key = `operations.refusal.${reason}`;
    return key in TEXTS ? format.text(key as TextKey) : reason;
  }
}
