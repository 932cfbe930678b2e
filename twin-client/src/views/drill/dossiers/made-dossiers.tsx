import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { LoadingNotice, ProblemNotice } from '../../../kit/notice.tsx';
import { Panel } from '../../../kit/panel.tsx';
import { useLoaded } from '../../../kit/use-loaded.ts';
import type { AuditLine } from '../../../state/records/audit.ts';
import styles from '../drill-page.module.css';

const SHOWN = 10;

/** Who made which dossier lately, by the operation log: the files themselves are not kept here. `version` asks again. */
export function MadeDossiers({ version }: { version: number }) {
  const { api, clock } = useCenter();
  const format = useFormat();
  const loaded = useLoaded(`made ${version}`, (signal) => api.audit.page({ q: 'dossier.make' }, null, signal));
  const lines = (loaded.state === 'ready' ? loaded.value : loaded.last)?.items;
  return (
    <Panel title={format.text('dossier.madeBefore')} from="audit">
      {loaded.state === 'failed' && <ProblemNotice cause={loaded.cause} onRetry={loaded.retry} />}
      {!lines && loaded.state === 'loading' && <LoadingNotice text={format.text('shell.loading')} />}
      {lines?.length === 0 && <p className={styles.calm}>{format.text('dossier.madeBeforeNone')}</p>}
      {lines !== undefined && lines.length > 0 && (
        <ul className={styles.rows} data-testid="dossiers-made">
          {lines.slice(0, SHOWN).map((line) => (
            <li key={line.id}>
              <time>{format.moment(line.at, clock.now())}</time>
              <span title={subjectOf(line)}>{subjectOf(line)}</span>
              <small>{line.accountName}</small>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );

  function subjectOf({ subject, detail }: AuditLine): string {
    if (subject !== null) return format.text('dossier.aboutAlarm', { id: subject });
    const [from, to] = [detail?.from, detail?.to].map((time) =>
      typeof time === 'string' ? format.moment(Date.parse(time), clock.now()) : '',
    ) as [string, string];
    return format.text('dossier.span', { from, to });
  }
}
