import type { InputHTMLAttributes, SelectHTMLAttributes, TextareaHTMLAttributes } from 'react';
import styles from './text-field.module.css';

/** A labelled line of text. */
export function TextField({ label, ...input }: InputHTMLAttributes<HTMLInputElement> & { label: string }) {
  return (
    <label className={styles.field}>
      <span>{label}</span>
      <input {...input} className={styles.input} />
    </label>
  );
}

/** A labelled choice of one of many; its children are options. */
export function SelectField({ label, ...select }: SelectHTMLAttributes<HTMLSelectElement> & { label: string }) {
  return (
    <label className={styles.field}>
      <span>{label}</span>
      <select {...select} className={styles.input} />
    </label>
  );
}

/** A labelled text of several lines. */
export function TextArea({ label, ...area }: TextareaHTMLAttributes<HTMLTextAreaElement> & { label: string }) {
  return (
    <label className={styles.field}>
      <span>{label}</span>
      <textarea {...area} className={styles.input} />
    </label>
  );
}
