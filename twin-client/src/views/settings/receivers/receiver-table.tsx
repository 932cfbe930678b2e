import { Button } from '../../../kit/button.tsx';
import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { Panel } from '../../../kit/panel.tsx';
import { type Column, DataTable } from '../../../kit/table/data-table.tsx';
import type { Receiver } from '../../../state/records/receiver.ts';
import styles from '../settings.module.css';

/** Who is told of alarms, by which way, and of which. */
export function ReceiverTable({
  receivers,
  chosen,
  onChoose,
}: {
  receivers: readonly Receiver[];
  chosen: string | null;
  onChoose(id: string): void;
}) {
  const format = useFormat();
  const columns: Column<Receiver>[] = [
    { key: 'name', title: format.text('receivers.name'), cell: ({ name }) => name },
    {
      key: 'way',
      title: format.text('receivers.way'),
      cell: ({ way }) => format.text(`receivers.way.${way as 'webhook'}`),
    },
    {
      key: 'address',
      title: format.text('receivers.address'),
      cell: ({ address }) => <span className={styles.address}>{address.url ?? address.to?.join(', ')}</span>,
    },
    {
      key: 'filter',
      title: format.text('receivers.filter'),
      cell: (receiver) => <FilterWords receiver={receiver} />,
    },
    {
      key: 'state',
      title: format.text('receivers.state'),
      cell: ({ enabled }) => (
        <span className={enabled ? undefined : styles.quiet}>
          {format.text(enabled ? 'receivers.on' : 'receivers.off')}
        </span>
      ),
    },
  ];
  return (
    <Panel
      title={format.text('receivers.title')}
      aside={
        <Button data-testid="receiver-new" onClick={() => onChoose('')}>
          {format.text('receivers.new')}
        </Button>
      }
    >
      <DataTable
        columns={columns}
        rows={receivers}
        keyOf={({ id }) => id}
        empty={format.text('receivers.noneYet')}
        testId="receivers"
        choice={{ chosen, onChoose }}
        dataOf={({ id }) => ({ 'data-receiver': id })}
      />
    </Panel>
  );
}

function FilterWords({ receiver: { filter } }: { receiver: Receiver }) {
  const { store, site } = useCenter();
  const format = useFormat();
  const { priorities, facilities, buildings } = filter;
  const parts = [
    (priorities ?? []).map((priority) => format.text(`priority.${priority}`)),
    (facilities ?? []).map((id) => {
      const label = store.catalogue.facility(id)?.label;
      return label ? format.label(label) : id;
    }),
    (buildings ?? []).map((code) => site.buildings.find((one) => one.code === code)?.name ?? code),
  ].filter((names) => names.length > 0);
  if (parts.length === 0) return format.text('receivers.everyAlarm');
  return parts.map((names) => names.join(format.text('settings.listed'))).join(' \u00b7 ');
}
