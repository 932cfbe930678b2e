import type { Catalogue } from 'twin-core';
import { z } from 'zod';
import { Mapping } from '../sense/mapping/mapping.ts';
import type { ApiDeps } from './deps.ts';
import { type Endpoint, endpoint } from './endpoint.ts';
import { code, listOf, pageIfAsked, pageOfWhole } from './input.ts';
import { Problem } from './problem.ts';

const BODY_BYTES = 1 << 20;
/** A code stands in an MQTT topic. */
const mappingCode = code.regex(/^[A-Za-z0-9._-]+$/, 'expected letters, digits, dots, underscores and hyphens');
const params = z.object({ code: mappingCode });

const MappingView = z.looseObject({ code: z.string(), name: z.string() });
const Rehearsal = z.object({
  readings: z
    .array(z.object({ device: z.string(), channel: z.string(), body: z.unknown() }))
    .describe('as devices send them'),
  refusals: z.array(z.object({ device: z.string(), reason: z.string() })),
});

/** How the payloads of vendors map to devices, by declaration (clauses 6.4.2-5, 6.4.5). */
export function mappingEndpoints({ payloads, catalogue, access, ...deps }: ApiDeps): Endpoint[] {
  const known = (given: string): Mapping => {
    const mapping = payloads.get(given);
    if (!mapping) throw new Problem('not-found', `no mapping ${given}`);
    return mapping;
  };
  const viewOf = (given: string) => ({ code: given, ...known(given) });
  return [
    endpoint({
      method: 'get',
      path: '/mappings',
      tag: 'connections',
      summary: 'How payloads of vendors are read: the mappings of the site',
      right: 'connection.manage',
      query: z.strictObject(pageIfAsked()),
      answer: { status: 200, description: 'All of them unless asked for fewer', schema: listOf(MappingView) },
      handle: ({ query }) => pageOfWhole(payloads.list(), query, (mapping) => mapping.code),
    }),
    endpoint({
      method: 'get',
      path: '/mappings/{code}',
      tag: 'connections',
      summary: 'One mapping',
      right: 'connection.manage',
      params,
      answer: { status: 200, description: 'The mapping', schema: MappingView },
      problems: ['not-found'],
      handle: ({ params: { code: given } }) => viewOf(given),
    }),
    endpoint({
      method: 'put',
      path: '/mappings/{code}',
      tag: 'connections',
      summary: 'Declare a mapping, new or changed; it holds from the next payload on',
      right: 'connection.manage',
      params,
      body: Mapping,
      bodyLimit: BODY_BYTES,
      answer: { status: 200, description: 'The mapping as stored', schema: MappingView },
      problems: ['unavailable'],
      handle: async ({ params: { code: given }, body, caller }) => {
        checkNames(body, catalogue);
        const action = payloads.get(given) ? 'mapping.change' : 'mapping.add';
        await payloads.put(given, body);
        await access.audit.append(caller, { action, subject: given, result: 'done' });
        return viewOf(given);
      },
    }),
    endpoint({
      method: 'delete',
      path: '/mappings/{code}',
      tag: 'connections',
      summary: 'Forget a mapping: payloads that name it are refused',
      right: 'connection.manage',
      params,
      answer: { status: 204, description: 'Removed' },
      problems: ['not-found', 'unavailable'],
      handle: async ({ params: { code: given }, caller }) => {
        known(given);
        await payloads.remove(given);
        await access.audit.append(caller, { action: 'mapping.remove', subject: given, result: 'done' });
      },
    }),
    endpoint({
      method: 'post',
      path: '/mappings/{code}/try',
      logged: 'asRead',
      tag: 'connections',
      summary: 'What a sample payload would become, by the stored mapping or by the one given; nothing is stored',
      right: 'connection.manage',
      params,
      body: z.strictObject({ payload: z.unknown(), mapping: Mapping.optional() }),
      bodyLimit: BODY_BYTES,
      answer: {
        status: 200,
        description: 'What devices would have sent, and what would be refused',
        schema: Rehearsal,
      },
      problems: ['not-found'],
      handle: ({ params: { code: given }, body }) => {
        if (body.mapping) checkNames(body.mapping, catalogue);
        const receivedAt = (deps.now ?? Date.now)();
        const { readings, refusals } = payloads.rehearse(body.mapping ?? known(given), body.payload, receivedAt);
        return {
          readings: readings.map(({ device, channel, body: sent }) => ({ device, channel, body: sent })),
          refusals: refusals.map(({ device, reason }) => ({ device, reason })),
        };
      },
    }),
  ];
}

/** Properties and events must be those of some kind of device. Throws Problem naming the first that is not. */
function checkNames(mapping: Mapping, catalogue: Catalogue): void {
  const kinds = catalogue.facilities.flatMap(({ deviceKinds }) => Object.entries(deviceKinds));
  const refuse = (field: string, reason: string): never => {
    throw new Problem('invalid-input', `body.${field}: ${reason}`, { faults: [{ in: 'body', field, reason }] });
  };
  for (const [i, { property }] of mapping.values.entries()) {
    if (!kinds.some(([, kind]) => Object.hasOwn(kind.datastreams, property)))
      refuse(`values.${i}.property`, `no kind of device has a ${property}`);
  }
  for (const [i, { type }] of mapping.events.entries()) {
    if (!kinds.some(([name]) => catalogue.eventType(name, type) !== undefined))
      refuse(`events.${i}.type`, `no kind of device reports ${type}`);
  }
}
