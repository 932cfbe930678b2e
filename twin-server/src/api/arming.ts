import { z } from 'zod';
import { ArmPeriods } from '../facilities/perimeter/schedule.ts';
import { ResultView } from './alarm-view.ts';
import type { ApiDeps } from './deps.ts';
import { type Endpoint, endpoint } from './endpoint.ts';
import { code } from './input.ts';
import { Problem } from './problem.ts';

const Schedule = z.object({ periods: ArmPeriods.nullable().describe('null: by hand only') });

/** Arming and disarming fence zones, by hand and by schedule (E6.1.4-2). */
export function armingEndpoints({ arming, registry, access }: ApiDeps): Endpoint[] {
  const params = z.object({ code });
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
      path: '/zones/{code}/arm-schedule',
      tag: 'places',
      summary: 'When a fence zone is armed',
      right: 'twin.view',
      params,
      answer: { status: 200, description: 'In the local time of the site', schema: Schedule },
      problems: ['not-found'],
      handle: ({ params: { code: zone } }) => ({ periods: arming.scheduleOf(known(zone)) }),
    }),
    endpoint({
      method: 'put',
      path: '/zones/{code}/arm-schedule',
      tag: 'places',
      summary: 'Say when a fence zone is armed; it is followed from now on',
      right: 'base.manage',
      params,
      body: Schedule.strict(),
      answer: { status: 200, description: 'As stored', schema: Schedule },
      problems: ['not-found', 'unavailable'],
      handle: async ({ params: { code: zone }, body, caller }) => {
        await arming.put(known(zone), body.periods);
        await access.audit.append(caller, { action: 'zone.armSchedule', subject: zone, result: 'done' });
        return { periods: arming.scheduleOf(zone) };
      },
    }),
  ];
}
