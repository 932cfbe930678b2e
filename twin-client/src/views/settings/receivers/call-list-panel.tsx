import { useCenter, useNow } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { Panel } from '../../../kit/panel.tsx';
import { type Column, DataTable } from '../../../kit/table/data-table.tsx';
import { useLoaded } from '../../../kit/use-loaded.ts';
import type { Duty } from '../../../state/records/duty.ts';
import styles from '../settings.module.css';

/** Shifts change on the minute; a few minutes late is soon enough. */
const REFRESH_MS = 300_000;

/** Who is on the call list of every alarm now: the people on duty, after whoever looks after the device. */
export function CallListPanel() {
  const { api } = useCenter();
  const format = useFormat();
  const period = Math.floor(useNow() / REFRESH_MS);
  const { last: duties } = useLoaded(`calls ${period}`, (signal) => api.duties(signal));
  const columns: Column<Duty>[] = [
    { key: 'person', title: format.text('receivers.person'), cell: ({ person }) => person.name },
    { key: 'role', title: format.text('receivers.role'), cell: ({ role }) => role },
    {
      key: 'shift',
      title: format.text('receivers.shift'),
      cell: ({ shift }) => <span className={styles.quiet}>{shift}</span>,
    },
    {
      key: 'phone',
      title: format.text('receivers.phone'),
      cell: ({ person }) => person.phone ?? format.text('settings.none'),
    },
  ];
  return (
    <Panel title={format.text('receivers.callList')} aside={format.text('receivers.callListAside')}>
      {duties && (
        <DataTable
          columns={columns}
          rows={duties}
          keyOf={({ person, role }) => `${person.code} ${role}`}
          empty={format.text('receivers.nobody')}
          testId="call-list"
        />
      )}
    </Panel>
  );
}
