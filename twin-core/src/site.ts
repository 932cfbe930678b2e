import { z } from 'zod';
import { Code } from './code.ts';
import { GeoPoint, Placement } from './place.ts';

/** Text in both interface languages. */
export const Label = z.object({ zh: z.string().min(1), en: z.string().min(1) });
export type Label = z.infer<typeof Label>;

/** Building of the base-information registry: the 11 basic and 5 address fields of clauses 6.4.1-2-2 and -2-3; null is not recorded. */
export const BuildingRecord = z.object({
  code: Code,
  name: z.string(),
  /** Plan position: ring of [longitude, latitude], WGS 84, first point not repeated. */
  footprint: z.array(z.tuple([z.number(), z.number()])).min(3),
  builtYear: z.number().int().nullable(),
  status: z.string().nullable(),
  serviceLifeYears: z.number().int().nullable(),
  mainUse: z.string().nullable(),
  structureType: z.string().nullable(),
  storeyCount: z.number().int(),
  undergroundStoreyCount: z.number().int(),
  heightM: z.number(),
  grossFloorAreaM2: z.number().nullable(),
  districtCode: z.string().nullable(),
  streetCode: z.string().nullable(),
  estateCode: z.string().nullable(),
  doorNumber: z.string().nullable(),
  placeKind: z.enum(['living', 'service', 'elderly', 'medical', 'cultural']).nullable(),
  placement: Placement,
  /** IFC file it was made from: beside site.json, or as it was named when it was uploaded; null where it has none. */
  ifc: z.string().nullable(),
});
export type BuildingRecord = z.infer<typeof BuildingRecord>;

/** Device of clause 6.4.1-8: six basic fields, three extended, and where it stands. What is not given is not recorded. */
export const DeviceRecord = z.object({
  code: Code,
  name: z.string(),
  kind: z.string(),
  facility: z.string(),
  manufacturer: z.string().nullable().default(null),
  model: z.string().nullable().default(null),
  installPosition: z.string().nullable().default(null),
  /** ISO 8601 date-time with zone. */
  installedAt: z.iso.datetime({ offset: true }).nullable().default(null),
  location: GeoPoint,
  building: Code.nullable().default(null),
  /** IfcBuildingStorey name as in building.json. */
  storey: z.string().nullable().default(null),
  /** IfcSpace name as in building.json. */
  space: z.string().nullable().default(null),
  zone: Code.nullable().default(null),
  ifcGuid: z.string().nullable().default(null),
  owningUnit: z.string().nullable().default(null),
  /** Code of the person responsible for maintenance. */
  maintainer: z.string().nullable().default(null),
  parent: Code.nullable().default(null),
  /** Devices this one works with: a camera, a siren, a door. */
  links: z.array(Code).default([]),
});
export type DeviceRecord = z.infer<typeof DeviceRecord>;

/** Person of clause 6.4.1-1. Personal data: stored apart, given out masked and by role. Invented in the demo. */
export const PersonRecord = z.object({
  code: Code,
  name: z.string(),
  sex: z.enum(['male', 'female', 'unknown']),
  phone: z.string().nullable(),
  residentKind: z.enum(['permanent', 'floating', 'staff']),
  house: Code.nullable(),
});
export type PersonRecord = z.infer<typeof PersonRecord>;

export const OrganisationRecord = z.object({
  code: Code,
  name: z.string(),
  kind: z.string(),
  tier: z.enum(['province', 'city', 'district', 'street', 'estateCommittee', 'quarter', 'unit']),
  parent: Code.nullable(),
});
export type OrganisationRecord = z.infer<typeof OrganisationRecord>;

/** One duty: a person in a role from one instant to another, repeating every day when daily is set. */
export const DutyRecord = z.object({
  person: Code,
  role: z.string(),
  shift: z.string(),
  /** Local time of day, HH:MM. */
  from: z.string().regex(/^\d\d:\d\d$/),
  to: z.string().regex(/^\d\d:\d\d$/),
});
export type DutyRecord = z.infer<typeof DutyRecord>;

/** A fence or other zone: a line or polygon of [longitude, latitude]. */
export const ZoneRecord = z.object({
  code: Code,
  name: z.string(),
  kind: z.enum(['fence', 'fireLane', 'parking', 'charging', 'area']),
  geometry: z.discriminatedUnion('type', [
    z.object({ type: z.literal('LineString'), coordinates: z.array(z.tuple([z.number(), z.number()])).min(2) }),
    z.object({
      type: z.literal('Polygon'),
      coordinates: z.array(z.array(z.tuple([z.number(), z.number()])).min(4)).min(1),
    }),
  ]),
});
export type ZoneRecord = z.infer<typeof ZoneRecord>;

/** models/site.json: a site, its own local frame, its buildings, and the files with the rest of its base data. */
export const SiteFile = z.object({
  site: Code,
  name: Label,
  timeZone: z.string(),
  /** Projected CRS of the IFC files' IfcMapConversion. */
  crs: z.string(),
  /** The site frame: +X east, +Y north when headingDeg is 0; ellipsoidal height of the ground at the origin. */
  frame: Placement,
  /** Orthometric height of the same ground and its datum: stated so that both can be checked against the geoid. */
  normalHeightM: z.number(),
  heightDatum: z.enum(['egm96', '1985']),
  boundary: z.array(z.tuple([z.number(), z.number()])).min(3),
  /** First view: camera position in the site frame (metres) and what it looks at. */
  view: z.object({
    from: z.tuple([z.number(), z.number(), z.number()]),
    to: z.tuple([z.number(), z.number(), z.number()]),
  }),
  buildings: z.array(BuildingRecord),
  zones: z.array(ZoneRecord),
  /** GeoJSON of the ground plan beside site.json: features with properties.layer road | path | green | water | plaza | fireLane | parking | court | wall | gate | tree | roof | outside. */
  ground: z.string(),
  /** Further base data beside site.json: arrays of the records above. */
  data: z.object({
    devices: z.string(),
    houses: z.string(),
    persons: z.string(),
    owners: z.string().optional(),
    occupancies: z.string().optional(),
    cameraViews: z.string().optional(),
    cameraCalibrations: z.string().optional(),
    cameraStreams: z.string().optional(),
    organisations: z.string(),
    assetRights: z.string().optional(),
    duties: z.string(),
  }),
});
export type SiteFile = z.infer<typeof SiteFile>;
