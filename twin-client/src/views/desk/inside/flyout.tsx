import type { ReactNode } from 'react';
import { useFormat } from '../../../kit/format-context.tsx';
import styles from './inside.module.css';

/** A panel beside the tool strip. `tall` takes what height there is. */
export function Flyout({
  title,
  tall = false,
  onClose,
  children,
}: {
  title: string;
  tall?: boolean;
  onClose(): void;
  children: ReactNode;
}) {
  const format = useFormat();
  return (
    <section
      className={`${styles.flyout} ${tall ? styles.tall : ''}`}
      aria-label={title}
      data-testid="inside-panel"
      onKeyDown={(event) => {
        // The desk's own keys rest while a field has the focus.
        if (event.key !== 'Escape' || event.defaultPrevented || !(event.target instanceof HTMLInputElement)) return;
        event.preventDefault();
        event.stopPropagation();
        onClose();
      }}
    >
      <header className={styles.flyoutHead}>
        <h2>{title}</h2>
        <button type="button" aria-label={format.text('inside.close')} onClick={onClose}>
          ×
        </button>
      </header>
      {children}
    </section>
  );
}
