import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import { useFormat } from './format-context.tsx';
import styles from './notice.module.css';
import { problemText } from './problem-text.ts';

/** What stands where there is nothing to show, and why. */
export function EmptyNotice({
  title,
  centered = false,
  children,
}: {
  title: string;
  centered?: boolean;
  children?: ReactNode;
}) {
  return (
    <div className={`${styles.notice} ${centered ? styles.centered : ''}`}>
      <strong>{title}</strong>
      {children !== undefined && <p>{children}</p>}
    </div>
  );
}

/** What stands while something is on its way. */
export function LoadingNotice({ text, centered = false }: { text: string; centered?: boolean }) {
  return (
    <div className={`${styles.notice} ${centered ? styles.centered : ''}`} role="status">
      <span>{text}</span>
      <span className={styles.bar} />
    </div>
  );
}

export interface ProblemNoticeProps {
  readonly title?: string;
  readonly cause: unknown;
  readonly centered?: boolean;
  onRetry?(): void;
}

/** What stands where something failed, with the way out. */
export function ProblemNotice({ title, cause, centered = false, onRetry }: ProblemNoticeProps) {
  const format = useFormat();
  return (
    <div className={`${styles.notice} ${centered ? styles.centered : ''}`} role="alert">
      <strong>{title ?? problemText(format, cause)}</strong>
      {title !== undefined && <p>{problemText(format, cause)}</p>}
      {onRetry && <Button onClick={onRetry}>{format.text('shell.retry')}</Button>}
    </div>
  );
}
