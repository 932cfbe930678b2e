import { useState } from 'react';
import { Button } from '../../../kit/button.tsx';
import { useCenter } from '../../../kit/center-context.ts';
import { csvFile } from '../../../kit/csv.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import type { Format } from '../../../kit/i18n/format.ts';
import { LoadingNotice, ProblemNotice } from '../../../kit/notice.tsx';
import { Panel } from '../../../kit/panel.tsx';
import { saveFile } from '../../../kit/save-file.ts';
import { type Column, DataTable } from '../../../kit/table/data-table.tsx';
import { useLoaded } from '../../../kit/use-loaded.ts';
import { usePages } from '../../../kit/use-pages.ts';
import type { AuditAsked } from '../../../state/ports/audit.ts';
import type { AuditLine } from '../../../state/records/audit.ts';
import { SpanChoice, useSpan } from '../../reports/span-choice.tsx';
import { areaOf } from './area-of.ts';
import { LineFilter } from './line-filter.tsx';
import styles from './log.module.css';

/** The lines of the operation log that are looked for, the newest first, a page after the other; those that are shown as a file. */
export function LinesPanel() {
  const { api } = useCenter();
  const format = useFormat();
  const { length, span, choose } = useSpan('week');
  const [filter, setFilter] = useState<AuditAsked>({});
  const asked = { ...filter, from: span.from, until: span.to };
  const pages = usePages(JSON.stringify(asked));
  const loaded = useLoaded(pages.key, (signal) => pages.read((cursor) => api.audit.page(asked, cursor, signal)));
  const shown = loaded.state === 'ready' ? loaded.value : loaded.last;
  const next = shown?.next ?? null;
  const columns = columnsOf(format);
  const save = () => {
    const name = format.text('audit.file', { time: format.date(span.to) });
    saveFile(name, 'text/csv', fileOf(format, shown?.items ?? []));
  };
  return (
    <Panel
      title={format.text('audit.title')}
      from="audit"
      aside={
        <Button disabled={!shown || shown.items.length === 0} data-testid="audit-export" onClick={save}>
          {format.text('audit.export')}
        </Button>
      }
    >
      <div className={styles.tools}>
        <SpanChoice length={length} choose={choose} />
        <LineFilter filter={filter} onChange={setFilter} />
      </div>
      {loaded.state === 'failed' && <ProblemNotice cause={loaded.cause} onRetry={loaded.retry} />}
      {!shown && loaded.state === 'loading' && <LoadingNotice text={format.text('shell.loading')} />}
      {shown && (
        <DataTable
          columns={columns}
          rows={shown.items}
          keyOf={({ id }) => String(id)}
          empty={format.text('audit.none')}
          testId="audit"
          dataOf={({ action, result, kind }) => ({ 'data-action': action, 'data-result': result, 'data-kind': kind })}
        />
      )}
      {next !== null && (
        <p className={styles.foot}>
          <Button onClick={() => pages.more(next)}>{format.text('audit.more')}</Button>
        </p>
      )}
    </Panel>
  );
}

/** The same words in the table and in its file. */
function wordsOf(format: Format, line: AuditLine) {
  return {
    time: `${format.date(line.at)} ${format.clock(line.at)}`,
    who: line.accountName ?? format.text('audit.nobody'),
    kind: format.text(`audit.kind.${line.kind}`),
    area: format.text(`audit.area.${areaOf(line.action)}`),
    result: format.text(`audit.result.${line.result}`),
  };
}

function columnsOf(format: Format): Column<AuditLine>[] {
  const { text } = format;
  const words = (line: AuditLine) => wordsOf(format, line);
  return [
    {
      key: 'time',
      title: text('audit.time'),
      cell: (line) => <span className={styles.time}>{words(line).time}</span>,
    },
    { key: 'who', title: text('audit.account'), cell: (line) => <b>{words(line).who}</b> },
    { key: 'kind', title: text('audit.kind'), cell: (line) => words(line).kind },
    { key: 'area', title: text('audit.field'), cell: (line) => words(line).area },
    { key: 'action', title: text('audit.action'), cell: ({ action }) => <code>{action}</code> },
    {
      key: 'subject',
      title: text('audit.subject'),
      cell: ({ subject, detail }) => (
        <span className={styles.subject} title={detail ? JSON.stringify(detail) : undefined}>
          {subject}
        </span>
      ),
    },
    {
      key: 'result',
      title: text('audit.result'),
      cell: (line) => <span className={line.result === 'done' ? undefined : styles.refused}>{words(line).result}</span>,
    },
    {
      key: 'address',
      title: text('audit.address'),
      cell: ({ address }) => <span className={styles.quiet}>{address}</span>,
    },
  ];
}

function fileOf(format: Format, lines: readonly AuditLine[]): string {
  const { text } = format;
  const titles = ['time', 'account', 'kind', 'field', 'action', 'subject', 'result', 'address'] as const;
  return csvFile([
    titles.map((title) => text(`audit.${title}`)),
    ...lines.map((line) => {
      const { time, who, kind, area, result } = wordsOf(format, line);
      return [time, who, kind, area, line.action, line.subject, result, line.address];
    }),
  ]);
}
