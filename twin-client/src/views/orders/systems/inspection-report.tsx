import { SYSTEM_KINDS } from 'twin-core';
import { Button } from '../../../kit/button.tsx';
import { useCenter, useNow } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { Panel } from '../../../kit/panel.tsx';
import { type Column, DataTable } from '../../../kit/table/data-table.tsx';
import { may } from '../../../state/records/session.ts';
import type { SystemCheckRow, SystemInspection } from '../../../state/records/system-inspection.ts';
import { amountWords, limitWords, verdictOf } from './check-words.ts';
import styles from './systems.module.css';

/** A line of a report, of whichever kind: what was looked at, its reading, limit and verdict in words. */
interface Line {
  readonly key: string;
  readonly kind: string;
  readonly item: string;
  readonly reading: string;
  readonly limit: string;
  readonly verdict: 'good' | 'bad' | 'plain' | 'unread';
}

/**
 * A report, kind by kind: its rooms are filled in, and a finding becomes a work order. The dialogs for it are its parent's: they outlive the
 * report, whose place a newer one takes by itself.
 */
export function InspectionReport({
  report,
  onFill,
  onOrder,
}: {
  report: SystemInspection;
  onFill(number: number): void;
  onOrder(title: string): void;
}) {
  const { session } = useCenter();
  const format = useFormat();
  const now = useNow();
  const { number, at, askedBy, rooms } = report;
  const canWork = may(session, 'order.work');
  const columns: Column<Line>[] = [
    { key: 'kind', title: format.text('systems.kind'), cell: ({ kind }) => kind },
    { key: 'item', title: format.text('systems.item'), cell: ({ item }) => item },
    { key: 'reading', title: format.text('systems.value'), isNumber: true, cell: ({ reading }) => reading },
    { key: 'limit', title: format.text('systems.limit'), isNumber: true, cell: ({ limit }) => limit },
    {
      key: 'verdict',
      title: format.text('systems.verdict'),
      cell: ({ verdict }) => <span className={styles[verdict]}>{format.text(`systems.verdict.${verdict}`)}</span>,
    },
    {
      key: 'order',
      title: format.text('systems.order'),
      cell: (line) =>
        line.verdict === 'bad' && canWork ? (
          <Button
            look="quiet"
            onClick={() => onOrder(`${line.kind} · ${line.item} ${line.reading}`)}
            data-testid={`systems-order-${line.key}`}
          >
            {format.text('systems.order')}
          </Button>
        ) : null,
    },
  ];
  return (
    <Panel
      title={format.text('systems.report', { number })}
      from="systems"
      aside={`${format.moment(at, now)} · ${askedBy?.displayName ?? format.text('systems.by.plan')}`}
    >
      <DataTable
        columns={columns}
        rows={linesOf(report)}
        keyOf={({ key }) => key}
        empty=""
        testId="system-report"
        dataOf={({ key, verdict }) => ({ 'data-check': key, 'data-verdict': verdict })}
      />
      <p className={styles.foot}>
        {rooms === null
          ? format.text('systems.roomsOpen')
          : format.text('systems.roomsBy', { who: rooms.by?.displayName ?? '', time: format.moment(rooms.at, now) })}
        {rooms === null && canWork && (
          <Button onClick={() => onFill(number)} data-testid="systems-rooms">
            {format.text('systems.rooms')}
          </Button>
        )}
      </p>
    </Panel>
  );

  function linesOf({ checks, rooms: seen }: SystemInspection): Line[] {
    const kindWord = (kind: (typeof SYSTEM_KINDS)[number]) => format.text(`systems.kind.${kind}`);
    const ofRooms = (seen?.points ?? []).map(
      ({ point, good, note }): Line => ({
        key: point,
        kind: kindWord('room'),
        item: format.text(`systems.room.${point}`),
        reading: note ?? '',
        limit: '',
        verdict: good ? 'good' : 'bad',
      }),
    );
    const ofChecks = (kind: (typeof SYSTEM_KINDS)[number]) => checks.filter(({ of }) => of === kind).map(lineOf);
    return SYSTEM_KINDS.flatMap((kind) => (kind === 'room' ? ofRooms : ofChecks(kind)));

    function lineOf(row: SystemCheckRow): Line {
      return {
        key: row.check,
        kind: kindWord(row.of),
        item: format.text(`systems.check.${row.check}`),
        reading: row.value === null ? '' : amountWords(format, row.unit, row.value),
        limit: limitWords(format, row),
        verdict: verdictOf(row),
      };
    }
  }
}
