import { z } from 'zod';
import type { ApiDeps } from './deps.ts';
import { type Endpoint, endpoint } from './endpoint.ts';
import { code, decodeCursor, listOf, page, pageOf } from './input.ts';

const DeadLetter = z.object({
  id: z.int(),
  device: z.string(),
  channel: z.string(),
  protocol: z.string(),
  reason: z.string(),
  payload: z.string().nullable().describe('the first 4 KiB'),
  receivedAt: z.number().describe('epoch ms'),
});

/** What was sent and not accepted. */
export function deadLetterEndpoints({ pool, site }: ApiDeps): Endpoint[] {
  return [
    endpoint({
      method: 'get',
      path: '/dead-letters',
      tag: 'sensing',
      summary: 'Messages that were refused, with the reason, the newest first',
      right: 'journal.read',
      query: z.strictObject({ device: code.optional(), ...page(100) }),
      answer: {
        status: 200,
        description: 'A page of letters, and how many were refused of each device and day, kept whole or not',
        schema: listOf(DeadLetter).extend({
          counts: z.array(z.object({ device: z.string(), day: z.string(), refused: z.int() })),
        }),
      },
      problems: ['unavailable'],
      handle: async ({ query }) => {
        const [before] = query.cursor === undefined ? [null] : decodeCursor(query.cursor, z.tuple([z.int()]));
        const { rows } = await pool.query<z.infer<typeof DeadLetter>>(
          `SELECT id::float8 AS id, device, channel, protocol, reason, payload,
                  (extract(epoch FROM received_at) * 1000)::float8 AS "receivedAt"
           FROM dead_letter WHERE site = $1 AND ($2::text IS NULL OR device = $2) AND ($3::bigint IS NULL OR id < $3)
           ORDER BY id DESC LIMIT $4`,
          [site, query.device ?? null, before, query.limit + 1],
        );
        const { rows: counts } = await pool.query<{ device: string; day: string; refused: number }>(
          `SELECT device, day::text AS day, refused::float8 AS refused FROM dead_letter_count
           WHERE site = $1 AND ($2::text IS NULL OR device = $2) ORDER BY day DESC, refused DESC LIMIT 100`,
          [site, query.device ?? null],
        );
        return { ...pageOf(rows, query.limit, (last) => [last.id]), counts };
      },
    }),
  ];
}
