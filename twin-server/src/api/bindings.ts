import { DeviceRecord } from 'twin-core';
import { z } from 'zod';
import type { Verdict } from '../binding/bindings.ts';
import type { ApiDeps } from './deps.ts';
import { type Endpoint, endpoint } from './endpoint.ts';
import { code, listOf, pageIfAsked, pageOfWhole, text } from './input.ts';
import { Problem } from './problem.ts';

const BindingView = z.object({
  building: z.string(),
  id: z.string(),
  kind: z
    .enum(['element', 'space', 'new'])
    .describe('the device is an element; it stands in a space; an element may become a device'),
  device: z.string().nullable(),
  globalId: z.string().describe('of the element or space'),
  name: z.string(),
  ifcClass: z.string(),
  storey: z.string().nullable(),
  space: z.string().nullable(),
  confidence: z.number().nullable().describe('0 to 1; null where only a person can say'),
  evidence: z.array(z.string()).readonly(),
  kinds: z.array(z.string()).readonly().describe('new: kinds of device that are drawn as such an element'),
  state: z.enum(['open', 'bound', 'accepted', 'rejected']),
  decidedBy: z.string().nullable().describe('account id; null for what the platform bound, being sure'),
  decidedAt: z.number().nullable().describe('epoch ms'),
});

const params = z.object({ code, id: text(128).min(1) });
const NewDevice = z.strictObject({ code: DeviceRecord.shape.code, name: text(64).min(1), kind: text(64).min(1) });

/** Devices find their places in the models of their buildings: proposals, and what people decide about them. */
export function bindingEndpoints({ registry, bindings, catalogue }: ApiDeps): Endpoint[] {
  const building = (given: string): string => {
    if (!registry.building(given)) throw new Problem('not-found', `no building ${given}`);
    return given;
  };
  const decide = async (at: { code: string; id: string }, verdict: Verdict, by: string) => {
    const decided = await bindings.decide(building(at.code), at.id, verdict, by);
    if (decided === undefined) throw new Problem('not-found', `no proposal ${at.id} for building ${at.code}`);
    if (decided === null) throw new Problem('conflict', `proposal ${at.id} is decided already`);
    return decided;
  };
  return [
    endpoint({
      method: 'get',
      path: '/buildings/{code}/bindings',
      tag: 'bindings',
      summary: 'Proposals where devices are in the model of a building: the open ones first, the surest at the top',
      right: 'twin.view',
      params: z.object({ code }),
      query: z.strictObject(pageIfAsked()),
      answer: { status: 200, description: 'A page of proposals, or all of them', schema: listOf(BindingView) },
      problems: ['not-found'],
      handle: async ({ params: at, query }) =>
        pageOfWhole(await bindings.list(building(at.code)), query, ({ id }) => id),
    }),
    endpoint({
      method: 'post',
      path: '/buildings/{code}/bindings',
      tag: 'bindings',
      summary: 'Look for the devices of a building in its model: what is sure is bound, the rest is proposed',
      right: 'device.manage',
      params: z.object({ code }),
      answer: {
        status: 200,
        description: 'How many were bound at once, and how many wait for a person',
        schema: z.object({ bound: z.int(), open: z.int() }),
      },
      problems: ['not-found'],
      handle: async ({ params: at }) => {
        const counts = await bindings.propose(building(at.code));
        if (!counts) throw new Problem('not-found', `building ${at.code} has no model`);
        return counts;
      },
    }),
    endpoint({
      method: 'post',
      path: '/buildings/{code}/bindings/{id}/accept',
      tag: 'bindings',
      summary: 'Accept a proposal; one of kind new names the device that the element becomes',
      right: 'device.manage',
      params,
      body: z.strictObject({ device: NewDevice.optional() }),
      answer: { status: 200, description: 'The proposal as decided', schema: BindingView },
      problems: ['not-found', 'conflict', 'invalid-input'],
      handle: async ({ params: at, body, caller }) => {
        const found = (await bindings.list(building(at.code))).find(({ id }) => id === at.id);
        const device = found?.kind === 'new' ? await bindings.deviceOf(found, newDevice(body.device)) : undefined;
        return decide(at, { accept: true, ...(device ? { device } : {}) }, caller.principal?.id ?? '');
      },
    }),
    endpoint({
      method: 'post',
      path: '/buildings/{code}/bindings/{id}/reject',
      tag: 'bindings',
      summary: 'Reject a proposal: it is not made again',
      right: 'device.manage',
      params,
      answer: { status: 200, description: 'The proposal as decided', schema: BindingView },
      problems: ['not-found', 'conflict'],
      handle: ({ params: at, caller }) => decide(at, { accept: false }, caller.principal?.id ?? ''),
    }),
  ];

  function newDevice(given: z.infer<typeof NewDevice> | undefined): {
    code: string;
    name: string;
    kind: string;
    facility: string;
  } {
    const refuse = (field: string, reason: string): never => {
      throw new Problem('invalid-input', `body.${field}: ${reason}`, { faults: [{ in: 'body', field, reason }] });
    };
    if (!given) return refuse('device', 'a new device needs code, name and kind');
    const facility = catalogue.kind(given.kind)?.facility.id;
    if (facility === undefined) return refuse('device.kind', `there is no device kind ${given.kind}`);
    if (registry.device(given.code)) return refuse('device.code', `${given.code} is taken`);
    return { ...given, facility };
  }
}
