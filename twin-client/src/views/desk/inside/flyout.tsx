import { type ReactNode, useEffect, useRef } from 'react';
import type { Interior } from '../../../bim/interior.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import styles from './inside.module.css';

/** A panel beside the tool strip; the building makes room for it. `tall` takes what height there is. */
export function Flyout({
  interior,
  title,
  tall = false,
  onClose,
  children,
}: {
  interior: Interior;
  title: string;
  tall?: boolean;
  onClose(): void;
  children: ReactNode;
}) {
  const format = useFormat();
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    interior.leaveFree(panel.current?.offsetWidth ?? 0);
    return () => interior.leaveFree(0);
  }, [interior]);
  return (
    <section
      ref={panel}
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
