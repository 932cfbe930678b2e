import { type ActionAsked, type ActionEnded, type TwinEvent, upcast } from 'twin-core';
import { z } from 'zod';
import { LIVE_BRANCH } from '../journal/branch.ts';
import { ResultView } from './alarm-view.ts';
import type { ApiDeps } from './deps.ts';

export const OrderArgs = z.record(z.string(), z.union([z.string().max(1_000), z.number()]));

/** What a device was told, as given out. */
export const OrderView = z.object({
  id: z.string(),
  command: z.string(),
  args: OrderArgs,
  by: z.object({ account: z.string(), displayName: z.string() }).nullable(),
  askedAt: z.number().describe('epoch ms'),
  endedAt: z.number().nullable().describe('epoch ms; null while it is under way'),
  ok: z.boolean().nullable(),
  results: z.array(ResultView),
});
type OrderView = z.infer<typeof OrderView>;

/** An order with what became of it, as the journal has them. Times are epoch ms. */
interface OrderRow {
  readonly asked: ActionAsked;
  readonly askedAt: number;
  readonly ended: ActionEnded | null;
  readonly endedAt: number | null;
}

/** Orders with the names of who gave them; null for what is no account. */
export async function viewOrders({ access }: ApiDeps, rows: readonly OrderRow[]): Promise<OrderView[]> {
  const names = await access.accounts.namesOf(rows.map(({ asked }) => asked.by));
  return rows.map((row) => ({ ...viewOrder(row), by: names.get(row.asked.by) ?? null }));
}

function viewOrder({ asked, askedAt, ended, endedAt }: OrderRow): Omit<OrderView, 'by'> {
  const { command, args } = asked.action.do === 'order' ? asked.action : { command: '', args: {} };
  const { ok = null, results = [] } = ended ?? {};
  return { id: asked.id, command, args: { ...args }, askedAt, endedAt, ok, results: [...results] };
}

interface Stored {
  readonly version: number;
  readonly body: unknown;
  readonly time: number;
}

/** What is asked of the orders; all commands where null, from the newest on where `before` is null. */
interface OrdersAsked {
  readonly devices: readonly string[];
  readonly commands: readonly string[] | null;
  readonly before: string | null;
  readonly limit: number;
}

/** Orders to devices, the newest first. They are numbered as they come, so their ids are in order of time. */
export async function readOrders(
  { pool, site }: ApiDeps,
  { devices, commands, before, limit }: OrdersAsked,
): Promise<OrderRow[]> {
  const { rows } = await pool.query<{ asked: Stored; ended: Stored | null }>(
    `WITH told AS (
       SELECT kind, version, body, body->>'id' AS id, (extract(epoch FROM recorded_at) * 1000)::float8 AS time FROM journal
       WHERE site = $1 AND branch = $2 AND device = ANY($3::text[]) AND kind IN ('action.asked', 'action.ended')
         AND ($4::text IS NULL OR body->>'id' < $4))
     SELECT row_to_json(a) AS asked, row_to_json(e) AS ended FROM told AS a LEFT JOIN told AS e ON e.id = a.id AND e.kind = 'action.ended'
     WHERE a.kind = 'action.asked' AND ($5::text[] IS NULL OR a.body->'action'->>'command' = ANY($5))
     ORDER BY a.id DESC LIMIT $6`,
    [site, LIVE_BRANCH, devices, before, commands, limit],
  );
  return rows.map(({ asked, ended }) => ({
    asked: eventOf<ActionAsked>('action.asked', asked),
    askedAt: asked.time,
    ended: ended && eventOf<ActionEnded>('action.ended', ended),
    endedAt: ended?.time ?? null,
  }));
}

const eventOf = <T extends TwinEvent>(kind: T['kind'], { version, body }: Stored): T =>
  upcast(kind, version, body) as T;
