import type { ReactNode } from 'react';
import { useFormat } from '../../../kit/format-context.tsx';
import { DataTable } from '../../../kit/table/data-table.tsx';

/** One measure of two courses. */
export interface Measure {
  readonly key: string;
  readonly label: string;
  readonly before: ReactNode;
  readonly after: ReactNode;
  readonly all?: ReactNode;
}

/** Measures of two courses, a row each; with what there is in all where that is known. */
export function SideBySide({ measures, testId }: { measures: readonly Measure[]; testId: string }) {
  const format = useFormat();
  const withAll = measures.some(({ all }) => all !== undefined);
  return (
    <DataTable
      testId={testId}
      rows={measures}
      keyOf={({ key }) => key}
      empty={format.text('whatIf.table.empty')}
      columns={[
        { key: 'what', title: format.text('whatIf.what'), cell: ({ label }) => label },
        { key: 'before', title: format.text('whatIf.was'), isNumber: true, cell: ({ before }) => before },
        {
          key: 'after',
          title: format.text('whatIf.would'),
          isNumber: true,
          cell: ({ before, after }) => (before === after ? after : <b>{after}</b>),
        },
        ...(withAll
          ? [
              {
                key: 'all',
                title: format.text('whatIf.coverage.all'),
                isNumber: true,
                cell: ({ all }: Measure) => all,
              },
            ]
          : []),
      ]}
    />
  );
}
