import { z } from 'zod';
import { LIVE_BRANCH } from '../journal/branch.ts';
import { listBatches } from '../journal/list-batches.ts';
import type { ApiDeps } from './deps.ts';
import { type Endpoint, endpoint } from './endpoint.ts';
import { code, decodeCursor, instant, listOf, page, pageOf, text } from './input.ts';

const JournalEntry = z.object({
  seq: z.int(),
  ordinal: z.int(),
  recordedAt: z.number().describe('epoch ms'),
  kind: z.string(),
  device: z.string().nullable(),
  alarm: z.string().nullable(),
  event: z.record(z.string(), z.unknown()).describe('observations are told by their number only'),
});

const JournalQuery = z.strictObject({
  from: instant.optional().describe('recorded at or after'),
  to: instant.optional().describe('recorded before'),
  kind: text(64).optional().describe('such as alarm.raised'),
  device: code.optional(),
  alarm: code.optional(),
  ...page(200),
});

/** The journal of the live branch, in order. It holds ids of accounts, never names. */
export function journalEndpoints({ pool, site }: ApiDeps): Endpoint[] {
  return [
    endpoint({
      method: 'get',
      path: '/journal',
      tag: 'journal',
      summary: 'What happened, in the order it was recorded',
      right: 'journal.read',
      query: JournalQuery,
      answer: { status: 200, description: 'A page of the journal', schema: listOf(JournalEntry) },
      problems: ['unavailable'],
      handle: async ({ query }) => {
        const [seq, ordinal] =
          query.cursor === undefined ? [null, null] : decodeCursor(query.cursor, z.tuple([z.int(), z.int()]));
        const { rows } = await pool.query<z.infer<typeof JournalEntry>>(
          `SELECT seq::float8 AS seq, ordinal, (extract(epoch FROM recorded_at) * 1000)::float8 AS "recordedAt",
                  kind, device, alarm, body AS event
           FROM journal
           WHERE site = $1 AND branch = $2
             AND ($3::timestamptz IS NULL OR (recorded_at >= $3 AND day >= ($3 AT TIME ZONE 'UTC')::date))
             AND ($4::timestamptz IS NULL OR (recorded_at < $4 AND day <= ($4 AT TIME ZONE 'UTC')::date))
             AND ($5::text IS NULL OR kind = $5) AND ($6::text IS NULL OR device = $6) AND ($7::text IS NULL OR alarm = $7)
             AND ($8::bigint IS NULL OR (journal.seq, ordinal) > ($8, $9::int))
           ORDER BY journal.seq, ordinal LIMIT $10`,
          [
            site,
            LIVE_BRANCH,
            query.from === undefined ? null : new Date(query.from),
            query.to === undefined ? null : new Date(query.to),
            query.kind ?? null,
            query.device ?? null,
            query.alarm ?? null,
            seq,
            ordinal,
            query.limit + 1,
          ],
        );
        // Batches of observations are of no device and no alarm.
        const withBatches =
          (query.kind ?? 'observations') === 'observations' && query.device === undefined && query.alarm === undefined;
        const { from, to, limit } = query;
        const after = [seq ?? 0, ordinal ?? 0] as const;
        const batches = withBatches
          ? await listBatches(pool, { site, branch: LIVE_BRANCH, from, to, after, limit: limit + 1 })
          : [];
        const entries = rows.concat(
          batches.map(({ count, ...at }) => ({
            ...at,
            kind: 'observations',
            device: null,
            alarm: null,
            event: { kind: 'observations', count },
          })),
        );
        entries.sort((a, b) => a.seq - b.seq || a.ordinal - b.ordinal);
        return pageOf(entries, query.limit, (last) => [last.seq, last.ordinal]);
      },
    }),
  ];
}
