import type { DossierVerdict } from 'twin-core/dossier';
import { useFormat } from '../../kit/format-context.tsx';
import { changedWords } from './changed-words.ts';
import styles from './dossier-page.module.css';

/** Whether the dossier is as it was signed, before everything else. `verdict` is null while it is verified. */
export function VerdictStrip({ verdict, done }: { verdict: DossierVerdict | null; done: number }) {
  const format = useFormat();
  if (verdict === null)
    return (
      <div className={styles.verdict} role="status">
        {format.text('dossier.checking', { n: done + 1 })}
      </div>
    );
  return (
    <div className={`${styles.verdict} ${verdict.ok ? styles.good : styles.bad}`} role="status" data-testid="verdict">
      <strong>{format.text(verdict.ok ? 'dossier.unchanged' : 'dossier.changed')}</strong>
      {verdict.ok ? (
        <p>
          {format.text('dossier.unchangedNote', { count: verdict.records })}
          <code data-testid="fingerprint">{verdict.fingerprint}</code>
        </p>
      ) : (
        <p data-testid="first-changed" data-index={verdict.firstChanged.index}>
          {changedWords(format, verdict.firstChanged)}
        </p>
      )}
      <p className={styles.small}>{format.text('dossier.compare')}</p>
    </div>
  );
}
