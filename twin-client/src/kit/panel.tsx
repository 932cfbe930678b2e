import { type ReactNode, useId } from 'react';
import { useFormat } from './format-context.tsx';
import type { TextKey } from './i18n/texts.ts';
import styles from './panel.module.css';

/** Where the numbers of a panel come from: the end of a text `origin.…`. */
export type Origin = TextKey extends infer Key ? (Key extends `origin.${infer Name}` ? Name : never) : never;

export interface PanelProps {
  readonly title: ReactNode;
  /** Short facts at the right of the title. */
  readonly aside?: ReactNode;
  /** Where its numbers come from, told below the title; null for a panel without any. */
  readonly from?: Origin | null;
  readonly children: ReactNode;
  readonly className?: string | undefined;
}

/** A titled part of a page: a region with its heading. */
export function Panel({ title, aside, from = null, children, className = '' }: PanelProps) {
  const format = useFormat();
  const id = useId();
  return (
    <section className={`${styles.panel} ${className}`} aria-labelledby={id}>
      <div className={styles.head}>
        <h2 id={id} className={styles.title}>
          {title}
        </h2>
        {aside !== undefined && <div className={styles.aside}>{aside}</div>}
        {from !== null && (
          <p className={styles.from} data-origin={from}>
            {format.text(`origin.${from}`)}
          </p>
        )}
      </div>
      {children}
    </section>
  );
}
