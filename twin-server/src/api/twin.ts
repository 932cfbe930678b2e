import { z } from 'zod';
import { TooOldError } from '../history/state-at.ts';
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

/** Where the twin stands, and where it stood. */
export function twinEndpoints({ published, hash, history }: ApiDeps): Endpoint[] {
  return [
    endpoint({
      method: 'get',
      path: '/twin',
      tag: 'twin',
      summary: 'Where the twin stands, or stood at an instant: its sequence number and the hash of its state',
      right: 'twin.view',
      query: z.strictObject({
        at: instant.optional().describe('an instant in the past: the state as it was known then (recorded until it)'),
      }),
      answer: { status: 200, description: 'The state now or then', schema: TwinView },
      problems: ['gone', 'unavailable'],
      handle: async ({ query }) => {
        if (query.at !== undefined) return stateThen(query.at);
        const { site, seq, recordedAt, slotByCode, alarms } = published();
        return { site, seq, recordedAt, hash: hash(), devices: slotByCode.size, openAlarms: alarms.size };
      },
    }),
  ];

  async function stateThen(at: number): Promise<z.infer<typeof TwinView>> {
    try {
      const { snapshot: _snapshot, ...state } = await history.stateAt(at, false);
      return { site: published().site, ...state };
    } catch (cause) {
      if (!(cause instanceof TooOldError)) throw cause;
      throw new Problem('gone', `query.at: ${cause.message}`);
    }
  }
}
