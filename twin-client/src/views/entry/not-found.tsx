import { useFormat } from '../../kit/format-context.tsx';
import { Link } from '../link.tsx';
import { useTitle } from '../title.ts';
import styles from './not-found.module.css';

/** The page of an address that names none. */
export function NotFound({ path }: { path: string }) {
  const format = useFormat();
  useTitle(`${format.text('notFound.title')} · ${format.text('shell.product')}`);
  return (
    <main className={styles.page} data-testid="not-found">
      <p className={styles.code} aria-hidden="true">
        {404}
      </p>
      <h1 className={styles.title}>{format.text('notFound.title')}</h1>
      <p className={styles.detail}>{format.text('notFound.detail', { path })}</p>
      <Link href="/">{format.text('notFound.back')}</Link>
    </main>
  );
}
