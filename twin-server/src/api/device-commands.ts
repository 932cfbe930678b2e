import { type ActionAsked, type ActionEnded, commandFault, type TwinEvent, upcast } from 'twin-core';
import { z } from 'zod';
import { LIVE_BRANCH } from '../journal/branch.ts';
import { ResultView } from './alarm-view.ts';
import { checkLoudspeaker } from './broadcast-places.ts';
import type { ApiDeps } from './deps.ts';
import { type Endpoint, endpoint } from './endpoint.ts';
import { code, decodeCursor, listOf, page, pageOf } from './input.ts';
import { Problem } from './problem.ts';

const Args = z.record(z.string(), z.union([z.string().max(1_000), z.number()]));

const Body = z.strictObject({
  command: code,
  args: Args.default({}),
  confirm: z.literal(true).optional().describe('where the kind asks for it'),
  alarm: code.optional().describe('the open alarm it is done for'),
});

const Outcome = z.object({
  id: z.string(),
  ok: z.boolean(),
  attempts: z.int(),
  results: z.array(ResultView).describe('what the device answered, or why it did not'),
});

const CommandRow = z.object({
  id: z.string(),
  command: z.string(),
  args: Args,
  by: z.object({ account: z.string(), displayName: z.string() }).nullable(),
  askedAt: z.number().describe('epoch ms'),
  endedAt: z.number().nullable().describe('epoch ms; null while it is under way'),
  ok: z.boolean().nullable(),
  results: z.array(ResultView),
});

/** What devices are told by people, and what became of it (6.3.4). */
export function deviceCommandEndpoints(deps: ApiDeps): Endpoint[] {
  return [
    endpoint({
      method: 'post',
      path: '/devices/{code}/commands',
      tag: 'devices',
      summary: 'Tell a device what to do; answers when the device has, or did not in time',
      right: 'device.command',
      params: z.object({ code }),
      body: Body,
      answer: { status: 200, description: 'What became of it, journaled', schema: Outcome },
      problems: ['not-found', 'conflict', 'unavailable'],
      handle: async ({ params, body, caller }) => {
        const { command, args, alarm = null } = body;
        checkCommand(deps, params.code, body);
        // The right to tell devices is not one to speak in every zone (7.2.5-3).
        await checkLoudspeaker(deps, caller, deps.registry.device(params.code)!);
        const { id, ok, attempts, results } = await deps.orderDevice({
          by: caller.principal!.id,
          alarm,
          device: params.code,
          action: { do: 'order', command, args },
        });
        const subject = `${params.code} ${command}`;
        await deps.access.audit.append(caller, { action: 'device.command', subject, result: ok ? 'done' : 'failed' });
        return { id, ok, attempts, results: [...results] };
      },
    }),
    endpoint({
      method: 'get',
      path: '/devices/{code}/commands',
      tag: 'devices',
      summary: 'What a device was told by people, the newest first',
      right: 'twin.view',
      params: z.object({ code }),
      query: z.strictObject(page(50)),
      answer: { status: 200, description: 'A page of commands', schema: listOf(CommandRow) },
      problems: ['not-found', 'unavailable'],
      handle: async ({ params, query }) => {
        if (!deps.registry.device(params.code)) throw new Problem('not-found', `no device ${params.code}`);
        const before = query.cursor === undefined ? null : decodeCursor(query.cursor, z.tuple([z.string()]))[0];
        const rows = await readOrders(deps, params.code, before, query.limit + 1);
        const { items, next } = pageOf(rows, query.limit, ({ asked }) => [asked.id]);
        const names = await deps.access.accounts.namesOf(items.map(({ asked }) => asked.by));
        return { items: items.map((row) => ({ ...viewOrder(row), by: names.get(row.asked.by) ?? null })), next };
      },
    }),
  ];
}

function checkCommand({ registry, catalogue, published }: ApiDeps, device: string, body: z.infer<typeof Body>): void {
  const record = registry.device(device);
  const entry = record && catalogue.kind(record.kind);
  if (!entry) throw new Problem('not-found', `no device ${device}`);
  const refuse = (field: string, reason: string) =>
    new Problem('invalid-input', `body.${field}: ${reason}`, { faults: [{ in: 'body', field, reason }] });
  if (entry.facility.supervisedOnly)
    throw new Problem('conflict', `${entry.facility.label.en} is watched only and never commanded (E6.1.7-1)`);
  const commands = entry.kind.commands ?? {};
  const declared = Object.hasOwn(commands, body.command) ? commands[body.command] : undefined;
  if (!declared) {
    const known = Object.keys(commands).join(', ');
    throw refuse('command', `a ${entry.name} knows ${known === '' ? 'no commands' : `only ${known}`}`);
  }
  const fault = commandFault(declared, body.args);
  if (fault) throw refuse(`args.${fault.argument}`, fault.expected);
  if (declared.confirm && body.confirm !== true) throw refuse('confirm', 'expected true, as a second step');
  if (body.alarm !== undefined && !published().alarms.has(body.alarm))
    throw new Problem('conflict', `${body.alarm} is not an open alarm`);
}

interface OrderRow {
  readonly asked: ActionAsked;
  readonly askedAt: number;
  readonly ended: ActionEnded | null;
  readonly endedAt: number | null;
}

function viewOrder({ asked, askedAt, ended, endedAt }: OrderRow): Omit<z.infer<typeof CommandRow>, 'by'> {
  const { command, args } = asked.action.do === 'order' ? asked.action : { command: '', args: {} };
  const { ok = null, results = [] } = ended ?? {};
  return { id: asked.id, command, args: { ...args }, askedAt, endedAt, ok, results: [...results] };
}

interface Stored {
  readonly version: number;
  readonly body: unknown;
  readonly time: number;
}

/** Orders are numbered as they come, so their ids are in order of time. */
async function readOrders(
  { pool, site }: ApiDeps,
  device: string,
  before: string | null,
  limit: number,
): Promise<OrderRow[]> {
  const { rows } = await pool.query<{ asked: Stored; ended: Stored | null }>(
    `WITH told AS (
       SELECT kind, version, body, body->>'id' AS id, (extract(epoch FROM recorded_at) * 1000)::float8 AS time FROM journal
       WHERE site = $1 AND branch = $2 AND device = $3 AND kind IN ('action.asked', 'action.ended') AND ($4::text IS NULL OR body->>'id' < $4))
     SELECT row_to_json(a) AS asked, row_to_json(e) AS ended FROM told AS a LEFT JOIN told AS e ON e.id = a.id AND e.kind = 'action.ended'
     WHERE a.kind = 'action.asked' ORDER BY a.id DESC LIMIT $5`,
    [site, LIVE_BRANCH, device, before, limit],
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
