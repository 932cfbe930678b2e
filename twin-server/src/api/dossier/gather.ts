import { randomUUID } from 'node:crypto';
import { geoToLocal } from 'twin-core';
import { type ContentOf, DOSSIER_FORMAT, DOSSIER_VERSION, type DossierContent } from 'twin-core/dossier';
import { TooOldError } from '../../history/state-at.ts';
import type { ListedAlarm } from '../alarm-view.ts';
import type { ApiDeps } from '../deps.ts';
import type { Caller } from '../endpoint.ts';
import { gatherEvents } from './events.ts';
import { gatherFootage } from './footage.ts';
import { gatherPeople } from './people.ts';
import { gatherPlace, round } from './place.ts';
import type { Subject } from './subject.ts';
import { gatherValues } from './values.ts';

/** What a dossier says of itself. */
interface Made {
  readonly caller: Caller;
  readonly publicKey: string;
  /** SM3 of the page that it is written into. */
  readonly page: string;
}

/** EVERYTHING A DOSSIER TELLS, record by record, as far as its limits go; what is left out is told too. */
export async function* gatherDossier(
  deps: ApiDeps,
  subject: Subject,
  { caller, publicKey, page }: Made,
): AsyncGenerator<DossierContent> {
  const { registry } = deps;
  const { code, name, timeZone } = registry.site;
  yield {
    ...{ kind: 'header', format: DOSSIER_FORMAT, version: DOSSIER_VERSION, id: randomUUID() },
    site: { code, name, timeZone },
    subject: { alarm: subject.alarm },
    from: subject.from,
    to: subject.to,
    madeAt: (deps.now ?? Date.now)(),
    madeBy: { account: caller.principal?.account ?? '', displayName: caller.principal?.displayName ?? '' },
    publicKey,
    page,
  };
  yield* subject.leftOut;
  yield await stateBefore(deps, subject.from);
  for (const alarm of subject.alarms) yield alarmOf(deps, alarm);
  for (const device of subject.devices) yield deviceOf(deps, device);
  const { events, leftOut } = await gatherEvents(deps, subject);
  yield* events;
  yield* leftOut;
  yield* await gatherPeople(deps, subject, events, caller);
  yield* gatherValues(deps, subject);
  yield* gatherPlace(deps, subject);
  yield* gatherFootage(deps, subject, caller);
}

async function stateBefore({ history }: ApiDeps, at: number): Promise<ContentOf<'state'> | ContentOf<'leftOut'>> {
  try {
    const { seq, recordedAt, hash, devices, openAlarms } = await history.stateAt(at, false);
    return { kind: 'state', at, seq, recordedAt, hash, devices, openAlarms };
  } catch (cause) {
    if (!(cause instanceof TooOldError)) throw cause;
    return { kind: 'leftOut', what: 'state', count: null, reason: 'tooOld' };
  }
}

function alarmOf({ catalogue, registry }: ApiDeps, alarm: ListedAlarm): ContentOf<'alarm'> {
  const { id, code, device, facility, priority, building, storey, space, zone, time, raisedAt, falseAlarm } = alarm;
  return {
    ...{
      kind: 'alarm',
      id,
      code,
      device,
      facility,
      priority,
      building,
      storey,
      space,
      zone,
      time,
      raisedAt,
      falseAlarm,
    },
    label: catalogue.rule(code)?.label ?? { zh: code, en: code },
    facilityLabel: catalogue.facility(facility)?.label ?? { zh: facility, en: facility },
    buildingName: building === null ? null : (registry.building(building)?.name ?? null),
    lead: alarm.group?.lead ?? null,
    closedAt: alarm.closedAt ?? null,
    case: alarm.case,
  };
}

function deviceOf(
  { catalogue, registry }: ApiDeps,
  { record, distanceM }: Subject['devices'][number],
): ContentOf<'device'> {
  const { code, name, kind, building, storey, space, location, maintainer } = record;
  return {
    ...{ kind: 'device', code, name, building, storey, space, maintainer, distanceM },
    label: catalogue.kind(kind)?.kind.label ?? { zh: kind, en: kind },
    at: round(geoToLocal(registry.site.frame, location)),
  };
}
