import { useState } from 'react';
import { type Alarm, type ProcedureStep, stepsOf } from 'twin-core';
import { Button } from '../../../kit/button.tsx';
import { useCenter, useNow } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { StillClearing, ToldWaysLines } from '../routes/told-ways.tsx';
import { useAlarmWays } from '../routes/use-evacuation.ts';
import type { AlarmDesk } from '../use-alarm-desk.ts';
import styles from './procedure.module.css';

/** The server takes so many characters as a reason. */
const NOTE_LIMIT = 500;

/** What people do about an alarm, step by step; steps that follow an answer come with it. */
export function ProcedureSteps({ alarm, work }: { alarm: Alarm; work: AlarmDesk }) {
  const { store } = useCenter();
  const format = useFormat();
  const procedure = alarm.procedure === null ? undefined : store.catalogue.procedureFor(alarm.code);
  if (!procedure) return null;
  const steps = stepsOf(alarm, procedure);
  const done = steps.filter(({ id }) => alarm.steps[id]).length;
  return (
    <section className={styles.procedure} aria-label={format.label(procedure.label)} data-testid="procedure">
      <div className={styles.head}>
        <h4>
          {format.label(procedure.label)} <small>{procedure.source}</small>
        </h4>
        <span>{format.text('procedure.done', { done, count: steps.length })}</span>
      </div>
      <ol>
        {steps.map((step) => (
          <Step key={step.id} alarm={alarm} step={step} work={work} />
        ))}
      </ol>
    </section>
  );
}

function Step({ alarm, step, work }: { alarm: Alarm; step: ProcedureStep; work: AlarmDesk }) {
  const format = useFormat();
  const [changing, setChanging] = useState(false);
  /** Null while nobody writes one. */
  const [note, setNote] = useState<string | null>(null);
  const done = alarm.steps[step.id];
  const label = format.label(step.label);
  // Somebody else may do the step meanwhile: what was written stays.
  const open = !done || changing || note !== null;
  const answer = async (name: string | null) => {
    const reason = note?.trim();
    const body = { step: step.id, ...(name === null ? {} : { answer: name }), ...(reason ? { reason } : {}) };
    if ((await work.handle(alarm.id, 'step', body)) !== null) return;
    setChanging(false);
    setNote(null);
  };
  const answers = step.answers?.map(({ name, label: told }) => ({ name, label: format.label(told) })) ?? [
    { name: null, label: format.text('step.done') },
  ];
  return (
    <li className={done ? styles.done : undefined} data-step={step.id} data-done={done !== undefined}>
      <svg className={styles.tick} viewBox="0 0 16 16" aria-hidden="true">
        <path d={done ? 'M2 8.500 6.200 12.700 14 4.500' : 'M3 3h10v10H3z'} fill="none" stroke="currentColor" />
      </svg>
      <div className={styles.what}>
        <span className={styles.label}>{label}</span>
        <span className={styles.facts}>
          <span>{format.text(`step.${step.role}`)}</span>
          {step.mandatory && <b>{format.text('step.mandatory')}</b>}
          <Limit alarm={alarm} step={step} />
        </span>
        {done && <Outcome alarm={alarm} step={step} />}
        {step.tells && <StepWays alarm={alarm} step={step} />}
      </div>
      {work.mayHandle && !open && (
        <Button look="quiet" onClick={() => setChanging(true)} aria-label={`${format.text('step.change')} ${label}`}>
          {format.text('step.change')}
        </Button>
      )}
      {work.mayHandle && open && (
        <div className={styles.answers}>
          {answers.map(({ name, label: told }) => (
            <Button
              key={name}
              aria-pressed={done && step.answers ? done.answer === name : undefined}
              disabled={work.pending.has(alarm.id)}
              data-testid={`answer-${name ?? 'done'}`}
              onClick={() => void answer(name)}
            >
              {told}
            </Button>
          ))}
          {note === null ? (
            <Button look="quiet" onClick={() => setNote('')} data-testid="add-note">
              {format.text('step.addNote')}
            </Button>
          ) : (
            <input
              // biome-ignore lint/a11y/noAutofocus: it was just asked for
              autoFocus
              className={styles.note}
              aria-label={format.text('step.note', { step: label })}
              value={note}
              maxLength={NOTE_LIMIT}
              onChange={(event) => setNote(event.target.value)}
              onKeyDown={(event) => event.key === 'Escape' && note === '' && setNote(null)}
              data-testid="step-note"
            />
          )}
        </div>
      )}
    </li>
  );
}

/** How long there is left for a step, or by how much it is late. */
function Limit({ alarm, step }: { alarm: Alarm; step: ProcedureStep }) {
  const format = useFormat();
  const now = useNow();
  if (step.limitMs === undefined) return null;
  const done = alarm.steps[step.id];
  const dueAt = alarm.raisedAt + step.limitMs;
  if (done) return done.at > dueAt ? <span className={styles.late}>{format.text('step.late')}</span> : null;
  const left = dueAt - now;
  return left >= 0 && !alarm.overdueSteps.includes(step.id) ? (
    <span>{format.text('step.left', { time: format.duration(left) })}</span>
  ) : (
    <span className={styles.overdue} data-testid="step-overdue">
      {format.text('step.overdue', { time: format.duration(-left) })}
    </span>
  );
}

/** What was answered, by whom and when. */
function Outcome({ alarm, step }: { alarm: Alarm; step: ProcedureStep }) {
  const { handlers, clock } = useCenter();
  const format = useFormat();
  const { by, at, answer } = alarm.steps[step.id]!;
  const chosen = step.answers?.find(({ name }) => name === answer);
  return (
    <span className={styles.outcome}>
      {[
        chosen ? format.label(chosen.label) : format.text('step.isDone'),
        handlers.get(by) ?? '',
        format.moment(at, clock.now()),
      ]
        .filter(Boolean)
        .join(' · ')}
    </span>
  );
}

/** What is to be told in a step as things stand; once it is done, what was told, and who is still on the way out. */
function StepWays({ alarm, step }: { alarm: Alarm; step: ProcedureStep }) {
  const format = useFormat();
  const now = useNow();
  const done = alarm.steps[step.id];
  const ways = useAlarmWays(alarm);
  const current = step.tells === 'waysOut' ? ways?.out : ways?.in;
  const told = done ? done.told : current;
  return (
    <div data-testid="step-ways" data-told={done ? 'then' : 'now'}>
      {told && (
        <small>
          {done ? format.text('told.then', { time: format.moment(told.at, now) }) : format.text('told.now')}
        </small>
      )}
      {told && <ToldWaysLines told={told} />}
      {done && alarm.active && current?.about === 'waysOut' && (
        <StillClearing told={current} elapsedS={(now - done.at) / 1000} />
      )}
    </div>
  );
}
