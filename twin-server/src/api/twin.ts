import { z } from 'zod';
import type { ApiDeps } from './deps.ts';
import { type Endpoint, endpoint } from './endpoint.ts';
import { instant } from './input.ts';
import { Problem } from './problem.ts';

const TwinView = z.object({
  site: z.string(),
  seq: z.int().describe('last sequence number of the journal in this state'),
  recordedAt: z.number().describe('epoch ms'),
  hash: z.string().describe('of the whole state, 16 hexadecimal digits'),
  devices: z.int(),
  openAlarms: z.int(),
});

/** Where the twin stands. */
export function twinEndpoints({ published, hash }: ApiDeps): Endpoint[] {
  return [
    endpoint({
      method: 'get',
      path: '/twin',
      tag: 'twin',
      summary: 'Where the twin stands: its sequence number and the hash of its state',
      right: 'twin.view',
      query: z.strictObject({ at: instant.optional().describe('an instant in the past: not supported yet') }),
      answer: { status: 200, description: 'The state now', schema: TwinView },
      problems: ['not-built'],
      handle: ({ query }) => {
        if (query.at !== undefined)
          throw new Problem('not-built', 'query.at: the state at a past instant is not given out yet');
        const { site, seq, recordedAt, slotByCode, alarms } = published();
        return { site, seq, recordedAt, hash: hash(), devices: slotByCode.size, openAlarms: alarms.size };
      },
    }),
  ];
}
