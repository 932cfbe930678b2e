import { join } from 'node:path';
import type { Catalogue } from 'twin-core';
import { InputError } from '../problem.ts';
import type { SiteBase, SiteTenure } from './site-base.ts';

/** Names what is wrong with a row: its list, its number from 1, the field, the value and the reason. */
type Refuse = (list: keyof (SiteBase & SiteTenure), index: number, field: string, reason: string) => never;

/**
 * Checks what one record says of another: codes are given once, every reference leads somewhere, every device is of a kind
 * and facility of the catalogue. Throws InputError with list, row, field and reason of the first fault.
 */
export function checkReferences(base: SiteBase & SiteTenure, catalogue: Catalogue, dir: string): void {
  const refuse: Refuse = (list, index, field, reason) => {
    throw new InputError(reason, { place: `${join(dir, 'site.json')}: ${list} row ${index + 1}, ${field}` });
  };
  const codes = {
    buildings: codesOf('buildings', base.buildings, refuse),
    zones: codesOf('zones', base.zones, refuse),
    devices: codesOf('devices', base.devices, refuse),
    houses: codesOf('houses', base.houses, refuse),
    persons: codesOf('persons', base.persons, refuse),
    organisations: codesOf('organisations', base.organisations, refuse),
  };
  codesOf('occupancies', base.occupancies, refuse);
  const refer = (
    list: keyof (SiteBase & SiteTenure),
    index: number,
    field: string,
    to: keyof typeof codes,
    code: string | null,
  ) => {
    if (code !== null && !codes[to].has(code)) refuse(list, index, field, `there is no ${code} among the ${to}`);
  };
  base.houses.forEach((house, i) => {
    refer('houses', i, 'building', 'buildings', house.building);
  });
  base.owners.forEach((owner, i) => {
    refer('owners', i, 'house', 'houses', owner.house);
  });
  base.occupancies.forEach((stay, i) => {
    refer('occupancies', i, 'house', 'houses', stay.house);
  });
  base.persons.forEach((person, i) => {
    refer('persons', i, 'house', 'houses', person.house);
  });
  base.organisations.forEach((organisation, i) => {
    refer('organisations', i, 'parent', 'organisations', organisation.parent);
  });
  base.duties.forEach((duty, i) => {
    refer('duties', i, 'person', 'persons', duty.person);
  });
  base.assetRights.forEach(({ scope, code, ...rights }, i) => {
    if (scope === 'device') refer('assetRights', i, 'code', 'devices', code);
    else if (!catalogue.facility(code)) refuse('assetRights', i, 'code', `there is no facility ${code}`);
    for (const right of ['ownerRight', 'useRight', 'opsRight'] as const)
      refer('assetRights', i, right, 'organisations', rights[right]);
  });
  base.cameraViews.forEach((view, i) => {
    refer('cameraViews', i, 'device', 'devices', view.device);
  });
  base.cameraCalibrations.forEach(({ camera }, i) => {
    refer('cameraCalibrations', i, 'camera', 'devices', camera);
  });
  base.cameraStreams.forEach(({ camera }, i) => {
    refer('cameraStreams', i, 'camera', 'devices', camera);
  });
  base.devices.forEach((device, i) => {
    const facility = catalogue.kind(device.kind)?.facility.id;
    if (facility === undefined) refuse('devices', i, 'kind', `there is no device kind ${device.kind}`);
    if (facility !== device.facility)
      refuse('devices', i, 'facility', `a ${device.kind} belongs to ${facility}, not ${device.facility}`);
    refer('devices', i, 'building', 'buildings', device.building);
    refer('devices', i, 'zone', 'zones', device.zone);
    refer('devices', i, 'maintainer', 'persons', device.maintainer);
    refer('devices', i, 'parent', 'devices', device.parent);
    for (const link of device.links) refer('devices', i, 'links', 'devices', link);
  });
}

function codesOf(
  list: keyof (SiteBase & SiteTenure),
  records: readonly { readonly code: string }[],
  refuse: Refuse,
): Set<string> {
  const codes = new Set<string>();
  records.forEach(({ code }, index) => {
    if (codes.has(code)) refuse(list, index, 'code', `${code} is given twice`);
    codes.add(code);
  });
  return codes;
}
