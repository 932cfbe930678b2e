import { z } from 'zod';
import { ArmPeriods } from '../facilities/perimeter/schedule.ts';
import { ResultView } from './alarm-view.ts';
import type { ApiDeps } from './deps.ts';
import { type Endpoint, endpoint } from './endpoint.ts';
import { code, decodeCursor, listOf, page, pageIfAsked, pageOf, pageOfWhole } from './input.ts';
import { OrderView, readOrders, viewOrders } from './orders.ts';
import { Problem } from './problem.ts';
import { ChangeQuery, checkIfAsked, inTurn, versionOf } from './record-version.ts';

const Schedule = z.object({ periods: ArmPeriods.nullable().describe('null: by hand only') });
const ScheduleView = Schedule.extend({ version: z.string().describe('a word for it: sent back with a change') });

const ZoneSchedule = ScheduleView.extend({ zone: z.string() });

const ArmRow = OrderView.extend({
  device: z.string(),
  schedule: z.boolean().describe('told by the schedule; `by` is null then'),
});

/** Arming and disarming fence zones, by hand and by schedule (E6.1.4-2). */
export function armingEndpoints(deps: ApiDeps): Endpoint[] {
  const { arming, registry, access } = deps;
  const params = z.object({ code });
  const oneAtATime = inTurn();
  const view = (zone: string): z.infer<typeof ScheduleView> => {
    const standing = { periods: arming.scheduleOf(zone) };
    return { ...standing, version: versionOf(standing) };
  };
  const known = (given: string): string => {
    if (registry.zone(given)?.kind !== 'fence') throw new Problem('not-found', `no fence zone ${given}`);
    return given;
  };
  const byHand = (word: 'arm' | 'disarm') =>
    endpoint({
      method: 'post',
      path: `/zones/{code}/${word}`,
      tag: 'places',
      summary: `${word === 'arm' ? 'Arm' : 'Disarm'} the detectors of a fence zone; holds until the next border of its schedule`,
      right: 'device.command',
      params,
      answer: {
        status: 200,
        description: 'What became of each detector, journaled',
        schema: z.object({ ok: z.boolean(), results: z.array(ResultView) }),
      },
      problems: ['not-found', 'conflict', 'unavailable'],
      handle: async ({ params: { code: zone }, caller }) => {
        const ended = await arming.set(known(zone), word === 'arm', caller.principal!.id);
        if (ended.length === 0) throw new Problem('conflict', `the zone ${zone} has no detector that can be armed`);
        const ok = ended.every((one) => one.ok);
        await access.audit.append(caller, { action: `zone.${word}`, subject: zone, result: ok ? 'done' : 'failed' });
        return { ok, results: ended.flatMap(({ results }) => [...results]) };
      },
    });
  return [
    byHand('arm'),
    byHand('disarm'),
    endpoint({
      method: 'get',
      path: '/arm-schedules',
      tag: 'places',
      summary: 'When each fence zone is armed',
      right: 'twin.view',
      query: z.strictObject(pageIfAsked()),
      answer: { status: 200, description: 'All of them unless asked for fewer', schema: listOf(ZoneSchedule) },
      handle: ({ query }) => {
        const fences = [...registry.zones()].filter(({ kind }) => kind === 'fence');
        const { items, next } = pageOfWhole(fences, query, (zone) => zone.code);
        return { items: items.map(({ code: zone }) => ({ zone, ...view(zone) })), next };
      },
    }),
    endpoint({
      method: 'get',
      path: '/zones/{code}/arm-schedule',
      tag: 'places',
      summary: 'When a fence zone is armed',
      right: 'twin.view',
      params,
      answer: { status: 200, description: 'In the local time of the site', schema: ScheduleView },
      problems: ['not-found'],
      handle: ({ params: { code: zone } }) => view(known(zone)),
    }),
    endpoint({
      method: 'put',
      path: '/zones/{code}/arm-schedule',
      tag: 'places',
      summary: 'Say when a fence zone is armed; it is followed from now on',
      right: 'base.manage',
      params,
      query: ChangeQuery,
      body: Schedule.strict(),
      answer: { status: 200, description: 'As stored', schema: ScheduleView },
      problems: ['not-found', 'conflict', 'unavailable'],
      handle: async ({ params: { code: zone }, query, body, caller }) => {
        await oneAtATime(async () => {
          const standing = { periods: arming.scheduleOf(known(zone)) };
          checkIfAsked(`the arm schedule of ${zone}`, standing, query);
          await arming.put(zone, body.periods);
        });
        await access.audit.append(caller, { action: 'zone.armSchedule', subject: zone, result: 'done' });
        return view(zone);
      },
    }),
    endpoint({
      method: 'get',
      path: '/zones/{code}/arm-log',
      tag: 'places',
      summary:
        'When the detectors of a fence zone were armed and disarmed, by whom, and what became of it; the newest first',
      right: 'twin.view',
      params,
      query: z.strictObject(page(50)),
      answer: { status: 200, description: 'A page of orders', schema: listOf(ArmRow) },
      problems: ['not-found', 'unavailable'],
      handle: async ({ params: { code: zone }, query: { limit, cursor } }) => {
        known(zone);
        const before = cursor === undefined ? null : decodeCursor(cursor, z.tuple([z.string()]))[0];
        const devices = [...registry.devices()].filter((device) => device.zone === zone).map((device) => device.code);
        const rows = await readOrders(deps, { devices, commands: ['arm', 'disarm'], before, limit: limit + 1 });
        const { items, next } = pageOf(rows, limit, ({ asked }) => [asked.id]);
        const views = await viewOrders(deps, items);
        return {
          items: views.map((order, at) => ({
            ...order,
            device: items[at]!.asked.device!,
            schedule: items[at]!.asked.by === 'schedule',
          })),
          next,
        };
      },
    }),
  ];
}
