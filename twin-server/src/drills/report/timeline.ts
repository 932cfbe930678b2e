import type { DrillEvent, Plan } from 'twin-core/drill';
import type { DrillEntry } from '../drill-record.ts';
import type { ReportNames } from './names.ts';
import type { ReportTexts } from './texts.ts';

/** A line of the timeline; texts are plain. */
export interface TimelineLine {
  readonly at: number;
  readonly what: string;
  readonly who: string;
  readonly text: string;
  /** Of the living site, not of the drill. */
  readonly live: boolean;
}

/** What is told of an alarm that only its raising names. */
type Alarms = Map<string, { readonly code: string; readonly device: string }>;

/** Everything that happened and was done, in order. What devices told stands before what it led to. */
export function timelineOf(
  plan: Plan,
  entries: readonly DrillEntry[],
  events: readonly DrillEvent[],
  names: ReportNames,
  texts: ReportTexts,
): TimelineLine[] {
  const alarms: Alarms = new Map();
  const lines = [
    ...entries.flatMap((entry) => entryLine(plan, entry, names, texts) ?? []),
    ...events.flatMap((event) => eventLine(event, alarms, names, texts) ?? []),
  ];
  return lines.sort((a, b) => a.at - b.at);
}

function entryLine(plan: Plan, entry: DrillEntry, names: ReportNames, texts: ReportTexts): TimelineLine | null {
  const { at, kind, by, to, text, key, reason, paused, ending, alarm } = entry;
  const who = by === null ? texts.exercise : names.person(by);
  const line = (what: string, words: string, live = false) => ({ at, what, who, text: words, live });
  const inject = plan.injects.find((each) => each.key === key);
  switch (kind) {
    case 'message':
      return line(`→ ${roleOf(to!, names, texts)}`, text!);
    case 'say':
      return line(`→ ${roleOf(to!, names, texts)}`, inject?.say ? names.label(inject.say.text) : '');
    case 'inject':
    case 'refused': {
      const told =
        inject?.event?.type ??
        Object.entries(inject?.observations ?? {})
          .map((each) => each.join(' = '))
          .join(', ');
      return line(texts.kinds[kind], `${inject ? names.device(inject.device ?? '') : key!}: ${reason ?? told}`);
    }
    case 'joined':
      return line(texts.kinds.joined, names.role(to!));
    case 'paused':
      return line(texts.kinds.paused, texts.paused[paused!.why]);
    case 'resumed':
      return line(texts.kinds.resumed, '');
    case 'liveAlarm':
      return line(texts.kinds.liveAlarm, `${names.alarm(alarm!.code)} ${names.device(alarm!.device)}`, true);
    case 'ended':
      return line(texts.kinds.ended, texts.ending[ending!.why]);
  }
}

function eventLine(
  { at, event }: DrillEvent,
  alarms: Alarms,
  names: ReportNames,
  texts: ReportTexts,
): TimelineLine | null {
  const of = (id: string) => {
    const alarm = alarms.get(id);
    return alarm ? `${names.alarm(alarm.code)} ${names.device(alarm.device)}` : id;
  };
  const line = (what: string, text: string, who = '') => ({ at, what, who, text, live: false });
  switch (event.kind) {
    case 'alarm.raised':
      alarms.set(event.id, event);
      return line(texts.kinds.raised, of(event.id));
    case 'alarm.escalated':
      return line(texts.kinds.escalated, of(event.id));
    case 'alarm.stepOverdue':
      return line(texts.kinds.stepOverdue, `${names.step(alarms.get(event.id)?.code, event.step)} · ${of(event.id)}`);
    case 'alarm.closed':
      return line(texts.kinds.closed, of(event.id));
    case 'alarm.handled': {
      if (event.by === 'system') return null;
      const code = alarms.get(event.id)?.code;
      const step = event.step === null ? '' : `: ${names.step(code, event.step)}`;
      const answer =
        event.step !== null && event.answer !== null ? ` (${names.answer(code, event.step, event.answer)})` : '';
      const reason = event.reason === null ? '' : ` — ${event.reason}`;
      return line(`${texts.actions[event.action]}${step}${answer}`, `${of(event.id)}${reason}`, names.person(event.by));
    }
    case 'action.asked':
      if (event.action.do !== 'order') return null;
      return line(
        texts.kinds.order,
        `${event.action.command} ${names.device(event.device ?? '')}`,
        names.person(event.by),
      );
    default:
      return null;
  }
}

const roleOf = (role: string, names: ReportNames, texts: ReportTexts) =>
  role === 'all' ? texts.all : names.role(role);
