import { z } from 'zod';
import { ScheduleRecord } from '../broadcast/schedule.ts';
import type { Schedule } from '../broadcast/schedules.ts';
import { checkPlaces } from './broadcast-places.ts';
import type { ApiDeps } from './deps.ts';
import { type Endpoint, endpoint } from './endpoint.ts';
import { code, listOf, pageIfAsked, pageOfWhole } from './input.ts';
import { Problem } from './problem.ts';
import { ChangeQuery, checkIfAsked, inTurn, versionOf } from './record-version.ts';

const ScheduleView = ScheduleRecord.extend({
  id: z.string(),
  by: z.string().describe('account id of who declared it last'),
  nextAt: z.number().nullable().describe('when it is due next, epoch ms; null when it is not'),
  version: z.string().describe('a word for what is declared: sent back with a change'),
});

const id = z.object({ id: code });

/** What is played by the clock: once, daily, weekly (7.2.5-1). */
export function broadcastScheduleEndpoints(deps: ApiDeps): Endpoint[] {
  const { schedules, recordings } = deps.publicAddress;
  const { audit } = deps.access;
  const oneAtATime = inTurn();
  const declared = ({ id: _id, by, nextAt, ...record }: Schedule) => ScheduleRecord.parse(record);
  const view = (schedule: Schedule): z.infer<typeof ScheduleView> => ({
    ...schedule,
    version: versionOf(declared(schedule)),
  });
  const now = () => (deps.now ?? Date.now)();
  const known = (given: string) => {
    const schedule = schedules.get(given);
    if (!schedule) throw new Problem('not-found', `no schedule ${given}`);
    return schedule;
  };
  return [
    endpoint({
      method: 'get',
      path: '/broadcast/schedules',
      tag: 'broadcast',
      summary: 'What is played by the clock, each with when it is due next',
      right: 'twin.view',
      query: z.strictObject(pageIfAsked()),
      answer: { status: 200, description: 'All of them unless asked for fewer', schema: listOf(ScheduleView) },
      handle: ({ query }) => pageOfWhole(schedules.list().map(view), query, (schedule) => schedule.id),
    }),
    endpoint({
      method: 'put',
      path: '/broadcast/schedules/{id}',
      tag: 'broadcast',
      summary: 'Declare a schedule, new or changed, in the local time of the site',
      right: 'broadcast.operate',
      params: id,
      query: ChangeQuery,
      body: ScheduleRecord,
      answer: { status: 200, description: 'The schedule as stored', schema: ScheduleView },
      problems: ['conflict', 'unavailable'],
      handle: ({ params, query, body, caller }) =>
        oneAtATime(async () => {
          const before = schedules.get(params.id);
          // Whoever may not broadcast where it plays now may not take it from there.
          await checkPlaces(deps, caller, before?.places ?? []);
          await checkPlaces(deps, caller, body.places);
          checkIfAsked(`the schedule ${params.id}`, before ? declared(before) : null, query);
          const { sound } = body;
          if (sound.kind === 'file' && !(await recordings.get(sound.file))) {
            const reason = `there is no file ${sound.file}`;
            throw new Problem('invalid-input', `body.sound.file: ${reason}`, {
              faults: [{ in: 'body', field: 'sound.file', reason }],
            });
          }
          const schedule = await schedules.put(params.id, body, caller.principal!.id, now());
          const action = before ? 'broadcast.schedule.change' : 'broadcast.schedule.add';
          await audit.append(caller, { action, subject: params.id, result: 'done' });
          return view(schedule);
        }),
    }),
    endpoint({
      method: 'delete',
      path: '/broadcast/schedules/{id}',
      tag: 'broadcast',
      summary: 'Remove a schedule; what it plays now goes on',
      right: 'broadcast.operate',
      params: id,
      answer: { status: 204, description: 'Removed' },
      problems: ['not-found', 'unavailable'],
      handle: async ({ params, caller }) => {
        await checkPlaces(deps, caller, known(params.id).places);
        await schedules.remove(params.id);
        await audit.append(caller, { action: 'broadcast.schedule.remove', subject: params.id, result: 'done' });
      },
    }),
  ];
}
