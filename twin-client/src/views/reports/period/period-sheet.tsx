import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { type Origin, Panel } from '../../../kit/panel.tsx';
import { type Column, DataTable } from '../../../kit/table/data-table.tsx';
import shared from '../reports.module.css';
import { useNames } from '../use-names.ts';
import styles from './period.module.css';
import type { PeriodReport } from './period-report.ts';
import { type ReportTable, spanWords, tablesOf } from './period-words.ts';

/** Rows of a table on the sheet; the file has all of them. */
const MOST_ROWS = 100;

const ORIGINS: Readonly<Record<ReportTable['key'], Origin>> = {
  figures: 'statistics',
  kinds: 'statistics',
  health: 'health',
  environment: 'history',
  open: 'alarms',
};

/** The sheet of a period: what is printed. */
export function PeriodSheet({ report }: { report: PeriodReport }) {
  const center = useCenter();
  const format = useFormat();
  const names = useNames();
  const madeAt = `${format.date(report.madeAt)} ${format.clock(report.madeAt)}`;
  return (
    <article className={styles.sheet} data-testid="period-sheet" data-from={report.span.from}>
      <header className={styles.head}>
        <h2>
          {format.label(center.site.name)} · {format.text(`period.title.${report.length}`)}
        </h2>
        <p>
          {spanWords(report, format)} · {format.text('period.madeAt', { time: madeAt })}
        </p>
      </header>
      {tablesOf(report, center, names, format).map((table) => (
        <Table key={table.key} table={table} />
      ))}
    </article>
  );
}

interface Row {
  readonly cells: readonly string[];
  readonly at: number;
}

function Table({ table: { key, heads, rows, numbers } }: { table: ReportTable }) {
  const format = useFormat();
  const left = rows.length - MOST_ROWS;
  const shown: readonly Row[] = rows.slice(0, MOST_ROWS).map((cells, at) => ({ cells, at }));
  const columns = heads.map(
    (title, i): Column<Row> => ({ key: String(i), title, isNumber: i >= numbers, cell: ({ cells }) => cells[i] }),
  );
  return (
    <Panel title={format.text(`period.table.${key}`)} from={ORIGINS[key]}>
      <DataTable
        testId={`period-${key}`}
        rows={shown}
        keyOf={({ at }) => String(at)}
        empty={format.text(`period.none.${key}`)}
        columns={columns}
      />
      {left > 0 && <p className={shared.foot}>{format.text('period.left', { count: format.number(left) })}</p>}
    </Panel>
  );
}
