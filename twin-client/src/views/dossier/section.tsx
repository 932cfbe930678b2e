import { type ReactNode, useId } from 'react';
import styles from './dossier-page.module.css';

/** A part of the dossier; `empty` says what stands in its place where there is nothing. */
export function Section({
  title,
  note,
  empty = false,
  children,
}: {
  title: string;
  note?: string;
  empty?: string | false;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id}>
      <h2 id={id}>
        {title}
        {note !== undefined && <span className={styles.small}>{note}</span>}
      </h2>
      {empty === false ? children : <p className={styles.empty}>{empty}</p>}
    </section>
  );
}
