import { useFormat } from '../../kit/format-context.tsx';
import { TEXTS, type TextKey } from '../../kit/i18n/texts.ts';
import styles from './operations.module.css';

/** Whether each thing that the server needs is there; what is not says why, and is the only color on the page. */
export function CheckList({ checks }: { checks: Readonly<Record<string, string>> }) {
  const format = useFormat();
  return (
    <ul className={styles.checks} aria-label={format.text('operations.checks')} data-testid="checks">
      {Object.entries(checks).map(([name, result]) => (
        <li key={name} className={result === 'ok' ? undefined : styles.failed} data-check={name}>
          <span aria-hidden="true">{result === 'ok' ? '✓' : '◆'}</span>
          <b>{nameOf(name)}</b>
          <span className={styles.result}>{result === 'ok' ? format.text('operations.check.ok') : result}</span>
        </li>
      ))}
    </ul>
  );

  function nameOf(name: string): string {
    const key = `operations.check.${name}`;
    return key in TEXTS ? format.text(key as TextKey) : name;
  }
}
