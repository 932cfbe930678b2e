import { z } from 'zod';
import type { ApiDeps } from './deps.ts';
import { type Endpoint, endpoint } from './endpoint.ts';
import { code } from './input.ts';
import { Problem } from './problem.ts';

const BODY_LIMIT = 1_048_576;

const Receipt = z.object({
  accepted: z.int().describe('readings without a fault: one a device, and one more for its events'),
  errors: z.array(z.object({ device: z.string(), reason: z.string() })).readonly(),
});

/** Payloads as vendors send them, over HTTP: read by the mapping they name, answered when durable. */
export function payloadEndpoints({ payloads, ...deps }: ApiDeps): Endpoint[] {
  return [
    endpoint({
      method: 'post',
      path: '/payloads/{mapping}',
      logged: 'never',
      tag: 'sensing',
      summary: 'Send a payload in the form of its vendor, to be read by a mapping',
      right: 'observations.write',
      params: z.object({ mapping: code }),
      body: z.union([z.array(z.unknown()), z.record(z.string(), z.unknown())]),
      bodyLimit: BODY_LIMIT,
      answer: {
        status: 202,
        description: 'Durable; what was refused is listed and in the dead letters',
        schema: Receipt,
      },
      problems: ['not-found', 'unavailable'],
      handle: async ({ params: { mapping }, body }) => {
        const receipt = await payloads.take(mapping, body, 'http', (deps.now ?? Date.now)());
        if (!receipt) throw new Problem('not-found', `no mapping ${mapping}`);
        return receipt;
      },
    }),
  ];
}
