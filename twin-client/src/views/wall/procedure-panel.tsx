import { type Alarm, type ProcedureStep, stepsOf } from 'twin-core';
import { useCenter, useIncidents, useNow } from '../../kit/center-context.ts';
import { useFormat } from '../../kit/format-context.tsx';
import { EmptyNotice } from '../../kit/notice.tsx';
import { Panel } from '../../kit/panel.tsx';
import { isHidden } from '../../state/incidents.ts';
import { placeName } from '../../state/place-name.ts';
import styles from './wall-panels.module.css';

/** What is being done about the alarm that has the wall, or about the most urgent case with a procedure (E6.1.7). */
export function ProcedurePanel({ top }: { top: Alarm | null }) {
  const { store, site } = useCenter();
  const format = useFormat();
  const incidents = useIncidents();
  const alarm =
    (top?.procedure ? top : undefined) ??
    incidents.find(({ lead }) => lead.procedure !== null && !isHidden(lead) && !lead.falseAlarm)?.lead;
  const procedure = alarm && store.catalogue.procedureFor(alarm.code);
  if (!alarm || !procedure)
    return (
      <Panel title={format.text('wall.procedure')}>
        <EmptyNotice title={format.text('wall.noProcedure')} />
      </Panel>
    );
  const steps = stepsOf(alarm, procedure);
  const done = steps.filter(({ id }) => alarm.steps[id]);
  const open = steps.filter(({ id }) => !alarm.steps[id]);
  const actions = alarm.actions.filter(({ ok }) => ok).length;
  return (
    <Panel
      className={styles.procedure}
      title={`${format.label(procedure.label)} · ${placeName(site, alarm) || store.device(alarm.device)?.name || ''}`}
      aside={format.text('wall.procedureCounts', {
        actions,
        asked: alarm.actions.length,
        done: done.length,
        steps: steps.length,
      })}
    >
      <ol data-testid="wall-procedure" data-alarm={alarm.id}>
        {[...open, ...done.toReversed()].map((step, i) => (
          <Step key={step.id} alarm={alarm} step={step} next={i === 0 && open.length > 0} />
        ))}
      </ol>
    </Panel>
  );
}

function Step({ alarm, step, next }: { alarm: Alarm; step: ProcedureStep; next: boolean }) {
  const format = useFormat();
  const now = useNow();
  const done = alarm.steps[step.id];
  const left = step.limitMs === undefined ? null : alarm.raisedAt + step.limitMs - now;
  return (
    <li className={done ? styles.done : next ? styles.next : undefined} data-done={done !== undefined}>
      <i aria-hidden="true">{done ? '✓' : next ? '▸' : ''}</i>
      <span>{format.label(step.label)}</span>
      <time className={!done && left !== null && left < 0 ? styles.late : undefined}>
        {done
          ? format.hour(done.at)
          : left !== null &&
            format.text(left < 0 ? 'step.overdue' : 'step.left', { time: format.duration(Math.abs(left)) })}
      </time>
    </li>
  );
}
