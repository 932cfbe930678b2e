import type { ActionResult, AlarmActionRecord } from 'twin-core';
import { useCenter, useNow } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { useDesk } from '../desk.ts';
import { deedWords, detailWords, outcomeWords, targetName } from './action-words.ts';
import styles from './linked-actions.module.css';

/** Targets listed at once: a building may have dozens of loudspeakers. */
const LISTED = 4;

/** What an alarm led to, each with its targets, its time and how it went. */
export function LinkedActions({ actions }: { actions: readonly AlarmActionRecord[] }) {
  const center = useCenter();
  const format = useFormat();
  const now = useNow();
  if (actions.length === 0) return null;
  return (
    <section className={styles.actions} aria-label={format.text('actions.title')} data-testid="linked-actions">
      <h4>{format.text('actions.title')}</h4>
      <ul>
        {actions.map((record) => (
          <li key={record.id} className={styles.action} data-action={record.action.do} data-ok={record.ok ?? 'pending'}>
            <span>{deedWords(center, format, record.action, record.results[0]?.target)}</span>
            <time dateTime={new Date(record.askedAt).toISOString()}>{format.moment(record.askedAt, now)}</time>
            <span className={record.ok === false ? styles.failed : styles.outcome}>
              {outcomeWords(format, record, now)}
            </span>
            <Targets results={record.results} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What became of each target, failed ones first. */
function Targets({ results }: { results: readonly ActionResult[] }) {
  const { store } = useCenter();
  const format = useFormat();
  const sorted = [...results].sort((a, b) => Number(a.ok) - Number(b.ok));
  // One that is no device says no more than the outcome does.
  if (sorted.length < 2 && !sorted.some(({ target }) => store.device(target))) return null;
  const rest = sorted.slice(LISTED);
  return (
    <div className={styles.targets}>
      <TargetList results={sorted.slice(0, LISTED)} />
      {rest.length > 0 && (
        <details>
          <summary>{format.text('result.more', { count: rest.length })}</summary>
          <TargetList results={rest} />
        </details>
      )}
    </div>
  );
}

function TargetList({ results }: { results: readonly ActionResult[] }) {
  const center = useCenter();
  const desk = useDesk();
  const format = useFormat();
  return (
    <ul>
      {results.map(({ target, ok, detail }) => (
        <li key={target}>
          {center.store.device(target) ? (
            <button type="button" onClick={() => desk.open({ kind: 'device', code: target })}>
              {targetName(center, format, target)}
            </button>
          ) : (
            <span>{targetName(center, format, target)}</span>
          )}
          <span className={ok ? styles.outcome : styles.failed}>
            {detail === null ? format.text(ok ? 'result.ok' : 'result.failed') : detailWords(format, detail)}
          </span>
        </li>
      ))}
    </ul>
  );
}
