import type { ReactNode } from 'react';
import styles from './reports.module.css';

/** A column: its heading, and what stands in it of a row. Numbers stand to the right. */
export interface Column<T> {
  readonly key: string;
  readonly title: string;
  readonly isNumber?: boolean;
  cell(row: T): ReactNode;
}

/** Rows of a report. */
export function DataTable<T>({
  columns,
  rows,
  keyOf,
  empty,
  testId,
}: {
  columns: readonly Column<NoInfer<T>>[];
  rows: readonly T[];
  keyOf(row: NoInfer<T>): string;
  /** What stands there without a row. */
  empty: string;
  testId: string;
}) {
  if (rows.length === 0) return <p className={styles.calm}>{empty}</p>;
  return (
    <div className={styles.scroll}>
      <table className={styles.table} data-testid={testId}>
        <thead>
          <tr>
            {columns.map(({ key, title, isNumber }) => (
              <th key={key} scope="col" className={isNumber ? styles.number : undefined}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map(({ key, isNumber, cell }) => (
                <td key={key} className={isNumber ? styles.number : undefined}>
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
