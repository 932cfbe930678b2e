import type { ReactNode } from 'react';
import styles from './table.module.css';

/** A column: its heading, and what stands in it of a row. Numbers stand to the right. */
export interface Column<T> {
  readonly key: string;
  readonly title: string;
  readonly isNumber?: boolean;
  /** Rows can be put in the order of this column. */
  readonly isSortable?: boolean;
  cell(row: T): ReactNode;
}

/** The column that rows are in the order of; who asks for it again wants it the other way round. */
export interface TableOrder {
  readonly by: string;
  readonly descending: boolean;
}

export interface DataTableProps<T> {
  readonly columns: readonly Column<NoInfer<T>>[];
  readonly rows: readonly T[];
  keyOf(row: NoInfer<T>): string;
  /** What stands there without a row. */
  readonly empty: string;
  readonly testId: string;
  /** Where a row is opened by a click on it, or by the button that its first cell is: the key of the open one. */
  readonly choice?: { readonly chosen: string | null; onChoose(key: string): void };
  /** Where columns can be sorted by: the order the rows are given in, and who asks for another. */
  readonly order?: { readonly now: TableOrder; onOrder(order: TableOrder): void };
  /** What a row says of itself for tests and styles. */
  dataOf?(row: NoInfer<T>): Readonly<Record<`data-${string}`, string>>;
}

/** Rows of one kind. */
export function DataTable<T>({ columns, rows, keyOf, empty, testId, choice, order, dataOf }: DataTableProps<T>) {
  if (rows.length === 0) return <p className={styles.calm}>{empty}</p>;
  return (
    <div className={styles.scroll}>
      <table className={`${styles.table} ${choice ? styles.chooses : ''}`} data-testid={testId}>
        <thead>
          <tr>
            {columns.map(({ key, title, isNumber, isSortable }) => (
              <th
                key={key}
                scope="col"
                className={isNumber ? styles.number : undefined}
                aria-sort={order?.now.by === key ? (order.now.descending ? 'descending' : 'ascending') : undefined}
              >
                {order && isSortable ? (
                  <button
                    type="button"
                    className={styles.sort}
                    onClick={() =>
                      order.onOrder({ by: key, descending: order.now.by === key && !order.now.descending })
                    }
                  >
                    {title}
                  </button>
                ) : (
                  title
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const name = keyOf(row);
            return (
              <tr
                key={name}
                className={choice && styles.row}
                aria-current={choice && name === choice.chosen}
                onClick={choice && (() => choice.onChoose(name))}
                {...dataOf?.(row)}
              >
                {columns.map(({ key, isNumber, cell }, at) => (
                  <td key={key} className={isNumber ? styles.number : undefined}>
                    {choice && at === 0 ? (
                      <button type="button" className={styles.pick}>
                        {cell(row)}
                      </button>
                    ) : (
                      cell(row)
                    )}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
