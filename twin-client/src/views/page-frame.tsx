import type { ReactNode } from 'react';
import { useFormat } from '../kit/format-context.tsx';
import { LanguageSwitch } from './entry/language-switch.tsx';
import { UserMenu } from './entry/user-menu.tsx';
import { Link } from './link.tsx';
import styles from './page-frame.module.css';
import { useTitle } from './title.ts';

export interface PageFrameProps {
  readonly title: string;
  /** Ways between the parts of the page, after its title. */
  readonly parts?: ReactNode;
  readonly children: ReactNode;
  onSignOut(): void;
}

/** A page of reading and writing beside the desk: the way home, its title, the user, and below them what it is about. */
export function PageFrame({ title, parts, children, onSignOut }: PageFrameProps) {
  const format = useFormat();
  useTitle(`${title} · ${format.text('shell.product')}`);
  return (
    <div className={styles.page}>
      <header className={styles.top}>
        <h1 className={styles.title}>
          <Link href="/">{format.text('shell.product')}</Link>
          <span>{title}</span>
        </h1>
        {parts}
        <div className={styles.user}>
          <LanguageSwitch />
          <UserMenu onSignOut={onSignOut} />
        </div>
      </header>
      {children}
    </div>
  );
}
