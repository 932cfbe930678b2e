import { type Device, type DeviceRecord, deviceByCode, deviceState, GeoPoint, Label, type TwinState } from 'twin-core';
import { z } from 'zod';
import { viewPerson } from '../base/mask.ts';
import type { Principal } from '../principal.ts';
import { AlarmView, openAlarms, viewAlarm } from './alarm-view.ts';
import type { ApiDeps } from './deps.ts';
import { exposureOf, PersonView } from './exposure.ts';

export const DeviceStateWord = z.enum(['alarm', 'fault', 'offline', 'stale', 'unknown', 'normal']);

/** A device in a list. */
export const DeviceRow = z.object({
  code: z.string(),
  name: z.string(),
  kind: z.string(),
  facility: z.string(),
  building: z.string().nullable(),
  storey: z.string().nullable(),
  state: DeviceStateWord,
  location: GeoPoint,
});

const ValueView = z.object({
  property: z.string(),
  label: Label,
  unit: z.string(),
  value: z.number().nullable().describe('a boolean is 0 or 1, a state its number; null when never reported'),
  state: z.string().optional().describe('the name of the state, for a property of type state'),
  time: z.number().nullable().describe('phenomenonTime, epoch ms'),
  ageMs: z.number().nullable(),
});

const NeighbourView = z.object({
  code: z.string(),
  name: z.string(),
  distanceM: z.number().describe('metres, straight'),
});

/** A device in full: the six basic and three extended fields of clause 6.4.1-8, its last values and open alarms. Null means not recorded. */
export const DeviceView = z.object({
  code: z.string(),
  name: z.string(),
  kind: z.string(),
  facility: z.string(),
  state: DeviceStateWord,
  manufacturer: z.string().nullable(),
  model: z.string().nullable(),
  installPosition: z.string().nullable(),
  installedAt: z.string().nullable(),
  site: z.string(),
  building: z.string().nullable(),
  storey: z.string().nullable(),
  space: z.string().nullable(),
  zone: z.string().nullable(),
  location: GeoPoint,
  ifcGuid: z.string().nullable(),
  owningUnit: z.string().nullable(),
  maintainer: PersonView.nullable(),
  parent: z.string().nullable(),
  lastHeard: z.number().nullable().describe('epoch ms'),
  values: z.array(ValueView),
  alarms: z.array(AlarmView),
  links: z.array(z.object({ code: z.string(), name: z.string(), kind: z.string().nullable() })),
  near: z
    .object({ camera: z.array(NeighbourView), siren: z.array(NeighbourView), hydrant: z.array(NeighbourView) })
    .describe('nearest first'),
});

/** What a device's symbol tells now. */
export function stateOf(
  deps: ApiDeps,
  state: TwinState,
  record: DeviceRecord,
  now: number,
): z.infer<typeof DeviceStateWord> {
  const device = deviceByCode(state, record.code);
  const silenceAfterMs = deps.catalogue.kind(record.kind)?.kind.silenceAfterMs;
  return device && silenceAfterMs !== undefined ? deviceState(state, device, silenceAfterMs, now) : 'unknown';
}

export function viewDeviceRow(record: DeviceRecord, state: z.infer<typeof DeviceStateWord>): z.infer<typeof DeviceRow> {
  const { code, name, kind, facility, building, storey, location } = record;
  return { code, name, kind, facility, building, storey, state, location };
}

/** A device as this caller may see it, at `now` (epoch ms). */
export function viewDevice(
  deps: ApiDeps,
  record: DeviceRecord,
  principal: Principal | null,
  now: number,
): z.infer<typeof DeviceView> {
  const { registry, catalogue } = deps;
  const state = deps.published();
  const device = deviceByCode(state, record.code);
  const maintainer = record.maintainer === null ? undefined : registry.person(record.maintainer);
  const { code, links, maintainer: _code, ...fields } = record;
  return {
    code,
    ...fields,
    site: deps.site,
    state: stateOf(deps, state, record, now),
    maintainer: maintainer ? viewPerson(maintainer, exposureOf(deps, principal)) : null,
    lastHeard: finite(device && state.heard[device.slot]),
    values: device ? viewValues(deps, state, device, now) : [],
    alarms: [...openAlarms(state, (alarm) => alarm.device === code)].map((alarm) =>
      viewAlarm(alarm, catalogue, record.name),
    ),
    links: links.map((link) => {
      const other = registry.device(link);
      return { code: link, name: other?.name ?? link, kind: other?.kind ?? null };
    }),
    near: copyOf(deps.surroundings.near(record)),
  };
}

function copyOf({
  camera,
  siren,
  hydrant,
}: ReturnType<ApiDeps['surroundings']['near']>): z.infer<typeof DeviceView>['near'] {
  return { camera: [...camera], siren: [...siren], hydrant: [...hydrant] };
}

function viewValues(
  { catalogue }: ApiDeps,
  state: TwinState,
  device: Device,
  now: number,
): z.infer<typeof ValueView>[] {
  return device.properties.map((property, i) => {
    const slot = device.slots[i]!;
    const declared = catalogue.property(device.deviceKind, property);
    const value = finite(state.values[slot]);
    const time = finite(state.times[slot]);
    const name = value === null ? undefined : declared?.states?.[value]?.name;
    return {
      property,
      label: declared?.label ?? { zh: property, en: property },
      unit: declared?.unit ?? '',
      value,
      ...(name !== undefined && { state: name }),
      time,
      ageMs: time === null ? null : Math.max(0, now - time),
    };
  });
}

/** NaN, which stands for never, has no place in JSON. */
function finite(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}
