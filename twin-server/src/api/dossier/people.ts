import type { TwinEvent } from 'twin-core';
import type { ContentOf } from 'twin-core/dossier';
import { viewPerson } from '../../base/mask.ts';
import type { ApiDeps } from '../deps.ts';
import type { Caller } from '../endpoint.ts';
import { exposureOf } from '../exposure.ts';
import { homeAt } from './place.ts';
import type { Subject } from './subject.ts';

/** Who acted, who maintains the devices of the alarms and who lives where they are, by what the caller may see of people (8.1.3-7). */
export async function gatherPeople(
  deps: ApiDeps,
  { alarms, devices }: Subject,
  events: readonly ContentOf<'event'>[],
  { principal }: Caller,
): Promise<ContentOf<'person'>[]> {
  const { registry, access } = deps;
  const exposure = exposureOf(deps, principal);
  const ids = events.flatMap(({ event }) => actorsOf(event as unknown as TwinEvent));
  const acted = await access.accounts.namesOf(new Set(ids));
  const maintainers = new Set(
    devices.flatMap(({ record, distanceM }) => (distanceM === null ? (record.maintainer ?? []) : [])),
  );
  const homes = new Set(await Promise.all(alarms.map((alarm) => homeAt(deps, alarm))));
  const seen = (part: 'maintains' | 'lives') => (person: Parameters<typeof viewPerson>[0]) => {
    const { code: id, name, phone } = viewPerson(person, exposure);
    return { kind: 'person' as const, part, id, name, account: null, phone };
  };
  return [
    ...Array.from(acted, ([id, { account, displayName: name }]) => ({
      ...{ kind: 'person' as const, part: 'acted' as const, id, name, account, phone: null },
    })),
    ...[...maintainers].flatMap((code) => registry.person(code) ?? []).map(seen('maintains')),
    ...[...homes].flatMap((home) => (home === null ? [] : registry.residentsOf(home).map(seen('lives')))),
  ];
}

function actorsOf(event: TwinEvent): string[] {
  if (event.kind === 'action.asked') return [event.by];
  return event.kind === 'alarm.handled' ? [event.by, event.assignee].filter((id) => id !== null) : [];
}
