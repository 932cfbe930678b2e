import type { ReactNode } from 'react';
import { useCenter } from '../../kit/center-context.ts';
import { useFormat } from '../../kit/format-context.tsx';
import { priorityClass } from '../../kit/marks.tsx';
import { type Column, DataTable } from '../../kit/table/data-table.tsx';
import { placeName } from '../../state/place-name.ts';
import type { HandoverSheet, OpenLine, People } from '../../state/records/handover.ts';
import styles from './handover.module.css';
import shared from './reports.module.css';

interface Listed<T> {
  readonly count: number;
  readonly items: readonly T[];
}

/** The lists of a sheet: what is open, shelved and silent. Ages are those at the time of the sheet. */
export function SheetLists({ sheet, people }: { sheet: HandoverSheet; people: People }) {
  const { site } = useCenter();
  const format = useFormat();
  const name = (id: string | null) => (id === null ? format.text('reports.none') : (people[id]?.displayName ?? id));
  const place = (line: { building: string | null; storey: string | null }) => placeName(site, { ...line, zone: null });
  const alarm: Column<OpenLine> = {
    key: 'alarm',
    title: format.text('handover.alarm'),
    cell: ({ id, label, priority, members }) => (
      <>
        <b className={priorityClass(priority)}>{format.text(`priority.${priority}`)}</b> {format.label(label)}{' '}
        <small>
          {id}
          {members > 0 && ` · ${format.text('handover.members', { count: format.number(members) })}`}
        </small>
      </>
    ),
  };
  const where: Column<OpenLine> = {
    key: 'place',
    title: format.text('handover.place'),
    cell: (line) => (
      <>
        {place(line)} <small>{line.deviceName}</small>
      </>
    ),
  };
  const owner = ({ assignee, acknowledgedBy }: OpenLine) => name(assignee ?? acknowledgedBy);
  return (
    <>
      <List title={format.text('handover.open', { count: format.number(sheet.open.count) })} listed={sheet.open}>
        <DataTable
          testId="sheet-open"
          rows={sheet.open.items}
          keyOf={({ id }) => id}
          empty={format.text('handover.noOpen')}
          columns={[
            alarm,
            where,
            {
              key: 'age',
              title: format.text('handover.age'),
              cell: ({ raisedAt }) => format.ago(sheet.at - raisedAt),
            },
            {
              key: 'state',
              title: format.text('handover.state'),
              cell: ({ condition, case: state }) =>
                `${format.text(`condition.${condition}`)} · ${format.text(`case.${state}`)}`,
            },
            { key: 'owner', title: format.text('handover.owner'), cell: owner },
          ]}
        />
      </List>
      <List
        title={format.text('handover.shelved', { count: format.number(sheet.shelved.count) })}
        listed={sheet.shelved}
      >
        <DataTable
          testId="sheet-shelved"
          rows={sheet.shelved.items}
          keyOf={({ id }) => id}
          empty={format.text('handover.noShelved')}
          columns={[
            alarm,
            where,
            {
              key: 'until',
              title: format.text('handover.until'),
              cell: ({ until }) => `${format.date(until)} ${format.hour(until)}`,
            },
            {
              key: 'reason',
              title: format.text('handover.reason'),
              cell: ({ reason }) => reason ?? format.text('reports.none'),
            },
            { key: 'owner', title: format.text('handover.owner'), cell: ({ shelvedBy }) => name(shelvedBy) },
          ]}
        />
      </List>
      <List title={format.text('handover.silent', { count: format.number(sheet.silent.count) })} listed={sheet.silent}>
        <DataTable
          testId="sheet-silent"
          rows={sheet.silent.items}
          keyOf={({ device }) => device}
          empty={format.text('handover.noSilent')}
          columns={[
            { key: 'device', title: format.text('reports.device'), cell: ({ deviceName }) => deviceName },
            { key: 'place', title: format.text('handover.place'), cell: place },
            {
              key: 'heard',
              title: format.text('handover.heard'),
              cell: ({ lastHeard }) =>
                lastHeard === null ? format.text('age.never') : format.ago(sheet.at - lastHeard),
            },
          ]}
        />
      </List>
    </>
  );
}

/** One list of a sheet under its heading; says so where it holds not all. */
function List<T>({ title, listed, children }: { title: string; listed: Listed<T>; children: ReactNode }) {
  const format = useFormat();
  const { count, items } = listed;
  return (
    <section className={styles.list}>
      <h3>{title}</h3>
      {children}
      {items.length < count && (
        <p className={shared.calm}>
          {format.text('handover.listed', { shown: format.number(items.length), count: format.number(count) })}
        </p>
      )}
    </section>
  );
}
