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

const Count = z.object({ device: z.string(), day: z.string(), refused: z.int() });
const FIRST_COUNTS = 100;

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
        description: 'A page of letters, and the first hundred counts; all are at /dead-letters/counts',
        schema: listOf(DeadLetter).extend({ counts: z.array(Count) }),
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
        const counts = await readCounts(query.device, FIRST_COUNTS);
        return { ...pageOf(rows, query.limit, (last) => [last.id]), counts };
      },
    }),
    endpoint({
      method: 'get',
      path: '/dead-letters/counts',
      tag: 'sensing',
      summary:
        'How many messages of each device and day were refused, kept whole or not; the last day first, the most first',
      right: 'journal.read',
      query: z.strictObject({ device: code.optional(), ...page(100) }),
      answer: { status: 200, description: 'A page of counts', schema: listOf(Count) },
      problems: ['unavailable'],
      handle: async ({ query }) => {
        const after =
          query.cursor === undefined ? null : decodeCursor(query.cursor, z.tuple([z.iso.date(), z.int(), z.string()]));
        const rows = await readCounts(query.device, query.limit + 1, after);
        return pageOf(rows, query.limit, ({ day, refused, device }) => [day, refused, device]);
      },
    }),
  ];

  async function readCounts(
    device: string | undefined,
    limit: number,
    after: readonly [string, number, string] | null = null,
  ): Promise<z.infer<typeof Count>[]> {
    const { rows } = await pool.query<z.infer<typeof Count>>(
      `SELECT device, day::text AS day, refused::float8 AS refused FROM dead_letter_count
       WHERE site = $1 AND ($2::text IS NULL OR device = $2)
         AND ($3::date IS NULL OR (day, refused, device) < ($3, $4::bigint, $5))
       ORDER BY day DESC, refused DESC, device DESC LIMIT $6`,
      [site, device ?? null, ...(after ?? [null, null, null]), limit],
    );
    return rows;
  }
}
