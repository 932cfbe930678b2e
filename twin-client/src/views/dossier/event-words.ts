import type { DossierEvent } from 'twin-core/dossier';
import type { Format } from '../../kit/i18n/format.ts';
import type { DossierBook } from './dossier-book.ts';
import { wordFor } from './word-for.ts';

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** What happened, in words. */
export function eventWords(format: Format, { event, label, answer }: DossierEvent): string {
  const about = label ? format.label(label) : '';
  const told = wordFor(format, `dossier.event.${event.kind}`, event.kind);
  switch (event.kind) {
    case 'alarm.handled': {
      const deed = wordFor(format, `action.${textOf(event.action)}`, textOf(event.action));
      if (event.step === null || event.step === undefined) return deed;
      return [about || textOf(event.step), answer ? format.label(answer) : textOf(event.answer)]
        .filter(Boolean)
        .join(': ');
    }
    case 'action.asked': {
      const deed = (event.action as { do?: unknown } | undefined)?.do;
      return [told, about || wordFor(format, `actions.${textOf(deed)}`, textOf(deed))].join(' · ');
    }
    case 'action.ended':
      return [told, about, format.text(event.ok === true ? 'dossier.ok' : 'dossier.failed')]
        .filter(Boolean)
        .join(' · ');
    case 'device.reported':
      return [told, about || textOf(event.type)].join(' · ');
    default:
      return event.kind === 'alarm.raised' || event.kind === 'alarm.stepOverdue'
        ? [told, about].filter(Boolean).join(' · ')
        : told;
  }
}

/** Who it was, in words: a person, a rule, or nobody. */
export function actorWords(format: Format, book: DossierBook, event: DossierEvent): string {
  const actor = book.actorOf(event);
  if (actor === null) return '';
  return actor === 'rule' ? format.text('dossier.rule') : book.nameOf(actor);
}

/** What was said with it. */
export function noteWords(book: DossierBook, { event }: DossierEvent): string {
  const assignee = textOf(event.assignee);
  return [assignee && book.nameOf(assignee), textOf(event.reason)].filter(Boolean).join(' · ');
}
