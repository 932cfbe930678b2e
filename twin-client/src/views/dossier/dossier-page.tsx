import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { Button } from '../../kit/button.tsx';
import { FormatProvider, useFormat } from '../../kit/format-context.tsx';
import { prefer, preferences } from '../../kit/preferences.ts';
import { AlarmList } from './alarm-list.tsx';
import { DossierBook } from './dossier-book.ts';
import styles from './dossier-page.module.css';
import { EventDensity } from './event-density.tsx';
import { ActionTable, EventTable } from './event-tables.tsx';
import { Footage } from './footage.tsx';
import { LeftOut } from './left-out.tsx';
import { PeopleTable } from './people-table.tsx';
import { PlacePicture } from './place-picture.tsx';
import { type ReadDossier, readDossier } from './read-dossier.ts';
import { SeriesCharts } from './series-charts.tsx';
import { VerdictStrip } from './verdict-strip.tsx';

/** A dossier as it opens by itself: verified first, and only what is as it was signed is shown. */
export function DossierPage({ text }: { text: string }) {
  const [done, setDone] = useState(0);
  const [read, setRead] = useState<ReadDossier | null>(null);
  useEffect(() => {
    void readDossier(text, setDone).then(setRead);
  }, [text]);
  const book = useMemo(() => new DossierBook(read?.records ?? []), [read]);
  const timeZone = book.first('header')?.site.timeZone ?? 'Asia/Shanghai';
  return (
    <FormatProvider timeZone={timeZone}>
      <main className={styles.page} data-testid="dossier" data-verified={read === null ? 'checking' : read.verdict.ok}>
        <TitleStrip book={book} />
        <VerdictStrip verdict={read?.verdict ?? null} done={done} />
        {read !== null && <Contents book={book} />}
      </main>
    </FormatProvider>
  );
}

function TitleStrip({ book }: { book: DossierBook }) {
  const format = useFormat();
  const { locale } = useSyncExternalStore(preferences.subscribe, preferences.get);
  const header = book.first('header');
  const alarm = book.all('alarm').find(({ id }) => id === header?.subject.alarm);
  const title = alarm ? format.label(alarm.label) : format.text('dossier.title');
  useEffect(() => {
    document.title = `${format.text('dossier.title')} ${alarm?.id ?? ''}`.trim();
  }, [format, alarm]);
  return (
    <header className={styles.head}>
      <div>
        <p className={styles.kicker}>
          {[format.text('dossier.title'), header && format.label(header.site.name)].filter(Boolean).join(' · ')}
        </p>
        <h1>{title}</h1>
      </div>
      <div className={styles.tools}>
        <Button onClick={() => prefer({ locale: locale === 'zh' ? 'en' : 'zh' })} data-testid="language">
          {format.text('dossier.language')}
        </Button>
        <Button onClick={() => window.print()}>{format.text('dossier.print')}</Button>
      </div>
    </header>
  );
}

function Contents({ book }: { book: DossierBook }) {
  const format = useFormat();
  const header = book.first('header');
  if (!header) return null;
  const { alarm } = header.subject;
  const before = book.first('state');
  const moment = (time: number) => `${format.date(time)} ${format.clock(time)}`;
  const facts: [string, string][] = [
    [
      format.text('dossier.what'),
      alarm === null ? format.text('dossier.aboutSpan') : format.text('dossier.aboutAlarm', { id: alarm }),
    ],
    [format.text('dossier.period'), format.text('dossier.span', { from: moment(header.from), to: moment(header.to) })],
    [
      format.text('dossier.maker'),
      format.text('dossier.made', { time: moment(header.madeAt), by: header.madeBy.displayName }),
    ],
  ];
  if (before) {
    const { seq, openAlarms: alarms, devices, hash } = before;
    facts.push([format.text('dossier.before'), format.text('dossier.beforeValue', { seq, alarms, devices, hash })]);
  }
  return (
    <>
      <dl className={styles.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <AlarmList book={book} />
      <PlacePicture book={book} />
      <EventDensity events={book.all('event')} from={header.from} to={header.to} />
      <EventTable book={book} />
      <ActionTable book={book} />
      <SeriesCharts book={book} from={header.from} to={header.to} />
      <Footage book={book} />
      <PeopleTable book={book} />
      <LeftOut book={book} />
    </>
  );
}
