import type { AlarmAction } from 'twin-core';
import type { Format } from '../../../kit/i18n/format.ts';
import type { TextKey } from '../../../kit/i18n/texts.ts';
import type { AlarmRecord, TimelineEntry } from '../../../state/records/alarm-record.ts';
import { groupWords, type Names } from '../queue/group-words.ts';
import { deedWords, outcomeWords } from './action-words.ts';

/** What the source or the clock did, in words that hold nothing else. */
const SOURCE_WORDS: Partial<Record<TimelineEntry['kind'], TextKey>> = {
  recurred: 'timeline.recurred',
  returned: 'timeline.returned',
  escalated: 'timeline.escalated',
  closed: 'timeline.closed',
  sourceNormal: 'timeline.sourceNormal',
  ungrouped: 'timeline.ungrouped',
  reannounced: 'timeline.reannounced',
};

/** One entry of an alarm's timeline: what happened, by whom, and what they said. */
export function entryWords(names: Names, format: Format, record: AlarmRecord, entry: TimelineEntry): string {
  const { by, reason } = entry;
  return [eventWords(names, format, record, entry), by?.displayName ?? '', reasonWords(format, record, reason)]
    .filter(Boolean)
    .join(' \u00b7 ');
}

function eventWords(names: Names, format: Format, record: AlarmRecord, entry: TimelineEntry): string {
  const { kind, step, answer, group, action } = entry;
  const source = SOURCE_WORDS[kind];
  if (source) return format.text(source);
  switch (kind) {
    case 'raised':
    case 'grouped': {
      if (!group) return format.text('timeline.raised');
      const why = groupWords(names, format, group, record.code);
      const joined = format.text('timeline.grouped', { lead: group.lead, why });
      return kind === 'raised' ? `${format.text('timeline.raised')} \u00b7 ${joined}` : joined;
    }
    case 'step': {
      const { label, answered } = stepWords(names, format, record, step, answer);
      return answered ? format.text('timeline.step', { step: label, answer: answered }) : label;
    }
    case 'stepOverdue':
      return format.text('timeline.stepOverdue', { step: stepWords(names, format, record, step, null).label });
    case 'actionAsked':
    case 'actionEnded': {
      const known = record.actions.find(({ id }) => id === action?.id)?.action;
      const deed = deedWords(names, format, known ?? { do: action?.do ?? '' }, action?.results[0]?.target);
      if (kind === 'actionAsked' || !action) return format.text('timeline.actionAsked', { action: deed });
      // The entry tells its time already.
      const result = outcomeWords(format, { ...action, endedAt: entry.time }, null);
      return format.text('timeline.actionEnded', { action: deed, result });
    }
    default:
      return format.text(`action.${kind as AlarmAction}`);
  }
}

/** A step and its answer by their names; what no procedure knows any more by what it was called. */
function stepWords(
  { store }: Names,
  format: Format,
  { code }: AlarmRecord,
  step: string | null,
  answer: string | null,
): { label: string; answered: string } {
  const declared = store.catalogue.procedureFor(code)?.steps.find(({ id }) => id === step);
  const chosen = declared?.answers?.find(({ name }) => name === answer);
  return {
    label: declared ? format.label(declared.label) : (step ?? ''),
    answered: chosen ? format.label(chosen.label) : (answer ?? ''),
  };
}

/** What was done with an incident was done with its members: the leading alarm stands as the reason then. */
function reasonWords(format: Format, { timeline }: AlarmRecord, reason: string | null): string {
  if (reason === null) return '';
  const withLead = timeline.some(({ group }) => group?.lead === reason);
  return withLead ? format.text('timeline.withLead', { lead: reason }) : reason;
}
