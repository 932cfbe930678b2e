import { z } from 'zod';
import type { ApiDeps } from './deps.ts';
import { type Endpoint, endpoint } from './endpoint.ts';
import { listOf, pageIfAsked, pageOfWhole } from './input.ts';

const Person = z.object({ id: z.string().describe('account id'), account: z.string(), displayName: z.string() });
type Person = z.infer<typeof Person>;

/** Who may handle alarms. */
export async function handlers({ access, decide, site }: ApiDeps): Promise<Person[]> {
  const people = await access.accounts.people();
  return people.filter((person) => decide(person, 'alarm.handle', { site }).allowed).map(viewPerson);
}

/** Other parties that alarms can be passed to. */
export async function partners({ access }: ApiDeps): Promise<Person[]> {
  return (await access.accounts.people()).filter(({ role }) => role === 'partner').map(viewPerson);
}

const viewPerson = ({ id, account, displayName }: Person): Person => ({ id, account, displayName });

/** Those that an alarm can be assigned or passed to. */
export function alarmPeopleEndpoints(deps: ApiDeps): Endpoint[] {
  return [
    endpoint({
      method: 'get',
      path: '/handlers',
      tag: 'alarms',
      summary: 'The people who may handle alarms, by account name',
      right: 'twin.view',
      query: z.strictObject(pageIfAsked()),
      answer: { status: 200, description: 'A page of people, or all of them', schema: listOf(Person) },
      handle: async ({ query }) => pageOfWhole(await handlers(deps), query, ({ id }) => id),
    }),
    endpoint({
      method: 'get',
      path: '/partners',
      tag: 'alarms',
      summary: 'The parties that alarms can be passed to, by account name',
      right: 'twin.view',
      query: z.strictObject(pageIfAsked()),
      answer: { status: 200, description: 'A page of parties, or all of them', schema: listOf(Person) },
      handle: async ({ query }) => pageOfWhole(await partners(deps), query, ({ id }) => id),
    }),
  ];
}
