import { Button } from '../../kit/button.tsx';
import { useCenter } from '../../kit/center-context.ts';
import { useFormat } from '../../kit/format-context.tsx';
import type { Format } from '../../kit/i18n/format.ts';
import { LoadingNotice, ProblemNotice } from '../../kit/notice.tsx';
import { Panel } from '../../kit/panel.tsx';
import { problemText } from '../../kit/problem-text.ts';
import { type Column, DataTable } from '../../kit/table/data-table.tsx';
import { useTick } from '../../kit/ticker.ts';
import { useToast } from '../../kit/toast.tsx';
import { useLoaded } from '../../kit/use-loaded.ts';
import type { ScreenEntry } from '../../state/records/screen.ts';
import styles from './operations.module.css';

/** How often it is asked, seconds. */
const RENEW_S = 5;

/** The screens of the centre: which live, how old what they show is, and whether they are heard. */
export function ScreensPanel() {
  const { api } = useCenter();
  const format = useFormat();
  const tell = useToast();
  const turn = Math.floor(useTick() / RENEW_S);
  const loaded = useLoaded(`screens ${turn}`, (signal) => api.screens.list(signal));
  const screens = loaded.state === 'ready' ? loaded.value : loaded.last;
  const forget = (id: string) =>
    void api.screens.forget(id).then(loaded.retry, (cause: unknown) => tell(problemText(format, cause), 'problem'));
  return (
    <Panel title={format.text('screens.title')} aside={format.text('screens.aside')}>
      {screens && (
        <DataTable
          columns={columnsOf(format, forget)}
          rows={screens}
          keyOf={({ id }) => id}
          empty={format.text('screens.none')}
          testId="screens"
          dataOf={({ condition, name }) => ({ 'data-condition': condition, 'data-screen': name ?? '' })}
        />
      )}
      {!screens && loaded.state === 'loading' && <LoadingNotice text={format.text('shell.loading')} />}
      {loaded.state === 'failed' && <ProblemNotice cause={loaded.cause} onRetry={loaded.retry} />}
    </Panel>
  );
}

function columnsOf(format: Format, forget: (id: string) => void): Column<ScreenEntry>[] {
  const text = format.text;
  const never = text('screens.never');
  const nameOf = ({ name, id }: ScreenEntry) => name ?? `${text('screens.unnamed')} ${id.slice(0, 6)}`;
  return [
    { key: 'name', title: text('screens.name'), cell: (screen) => <b>{nameOf(screen)}</b> },
    {
      key: 'state',
      title: text('screens.state'),
      cell: ({ condition }) => (
        <span className={condition === 'silent' ? styles.stalled : undefined}>
          {text(`screens.state.${condition}`)}
        </span>
      ),
    },
    { key: 'heard', title: text('screens.heard'), cell: ({ ageMs }) => format.ago(ageMs) },
    {
      key: 'frames',
      title: text('screens.frames'),
      isNumber: true,
      cell: ({ report }) =>
        report && report.framesAsked > 0 ? format.share(report.framesCame / report.framesAsked) : never,
    },
    {
      key: 'data',
      title: text('screens.data'),
      isNumber: true,
      cell: ({ report }) => (report && report.dataAgeMs !== null ? format.seconds(report.dataAgeMs) : never),
    },
    {
      key: 'scene',
      title: text('screens.scene'),
      cell: ({ report }) => (report ? text(`screens.scene.${report.scene}`) : never),
    },
    {
      key: 'sound',
      title: text('screens.sound'),
      cell: ({ report }) => (report ? text(`screens.sound.${report.sound}`) : never),
    },
    {
      key: 'page',
      title: text('screens.page'),
      cell: ({ report, userAgent }) => <span title={userAgent ?? ''}>{report?.page ?? never}</span>,
    },
    {
      key: 'forget',
      title: text('screens.forget'),
      cell: (screen) =>
        screen.condition === 'alive' ? null : (
          <Button
            look="quiet"
            aria-label={text('screens.forgetOf', { name: nameOf(screen) })}
            onClick={() => forget(screen.id)}
          >
            {text('screens.forget')}
          </Button>
        ),
    },
  ];
}
