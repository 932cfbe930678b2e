import { z } from 'zod';
import { bodyFault } from './camera-input.ts';
import type { ApiDeps } from './deps.ts';
import { type Endpoint, endpoint } from './endpoint.ts';
import { listOf, pageIfAsked, pageOfWhole } from './input.ts';

const Person = z.object({ id: z.string().describe('account id'), account: z.string(), displayName: z.string() });

async function workers({ access, decide, site }: ApiDeps): Promise<z.infer<typeof Person>[]> {
  const people = await access.accounts.people();
  return people
    .filter((person) => decide(person, 'order.work', { site }).allowed)
    .map(({ id, account, displayName }) => ({ id, account, displayName }));
}

/** The account id of somebody who may do orders, by id or name. Throws Problem for others. */
export async function workerOf(deps: ApiDeps, given: string, field = 'owner'): Promise<string> {
  const name = given.trim().toLowerCase();
  const found = (await workers(deps)).find(({ id, account }) => id === name || account.toLowerCase() === name);
  if (!found) throw bodyFault(field, 'expected the account of a person who may do work orders');
  return found.id;
}

/** Those that orders can be given to. */
export function orderWorkerEndpoints(deps: ApiDeps): Endpoint[] {
  return [
    endpoint({
      method: 'get',
      path: '/order-workers',
      tag: 'work orders',
      summary: 'The people who may do work orders, by account name',
      right: 'order.view',
      query: z.strictObject(pageIfAsked()),
      answer: { status: 200, description: 'A page of people, or all of them', schema: listOf(Person) },
      handle: async ({ query }) => pageOfWhole(await workers(deps), query, ({ id }) => id),
    }),
  ];
}
