import { z } from 'zod';
import { type Receiver, ReceiverBody, ReceiverFilter, type ReceiverRecord, wayOf } from '../outlets/notify/receiver.ts';
import { viewReceiver } from '../outlets/notify/receivers.ts';
import { WAYS } from '../outlets/notify/ways/index.ts';
import type { ApiDeps } from './deps.ts';
import { type Endpoint, endpoint } from './endpoint.ts';
import { code, listOf, pageIfAsked, pageOfWhole } from './input.ts';
import { Problem } from './problem.ts';
import { ChangeQuery, checkIfAsked, inTurn, versionOf } from './record-version.ts';

const ReceiverView = z.object({
  id: z.string(),
  way: z.string().describe(WAYS.map(({ id, label }) => `${id}: ${label.en}`).join('; ')),
  name: z.string(),
  language: z.enum(['zh', 'en']),
  enabled: z.boolean(),
  filter: ReceiverFilter,
  address: z.record(z.string(), z.unknown()).describe('as its way says'),
  secretsSet: z.array(z.string()).readonly().describe('names of the secrets that are set; never their values'),
  version: z.string().describe('a word for what is shown of it: sent back with a change'),
});

const id = z.object({ id: code });

/** Who is told of alarms: people by mail, groups by their robots, other systems (7.2.7-2, E6.1.4-4). */
export function receiverEndpoints({ receivers, tryReceiver, access }: ApiDeps): Endpoint[] {
  const oneAtATime = inTurn();
  const view = (receiver: Receiver): z.infer<typeof ReceiverView> => {
    const shown = viewReceiver(receiver);
    return { ...shown, version: versionOf(shown) };
  };
  const known = async (given: string) => {
    const receiver = await receivers.get(given);
    if (!receiver) throw new Problem('not-found', `no receiver ${given}`);
    return receiver;
  };
  const audit = (caller: Parameters<typeof access.audit.append>[0], done: string, { id, way }: ReceiverRecord) =>
    access.audit.append(caller, { action: `receiver.${done}`, subject: id, result: 'done', detail: { way } });
  return [
    endpoint({
      method: 'get',
      path: '/receivers',
      tag: 'receivers',
      summary: 'Who is told of alarms, by which way, and of which alarms',
      right: 'receiver.manage',
      query: z.strictObject(pageIfAsked()),
      answer: { status: 200, description: 'All of them unless asked for fewer', schema: listOf(ReceiverView) },
      problems: ['unavailable'],
      handle: async ({ query }) => pageOfWhole((await receivers.all()).map(view), query, (each) => each.id),
    }),
    endpoint({
      method: 'get',
      path: '/receivers/{id}',
      tag: 'receivers',
      summary: 'One receiver',
      right: 'receiver.manage',
      params: id,
      answer: { status: 200, description: 'The receiver', schema: ReceiverView },
      problems: ['not-found', 'unavailable'],
      handle: async ({ params }) => view(await known(params.id)),
    }),
    endpoint({
      method: 'put',
      path: '/receivers/{id}',
      tag: 'receivers',
      summary: 'Declare a receiver, new or changed; its server must be one that TWIN_NOTIFY_HOSTS names',
      right: 'receiver.manage',
      params: id,
      query: ChangeQuery,
      body: ReceiverBody,
      answer: { status: 200, description: 'The receiver as stored', schema: ReceiverView },
      problems: ['conflict', 'unavailable'],
      handle: ({ params, query, body, caller }) =>
        oneAtATime(async () => {
          const before = await receivers.get(params.id);
          checkIfAsked(`the receiver ${params.id}`, before && viewReceiver(before), query);
          const stored = await receivers.put({ id: params.id, ...body });
          await audit(caller, before ? 'change' : 'add', stored);
          return view(await known(params.id));
        }),
    }),
    endpoint({
      method: 'delete',
      path: '/receivers/{id}',
      tag: 'receivers',
      summary: 'Forget a receiver',
      right: 'receiver.manage',
      params: id,
      answer: { status: 204, description: 'Removed' },
      problems: ['not-found', 'unavailable'],
      handle: async ({ params, caller }) => {
        const receiver = await known(params.id);
        await receivers.remove(params.id);
        await audit(caller, 'remove', receiver);
      },
    }),
    endpoint({
      method: 'post',
      path: '/receivers/{id}/test',
      tag: 'receivers',
      summary: 'Send a receiver a message that says it is a test, enabled or not',
      right: 'receiver.manage',
      params: id,
      answer: {
        status: 200,
        description: 'What became of it',
        schema: z.object({ ok: z.boolean(), detail: z.string().nullable() }),
      },
      problems: ['not-found', 'unavailable'],
      handle: async ({ params, caller }) => {
        const receiver = await known(params.id);
        const { ok, detail } = await tryReceiver(receiver);
        await access.audit.append(caller, {
          action: 'receiver.test',
          subject: receiver.id,
          result: ok ? 'done' : 'failed',
          detail: { way: wayOf(receiver).id },
        });
        return { ok, detail };
      },
    }),
  ];
}
