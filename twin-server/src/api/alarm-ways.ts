import { type Alarm, type ToldWays, WayInTold, WaysOutTold } from 'twin-core';
import { z } from 'zod';
import { reasonOf } from '../problem.ts';
import { wayInTold, waysOutTold } from '../routes/told-ways.ts';
import type { ApiDeps } from './deps.ts';
import { type Endpoint, endpoint } from './endpoint.ts';
import { code } from './input.ts';
import { Problem } from './problem.ts';

const AlarmWaysView = z.object({
  out: WaysOutTold.nullable().describe('null: no walkable model of its building'),
  in: WayInTold.nullable(),
});

/** What people are told of an alarm's building as things stand: clauses 7.2.7-5, 5.8.8. */
export function alarmWayEndpoints(deps: ApiDeps): Endpoint[] {
  return [
    endpoint({
      method: 'get',
      path: '/alarms/{id}/ways',
      tag: 'alarms',
      summary: 'In brief: the ways out of its building, and the way in for responders',
      right: 'twin.view',
      params: z.object({ id: code }),
      answer: { status: 200, description: 'What the steps of its procedure tell', schema: AlarmWaysView },
      problems: ['not-found'],
      handle: async ({ params: { id } }) => {
        const alarm = deps.published().alarms.get(id);
        if (!alarm) throw new Problem('not-found', `no open alarm ${id}`);
        return { out: await toldOf(deps, alarm, 'waysOut'), in: await toldOf(deps, alarm, 'wayIn') };
      },
    }),
  ];
}

/** What is told in a step of an open alarm's procedure now; undefined for a step that tells nothing, or where no ways are known. */
export async function toldInStep(deps: ApiDeps, id: string, step: string): Promise<ToldWays | undefined> {
  const alarm = deps.published().alarms.get(id);
  const procedure = alarm && deps.catalogue.procedureFor(alarm.code);
  const tells = procedure?.steps.find((declared) => declared.id === step)?.tells;
  if (!alarm || !tells) return undefined;
  try {
    return (await toldOf(deps, alarm, tells)) ?? undefined;
  } catch (cause) {
    // What people did is recorded, whether or not its ways are known.
    deps.log.warn({ alarm: id, step, reason: reasonOf(cause) }, 'the step is kept without its ways');
    return undefined;
  }
}

function toldOf(deps: ApiDeps, alarm: Alarm, about: 'waysOut'): Promise<WaysOutTold | null>;
function toldOf(deps: ApiDeps, alarm: Alarm, about: 'wayIn'): Promise<WayInTold | null>;
function toldOf(deps: ApiDeps, alarm: Alarm, about: ToldWays['about']): Promise<ToldWays | null>;
async function toldOf(
  { routes, registry, published }: ApiDeps,
  { building, storey, space }: Alarm,
  about: ToldWays['about'],
): Promise<ToldWays | null> {
  const now = building === null ? null : await routes?.of(building);
  if (!now) return null;
  if (about === 'waysOut') return waysOutTold(now);
  const ground = await routes!.ground();
  const sources = { state: published(), ground, devices: registry.devices(), zones: registry.zones() };
  return wayInTold(now, now.ways.spaceNamed(storey, space), sources);
}
