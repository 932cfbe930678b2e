import type { Catalogue } from 'twin-core';
import type { BaseKind } from './base-kind.ts';
import { deviceKind, OBSERVATION_KIND } from './device-kinds.ts';
import { OCCUPANCY_KIND, ORGANISATION_KIND, PERSON_KIND } from './people-kinds.ts';
import { buildingKind, CAMERA_VIEW_KIND, HOUSE_KIND } from './place-kinds.ts';

/** Kinds of base data that files are imported as, by their names in the data dictionary. */
export const KIND_NAMES = [
  'device',
  'building',
  'house',
  'person',
  'occupancy',
  'organisation',
  'cameraView',
  'observation',
] as const;
export type KindName = (typeof KIND_NAMES)[number];

/** The kinds as they are at a site: which devices there are, and on what height its ground lies (metres above the ellipsoid). */
export function baseKinds(catalogue: Catalogue, siteHeight: number): Readonly<Record<KindName, BaseKind>> {
  return {
    device: deviceKind(catalogue, siteHeight),
    building: buildingKind(siteHeight),
    house: HOUSE_KIND,
    person: PERSON_KIND,
    occupancy: OCCUPANCY_KIND,
    organisation: ORGANISATION_KIND,
    cameraView: CAMERA_VIEW_KIND,
    observation: OBSERVATION_KIND,
  };
}
