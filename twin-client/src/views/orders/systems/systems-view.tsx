import { useState } from 'react';
import { Button } from '../../../kit/button.tsx';
import { useCenter, useNow } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { EmptyNotice, LoadingNotice, ProblemNotice } from '../../../kit/notice.tsx';
import { Panel } from '../../../kit/panel.tsx';
import { problemText } from '../../../kit/problem-text.ts';
import { type Column, DataTable } from '../../../kit/table/data-table.tsx';
import { useToast } from '../../../kit/toast.tsx';
import { usePages } from '../../../kit/use-pages.ts';
import { may } from '../../../state/records/session.ts';
import type { SystemInspection } from '../../../state/records/system-inspection.ts';
import { NewOrderDialog } from '../new-order-dialog.tsx';
import { useRenewed } from '../use-renewed.ts';
import { InspectionReport } from './inspection-report.tsx';
import { PlanPart } from './plan-part.tsx';
import { RoomsDialog } from './rooms-dialog.tsx';
import styles from './systems.module.css';

/** Inspections of what the site runs on (8.2.1-7): the plan, the reports, and the one that is open. */
export function SystemsView() {
  const { api, session } = useCenter();
  const format = useFormat();
  const tell = useToast();
  const [open, setOpen] = useState<number | null>(null);
  const [busy, setBusy] = useState(false);
  const [filling, setFilling] = useState<number | null>(null);
  const [ordering, setOrdering] = useState<string | null>(null);
  const pages = usePages('systems');
  const loaded = useRenewed(pages.key, (signal) => pages.read((cursor) => api.systems.list(cursor, signal)));
  const list = loaded.state === 'ready' ? loaded.value : loaded.last;
  const reports = list?.items;
  const next = list?.next ?? null;
  const shown = reports?.find(({ number }) => number === open) ?? reports?.[0];
  const fill = (number: number) => {
    setOpen(number);
    setFilling(number);
  };
  const run = async () => {
    setBusy(true);
    try {
      const { number, findings } = await api.systems.run();
      tell(format.text('systems.ran', { count: findings }));
      setOpen(number);
    } catch (cause) {
      tell(problemText(format, cause), 'problem');
    }
    setBusy(false);
    loaded.retry();
  };
  return (
    <div className={styles.systems} data-testid="systems">
      <div className={styles.head}>
        <p>{format.text('systems.lead')}</p>
        <PlanPart />
        {may(session, 'order.manage') && (
          <Button look="action" disabled={busy} onClick={() => void run()} data-testid="systems-run">
            {format.text('systems.run')}
          </Button>
        )}
      </div>
      {loaded.state === 'failed' && <ProblemNotice cause={loaded.cause} onRetry={loaded.retry} />}
      {!reports && loaded.state === 'loading' && <LoadingNotice text={format.text('shell.loading')} />}
      {reports?.length === 0 && (
        <EmptyNotice title={format.text('systems.none')}>{format.text('systems.noneHint')}</EmptyNotice>
      )}
      {shown && (
        <div className={styles.columns}>
          <InspectionReport key={shown.number} report={shown} onFill={fill} onOrder={setOrdering} />
          <ReportList
            reports={reports ?? []}
            chosen={shown.number}
            onChoose={setOpen}
            onMore={next === null ? null : () => pages.more(next)}
          />
        </div>
      )}
      {filling !== null && <RoomsDialog number={filling} onClose={() => setFilling(null)} onFilled={loaded.retry} />}
      {ordering !== null && (
        <NewOrderDialog
          alarm={null}
          device={null}
          title={ordering}
          priority={3}
          onClose={() => setOrdering(null)}
          onOpened={({ id }) => tell(format.text('systems.ordered', { id }))}
        />
      )}
    </div>
  );
}

function ReportList({
  reports,
  chosen,
  onChoose,
  onMore,
}: {
  reports: readonly SystemInspection[];
  chosen: number;
  onChoose(number: number): void;
  /** Asks for those before; null where there are none. */
  readonly onMore: (() => void) | null;
}) {
  const format = useFormat();
  const now = useNow();
  const columns: Column<SystemInspection>[] = [
    {
      key: 'report',
      title: format.text('systems.number'),
      cell: ({ number }) => format.text('systems.report', { number }),
    },
    { key: 'at', title: format.text('systems.at'), cell: ({ at }) => format.moment(at, now) },
    {
      key: 'verdict',
      title: format.text('systems.verdict'),
      cell: ({ findings, rooms }) => (
        <span className={findings > 0 ? styles.bad : undefined}>
          {[
            findings > 0 ? format.text('systems.findings', { count: findings }) : format.text('systems.calm'),
            rooms === null ? format.text('systems.roomsOpen') : '',
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      ),
    },
  ];
  return (
    <Panel title={format.text('systems.earlier')}>
      <DataTable
        columns={columns}
        rows={reports}
        keyOf={({ number }) => String(number)}
        empty=""
        testId="system-reports"
        choice={{ chosen: String(chosen), onChoose: (key) => onChoose(Number(key)) }}
      />
      {onMore && (
        <p className={styles.foot}>
          <Button onClick={onMore} data-testid="systems-more">
            {format.text('systems.more')}
          </Button>
        </p>
      )}
    </Panel>
  );
}
