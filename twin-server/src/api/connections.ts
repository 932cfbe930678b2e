import { z } from 'zod';
import type { Adapter } from '../sense/adapter.ts';
import type { ApiDeps } from './deps.ts';
import { type Endpoint, endpoint } from './endpoint.ts';
import { code, listOf, pageIfAsked, pageOfWhole, text } from './input.ts';
import { invalidInput, Problem } from './problem.ts';

const BODY_BYTES = 4 << 20;
const Label = z.object({ zh: z.string(), en: z.string() });
const settings = z.record(z.string(), z.unknown()).describe("as the adapter's schema says");

const Body = z.strictObject({
  adapter: text(64).min(1).describe('id of the protocol, from /adapters'),
  name: text(100).min(1),
  enabled: z.boolean().default(true),
  settings: settings.describe('as the adapter says; a secret that is not given stays as it is stored'),
  points: z.array(z.record(z.string(), z.unknown())).describe('whose values are read from where, as the adapter says'),
});

const ConnectionView = z.object({
  code: z.string(),
  adapter: z.string(),
  name: z.string(),
  enabled: z.boolean(),
  settings,
  points: z.array(z.unknown()).readonly(),
  secretsSet: z.array(z.string()).readonly().describe('names of the secret settings that are set; never their values'),
  state: z
    .object({
      condition: z.enum(['connecting', 'connected', 'faulted']),
      reason: z.string().nullable(),
      lastMessageAt: z.number().nullable().describe('epoch ms'),
      counters: z.object({ received: z.int(), stored: z.int(), refused: z.int(), lost: z.int() }),
    })
    .nullable()
    .describe('null while it is not enabled'),
});

/** Connections to systems of others: declared, changed and watched here, without a restart (clauses 6.3.4, 6.4.5). */
export function connectionEndpoints(deps: ApiDeps): Endpoint[] {
  const { connections, access } = deps;
  const known = (given: string) => {
    const view = connections.get(given);
    if (!view) throw new Problem('not-found', `no connection ${given}`);
    return view;
  };
  return [
    endpoint({
      method: 'get',
      path: '/adapters',
      tag: 'connections',
      summary: 'The protocols that connections may speak, each with the JSON Schema of its settings and points',
      right: 'connection.manage',
      query: z.strictObject(pageIfAsked()),
      answer: {
        status: 200,
        description: 'All of them on one page unless asked for fewer',
        schema: listOf(
          z.object({ id: z.string(), label: Label, secrets: z.array(z.string()).readonly(), schema: z.unknown() }),
        ),
      },
      handle: ({ query }) => {
        const items = connections.adapters.map(({ id, label, secrets, declaration }) => ({
          id,
          label,
          secrets,
          schema: z.toJSONSchema(declaration, { io: 'input' }),
        }));
        return pageOfWhole(items, query, ({ id }) => id);
      },
    }),
    endpoint({
      method: 'get',
      path: '/connections',
      tag: 'connections',
      summary: 'The connections of the site, each with how it fares',
      right: 'connection.manage',
      query: z.strictObject(pageIfAsked()),
      answer: { status: 200, description: 'All of them unless asked for fewer', schema: listOf(ConnectionView) },
      handle: ({ query }) => pageOfWhole(connections.list(), query, (connection) => connection.code),
    }),
    endpoint({
      method: 'get',
      path: '/connections/{code}',
      tag: 'connections',
      summary: 'One connection: what it declares, its state and its counters',
      right: 'connection.manage',
      params: z.object({ code }),
      answer: { status: 200, description: 'The connection', schema: ConnectionView },
      problems: ['not-found'],
      handle: ({ params }) => known(params.code),
    }),
    endpoint({
      method: 'post',
      path: '/connections',
      tag: 'connections',
      summary: 'Declare a connection; it is opened at once',
      right: 'connection.manage',
      body: Body.extend({ code }),
      bodyLimit: BODY_BYTES,
      answer: { status: 201, description: 'The connection as stored', schema: ConnectionView },
      problems: ['conflict', 'unavailable'],
      handle: async ({ body: { code: given, ...declared }, caller }) => {
        if (connections.get(given)) throw new Problem('conflict', `there is a connection ${given} already`);
        const view = await connections.put(given, check(given, declared));
        await access.audit.append(caller, { action: 'connection.add', subject: given, result: 'done' });
        return view;
      },
    }),
    endpoint({
      method: 'put',
      path: '/connections/{code}',
      tag: 'connections',
      summary: 'Change a connection; it is closed and opened again as it now stands',
      right: 'connection.manage',
      params: z.object({ code }),
      body: Body,
      bodyLimit: BODY_BYTES,
      answer: { status: 200, description: 'The connection as stored', schema: ConnectionView },
      problems: ['not-found', 'unavailable'],
      handle: async ({ params, body, caller }) => {
        known(params.code);
        const view = await connections.put(params.code, check(params.code, body));
        await access.audit.append(caller, { action: 'connection.change', subject: params.code, result: 'done' });
        return view;
      },
    }),
    endpoint({
      method: 'delete',
      path: '/connections/{code}',
      tag: 'connections',
      summary: 'Close a connection and forget it',
      right: 'connection.manage',
      params: z.object({ code }),
      answer: { status: 204, description: 'Removed' },
      problems: ['not-found', 'unavailable'],
      handle: async ({ params, caller }) => {
        known(params.code);
        await connections.remove(params.code);
        await access.audit.append(caller, { action: 'connection.remove', subject: params.code, result: 'done' });
      },
    }),
  ];

  /** A declaration as its adapter understands it, its points those of devices that there are. Throws Problem naming what is wrong, and where. */
  function check(connection: string, declared: z.infer<typeof Body>): z.infer<typeof Body> {
    const adapter = connections.adapters.find(({ id }) => id === declared.adapter);
    if (!adapter) {
      const ids = connections.adapters.map(({ id }) => id).join(', ');
      throw refusal('adapter', `there is no adapter ${declared.adapter}; expected one of ${ids}`);
    }
    const whole = connections.withSecrets(connection, adapter, declared.settings);
    const parsed = adapter.declaration.safeParse({ settings: whole, points: declared.points });
    if (!parsed.success) throw invalidInput('body', parsed.error);
    checkPoints(parsed.data.points);
    return {
      ...declared,
      settings: { ...parsed.data.settings },
      points: parsed.data.points.map((point) => ({ ...point })),
    };
  }

  function checkPoints(points: z.infer<Adapter['declaration']>['points']): void {
    for (const [i, { device, property }] of points.entries()) {
      const kind = deps.registry.device(device)?.kind;
      if (kind === undefined) throw refusal(`points.${i}.device`, `there is no device ${device}`);
      if (!deps.catalogue.property(kind, property)) {
        const names = deps.catalogue.kind(kind)?.properties.join(', ');
        throw refusal(`points.${i}.property`, `a ${kind} has no ${property}; expected one of ${names}`);
      }
    }
  }
}

function refusal(field: string, reason: string): Problem {
  return new Problem('invalid-input', `body.${field}: ${reason}`, { faults: [{ in: 'body', field, reason }] });
}
