import { useFormat } from '../../kit/format-context.tsx';
import type { Column } from '../../kit/table/data-table.tsx';
import { Link } from '../link.tsx';
import styles from './conformance.module.css';
import type { Clause, ClauseState } from './read-conformance.ts';

/** How full the mark of a state is: the shape says it, not a color. */
const MARKS: Readonly<Record<ClauseState, string>> = { proven: '●', partly: '◐', open: '○', outside: '–' };

/** What the table says of a clause. */
export function useClauseColumns(): readonly Column<Clause>[] {
  const format = useFormat();
  return [
    { key: 'id', title: format.text('conformance.clause'), cell: ({ id }) => <b data-clause={id}>{id}</b> },
    {
      key: 'summary',
      title: format.text('conformance.summary'),
      cell: ({ summary, force }) => (
        <>
          {format.label(summary)} <small>{format.text(`conformance.force.${force}`)}</small>
        </>
      ),
    },
    {
      key: 'scope',
      title: format.text('conformance.scope'),
      cell: ({ scope }) => <small>{format.text(`conformance.scope.${scope}`)}</small>,
    },
    {
      key: 'state',
      title: format.text('conformance.state'),
      cell: ({ state }) => (
        <span className={styles.state} data-state={state}>
          <i aria-hidden="true">{MARKS[state]}</i>
          {format.text(`conformance.state.${state}`)}
        </span>
      ),
    },
    { key: 'note', title: format.text('conformance.note'), cell: ({ note }) => format.label(note) },
    { key: 'tests', title: format.text('conformance.tests'), cell: ({ tests }) => <Tests files={tests} /> },
    { key: 'page', title: format.text('conformance.page'), cell: ({ page }) => page && <PageLink page={page} /> },
  ];
}

function Tests({ files }: { files: readonly string[] }) {
  const format = useFormat();
  if (files.length === 0) return null;
  return (
    <details className={styles.tests}>
      <summary>{format.text('conformance.testCount', { count: format.number(files.length) })}</summary>
      <ul>
        {files.map((file) => (
          <li key={file}>{file}</li>
        ))}
      </ul>
    </details>
  );
}

/** To where a clause can be seen; what the server draws itself is another document. */
function PageLink({ page }: { page: string }) {
  const told = <code>{page}</code>;
  return page.startsWith('/api/') ? <a href={page}>{told}</a> : <Link href={page}>{told}</Link>;
}
