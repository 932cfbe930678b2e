import type { AnchorHTMLAttributes, ButtonHTMLAttributes } from 'react';
import styles from './button.module.css';

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** action: the one a form is there for; quiet: one of many, without a frame. */
  readonly look?: 'plain' | 'action' | 'quiet';
}

/** A button of the interface. Never submits a form unless told to. */
export function Button({ look = 'plain', className = '', type = 'button', ...rest }: ButtonProps) {
  return <button {...rest} type={type} className={`${styles.button} ${styles[look] ?? ''} ${className}`} />;
}

/** An address that looks like a button: for files to save. */
export function ButtonLink({ className = '', ...rest }: AnchorHTMLAttributes<HTMLAnchorElement>) {
  return <a {...rest} className={`${styles.button} ${styles.link} ${className}`} />;
}
