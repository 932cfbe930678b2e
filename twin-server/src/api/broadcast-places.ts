import type { DeviceRecord } from 'twin-core';
import { z } from 'zod';
import { loudspeakersIn, TERMINAL } from '../broadcast/loudspeakers.ts';
import { EVERYWHERE } from '../broadcast/zone-rights.ts';
import type { ApiDeps } from './deps.ts';
import { type Caller, type Endpoint, endpoint } from './endpoint.ts';
import { code, listOf, pageIfAsked, pageOfWhole } from './input.ts';
import { Problem } from './problem.ts';

const PlaceView = z.object({
  code: z.string(),
  name: z.string(),
  kind: z.enum(['zone', 'building']),
  loudspeakers: z.int(),
  allowed: z.boolean().describe('whether the caller may broadcast there'),
});

const RightView = z.object({
  account: z.string().describe('account id'),
  places: z.array(z.string()).describe(`codes of zones and buildings; ${EVERYWHERE} for all of them`),
});

/** Where the caller may broadcast: a test over codes of zones and buildings (7.2.5-3). */
async function allowedPlaces(
  { decide, site, publicAddress }: ApiDeps,
  { principal }: Caller,
): Promise<(place: string) => boolean> {
  if (decide(principal, 'broadcast.manage', { site }).allowed) return () => true;
  if (!principal || !decide(principal, 'broadcast.operate', { site }).allowed) return () => false;
  const given = await publicAddress.zoneRights.of(principal.id);
  return (place) => given.has(EVERYWHERE) || given.has(place);
}

/** Lets pass who may broadcast in all of these places. Throws Problem for others, on record, and for places that there are not. */
export async function checkPlaces(deps: ApiDeps, caller: Caller, places: readonly string[]): Promise<void> {
  const unknown = places.findIndex((place) => !deps.registry.zone(place) && !deps.registry.building(place));
  if (unknown >= 0) {
    const reason = `there is no zone or building ${places[unknown]}`;
    const field = `places.${unknown}`;
    throw new Problem('invalid-input', `body.${field}: ${reason}`, { faults: [{ in: 'body', field, reason }] });
  }
  const isAllowed = await allowedPlaces(deps, caller);
  const refused = places.filter((place) => !isAllowed(place));
  if (refused.length > 0) await refuse(deps, caller, refused.join(', '));
}

/** The same for telling one loudspeaker something by hand: its zone or its building is enough; one that is in neither is everybody's. */
export async function checkLoudspeaker(deps: ApiDeps, caller: Caller, device: DeviceRecord): Promise<void> {
  if (device.kind !== TERMINAL) return;
  const isAllowed = await allowedPlaces(deps, caller);
  const places = [device.zone, device.building].filter((place) => place !== null);
  const asked = places.length > 0 ? places : [EVERYWHERE];
  if (!asked.some(isAllowed)) await refuse(deps, caller, asked.join(', '));
}

async function refuse({ access }: ApiDeps, caller: Caller, subject: string): Promise<never> {
  await access.audit.append(caller, { action: 'broadcast.operate', subject, result: 'refused' });
  throw new Problem('not-allowed', `the right to broadcast in ${subject} is not granted`);
}

/** Zones and buildings with loudspeakers, and who may broadcast where (7.2.5-3). */
export function broadcastPlaceEndpoints(deps: ApiDeps): Endpoint[] {
  const { registry, access, publicAddress } = deps;
  return [
    endpoint({
      method: 'get',
      path: '/broadcast/places',
      tag: 'broadcast',
      summary: 'Zones and buildings with loudspeakers, and whether the caller may broadcast there',
      right: 'twin.view',
      query: z.strictObject(pageIfAsked()),
      answer: { status: 200, description: 'All of them unless asked for fewer', schema: listOf(PlaceView) },
      problems: ['unavailable'],
      handle: async ({ query, caller }) => {
        const isAllowed = await allowedPlaces(deps, caller);
        const view = (kind: 'zone' | 'building') => (place: { code: string; name: string }) => {
          const loudspeakers = loudspeakersIn(registry, [place.code]).length;
          const { code, name } = place;
          return loudspeakers === 0 ? [] : [{ code, name, kind, loudspeakers, allowed: isAllowed(code) }];
        };
        const places = [
          ...[...registry.zones()].flatMap(view('zone')),
          ...[...registry.buildings()].flatMap(view('building')),
        ];
        return pageOfWhole(places, query, (place) => `${place.kind}/${place.code}`);
      },
    }),
    endpoint({
      method: 'get',
      path: '/broadcast/rights',
      tag: 'broadcast',
      summary: 'Who may broadcast where, beside those who may everywhere by their role',
      right: 'broadcast.manage',
      query: z.strictObject(pageIfAsked()),
      answer: { status: 200, description: 'All of them unless asked for fewer', schema: listOf(RightView) },
      problems: ['unavailable'],
      handle: async ({ query }) => pageOfWhole(await publicAddress.zoneRights.all(), query, ({ account }) => account),
    }),
    endpoint({
      method: 'put',
      path: '/broadcast/rights/{account}',
      tag: 'broadcast',
      summary: 'Say where an account may broadcast; nowhere with an empty list',
      right: 'broadcast.manage',
      params: z.object({ account: z.uuid().describe('account id') }),
      body: z.strictObject({ places: z.array(code).max(500) }),
      answer: { status: 200, description: 'As stored', schema: RightView },
      problems: ['not-found', 'unavailable'],
      handle: async ({ params: { account }, body: { places }, caller }) => {
        if (!(await access.accounts.namesOf([account])).has(account))
          throw new Problem('not-found', `no account ${account}`);
        await checkPlaces(
          deps,
          caller,
          places.filter((place) => place !== EVERYWHERE),
        );
        await publicAddress.zoneRights.put(account, places);
        const detail = { places };
        await access.audit.append(caller, { action: 'broadcast.right', subject: account, result: 'done', detail });
        return { account, places };
      },
    }),
  ];
}
