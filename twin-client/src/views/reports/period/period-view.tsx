import { useState } from 'react';
import { Button } from '../../../kit/button.tsx';
import { useCenter, useRegistryRevision } from '../../../kit/center-context.ts';
import { Choice } from '../../../kit/choice.tsx';
import { useFormat } from '../../../kit/format-context.tsx';
import { LoadingNotice, ProblemNotice } from '../../../kit/notice.tsx';
import { saveFile } from '../../../kit/save-file.ts';
import { TextField } from '../../../kit/text-field.tsx';
import { useLoaded } from '../../../kit/use-loaded.ts';
import shared from '../reports.module.css';
import { useNames } from '../use-names.ts';
import { PERIODS, type PeriodLength } from './calendar-span.ts';
import styles from './period.module.css';
import { periodCsv } from './period-csv.ts';
import { type PeriodReport, readPeriodReport } from './period-report.ts';
import { PeriodSheet } from './period-sheet.tsx';
import { spanWords, tablesOf } from './period-words.ts';

/** The report of a day, a week or a month: read on the page, printed, or saved as a file. */
export function PeriodView() {
  const center = useCenter();
  const { clock } = center;
  const format = useFormat();
  const [length, setLength] = useState<PeriodLength>('day');
  const [day, setDay] = useState(() => format.date(clock.now()));
  const today = format.date(clock.now());
  // What is open and how devices are comes by push.
  const isHere = useRegistryRevision() > 0;
  const loaded = useLoaded(day === '' || !isHere ? null : `${length} ${day}`, (signal) =>
    readPeriodReport(center, { length, day }, signal),
  );
  const report = loaded.state === 'ready' ? loaded.value : loaded.last;
  return (
    <>
      <div className={`${shared.tools} ${styles.screen}`}>
        <Choice
          label={format.text('period.length')}
          value={length}
          options={PERIODS.map((value) => ({ value, label: format.text(`period.${value}`) }))}
          onChoose={(value) => setLength(value)}
        />
        <TextField
          label={format.text('period.date')}
          type="date"
          value={day}
          max={today}
          data-testid="period-day"
          onChange={({ target }) => setDay(target.value)}
        />
        {report && <Files report={report} />}
      </div>
      {loaded.state === 'failed' && <ProblemNotice cause={loaded.cause} onRetry={loaded.retry} />}
      {!report && loaded.state === 'loading' && <LoadingNotice text={format.text('shell.loading')} />}
      {report && <PeriodSheet report={report} />}
    </>
  );
}

function Files({ report }: { report: PeriodReport }) {
  const center = useCenter();
  const format = useFormat();
  const names = useNames();
  const { length } = report;
  const save = () => {
    const title = `${format.label(center.site.name)} · ${format.text(`period.title.${length}`)} · ${spanWords(report, format)}`;
    const madeAt = format.text('period.madeAt', {
      time: `${format.date(report.madeAt)} ${format.clock(report.madeAt)}`,
    });
    const csv = periodCsv(title, madeAt, tablesOf(report, center, names, format), format);
    saveFile(`report-${length}-${format.date(report.span.from)}.csv`, 'text/csv', csv);
  };
  return (
    <span className={styles.files}>
      <Button data-testid="period-csv" onClick={save}>
        {format.text('list.csv')}
      </Button>
      <Button data-testid="period-print" onClick={() => window.print()}>
        {format.text('handover.print')}
      </Button>
    </span>
  );
}
