import { useFormat } from '../../kit/format-context.tsx';
import type { DossierBook } from './dossier-book.ts';
import styles from './dossier-page.module.css';
import { Section } from './section.tsx';
import { wordFor } from './word-for.ts';

/** What does not stand in the dossier, and why. */
export function LeftOut({ book }: { book: DossierBook }) {
  const format = useFormat();
  const all = book.all('leftOut');
  if (all.length === 0) return null;
  return (
    <Section title={format.text('dossier.leftOut')}>
      <ul className={styles.left}>
        {all.map(({ n, what, count, reason }) => {
          const name = format.text(`dossier.out.${what}`);
          return (
            <li key={n}>
              {count === null ? name : format.text('dossier.outCount', { what: name, count })}
              {': '}
              {wordFor(format, `dossier.why.${reason}`, reason)}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
