import { z } from 'zod';
import type { AlarmSearch } from '../alarm/search-alarms.ts';
import { CaseWord, ConditionWord } from './alarm-view.ts';
import type { ApiDeps } from './deps.ts';
import { code, instant, searchWords, text } from './input.ts';
import { Problem } from './problem.ts';

const person = text(64).min(1);

/** What alarms are picked by, in lists and exports. */
export const ALARM_FILTERS = {
  condition: ConditionWord.optional(),
  case: CaseWord.optional(),
  priority: z
    .enum(['1', '2', '3', '4'])
    .transform(Number)
    .optional()
    .describe('1 critical, 2 high, 3 medium, 4 notice'),
  facility: code.optional(),
  code: code.optional().describe('alarm kind, such as fire.smoke'),
  building: code.optional(),
  storey: code.optional(),
  zone: code.optional(),
  device: code.optional(),
  falseAlarm: z
    .enum(['true', 'false'])
    .transform((value) => value === 'true')
    .optional()
    .describe('dismissed as false, or not'),
  assignee: person.optional().describe('who holds it: account id or name'),
  handler: person.optional().describe('who did something with it (acknowledged, resolved …): account id or name'),
  from: instant.optional().describe('raised at or after'),
  to: instant.optional().describe('raised before'),
  q: searchWords('id (whole), alarm kind, device, place').optional(),
} as const;

const Filters = z.strictObject(ALARM_FILTERS);

/** The search that filters ask for. Throws Problem for an account that is no person's. */
export async function searchOf(
  { access }: ApiDeps,
  { q, assignee, handler, ...filters }: z.output<typeof Filters>,
): Promise<AlarmSearch> {
  const search = { ...filters, text: q };
  if (assignee === undefined && handler === undefined) return search;
  // Those whose account is closed too: their work stays theirs.
  const people = (await access.accounts.list()).filter(({ kind }) => kind === 'user');
  const find = (field: string, given: string | undefined): string | undefined => {
    if (given === undefined) return undefined;
    const name = given.toLowerCase();
    const found = people.find(({ id, account }) => id === name || account.toLowerCase() === name);
    if (found) return found.id;
    const reason = 'expected the id or the name of an account of a person';
    throw new Problem('invalid-input', `query.${field}: ${reason}`, { faults: [{ in: 'query', field, reason }] });
  };
  return { ...search, assignee: find('assignee', assignee), handler: find('handler', handler) };
}
