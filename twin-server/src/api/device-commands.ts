import { commandFault } from 'twin-core';
import { z } from 'zod';
import { ResultView } from './alarm-view.ts';
import { checkLoudspeaker } from './broadcast-places.ts';
import type { ApiDeps } from './deps.ts';
import { deviceOf } from './device-of.ts';
import { type Endpoint, endpoint } from './endpoint.ts';
import { code, decodeCursor, listOf, page, pageOf } from './input.ts';
import { OrderArgs, OrderView, readOrders, viewOrders } from './orders.ts';
import { Problem } from './problem.ts';

const Body = z.strictObject({
  command: code,
  args: OrderArgs.default({}),
  confirm: z.literal(true).optional().describe('where the kind asks for it'),
  alarm: code.optional().describe('the open alarm it is done for'),
});

const Outcome = z.object({
  id: z.string(),
  ok: z.boolean(),
  attempts: z.int(),
  results: z.array(ResultView).describe('what the device answered, or why it did not'),
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
      answer: { status: 200, description: 'A page of commands', schema: listOf(OrderView) },
      problems: ['not-found', 'unavailable'],
      handle: async ({ params, query }) => {
        deviceOf(deps, params.code);
        const before = query.cursor === undefined ? null : decodeCursor(query.cursor, z.tuple([z.string()]))[0];
        const rows = await readOrders(deps, { devices: [params.code], commands: null, before, limit: query.limit + 1 });
        const { items, next } = pageOf(rows, query.limit, ({ asked }) => [asked.id]);
        return { items: await viewOrders(deps, items), next };
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
