import { Button } from '../../kit/button.tsx';
import { useCenter } from '../../kit/center-context.ts';
import { useFormat } from '../../kit/format-context.tsx';
import { Panel } from '../../kit/panel.tsx';
import type { CurrentHandover, Handover } from '../../state/records/handover.ts';
import styles from './handover.module.css';
import shared from './reports.module.css';
import { SheetLists } from './sheet-lists.tsx';

/** A handover sheet, of now or as it was signed; what is printed. */
export function SheetPanel({
  shown,
  onCurrent,
}: {
  shown: CurrentHandover | Handover;
  /** Back to the sheet of now, where an earlier one is shown. */
  onCurrent: (() => void) | null;
}) {
  const { site } = useCenter();
  const format = useFormat();
  const { sheet } = shown;
  const at = `${format.date(sheet.at)} ${format.clock(sheet.at)}`;
  return (
    <Panel
      from="alarmLog"
      className={styles.sheet}
      title={`${format.label(site.name)} · ${format.text('handover.sheet')}`}
      aside={
        <span className={styles.sheetTools}>
          {format.text('handover.at', { time: at })}
          {onCurrent && <Button onClick={onCurrent}>{format.text('handover.current')}</Button>}
          <Button onClick={() => window.print()} data-testid="print-sheet">
            {format.text('handover.print')}
          </Button>
        </span>
      }
    >
      <Raised shown={shown} />
      {'id' in shown && <Words handover={shown} />}
      <SheetLists sheet={sheet} people={shown.people} />
    </Panel>
  );
}

/** How many alarms there were since the shift before, by priority. */
function Raised({ shown: { sheet } }: { shown: CurrentHandover | Handover }) {
  const format = useFormat();
  const since = `${format.date(sheet.since)} ${format.hour(sheet.since)}`;
  const counts = sheet.raised.map(({ priority, count, falseAlarms }) =>
    format.text('handover.raisedOf', {
      priority: format.text(`priority.${priority}`),
      count: format.number(count),
      part: format.number(falseAlarms),
    }),
  );
  return (
    <p className={shared.lead}>
      <b>{format.text('handover.raised', { time: since })}</b>{' '}
      {counts.length > 0 ? counts.join(' · ') : format.text('reports.none')}
    </p>
  );
}

/** What people wrote and when they did. */
function Words({ handover }: { handover: Handover }) {
  const format = useFormat();
  const { writtenBy, signedBy, signedAt, notes, remark } = handover;
  const nameOf = (person: { displayName: string } | null) => person?.displayName ?? format.text('handover.someone');
  return (
    <div className={styles.words}>
      <b>{format.text('handover.by', { name: nameOf(writtenBy) })}</b>
      {notes !== '' && <p>{notes}</p>}
      <b>
        {signedAt === null
          ? format.text('handover.notSigned')
          : format.text('handover.signedBy', {
              name: nameOf(signedBy),
              time: `${format.date(signedAt)} ${format.clock(signedAt)}`,
            })}
      </b>
      {remark !== null && <p>{remark}</p>}
    </div>
  );
}
