import { z } from 'zod';
import { Label } from '../site.ts';

/** The format's name and version: the first record says them. */
export const DOSSIER_FORMAT = 'twin-dossier';
export const DOSSIER_VERSION = 1;

const instant = z.number().describe('epoch ms');
/** [x, y, z] metres in the site's frame: x east, y north, z up where its heading is 0. */
const Point = z.tuple([z.number(), z.number(), z.number()]);
const name = z.string();

/** The first record: of what, by whom, when, with which key, in which page. */
const Header = z.object({
  kind: z.literal('header'),
  format: z.literal(DOSSIER_FORMAT),
  version: z.literal(DOSSIER_VERSION),
  id: z.string().describe('of this dossier'),
  site: z.object({ code: z.string(), name: Label, timeZone: z.string().describe('IANA') }),
  subject: z.object({ alarm: z.string().nullable().describe('null for a span of time') }),
  from: instant,
  to: instant,
  madeAt: instant,
  madeBy: z.object({ account: name, displayName: name }),
  publicKey: z.string().describe('SM2, 04‖x‖y in hexadecimal digits'),
  page: z.string().describe('SM3 of all of the file but its records'),
});

/** The state of the twin when the span begins, as the journal has it. */
const State = z.object({
  kind: z.literal('state'),
  at: instant,
  seq: z.int(),
  recordedAt: instant,
  hash: z.string(),
  devices: z.int(),
  openAlarms: z.int(),
});

/** An alarm as it stood when the dossier was made. */
const Alarm = z.object({
  kind: z.literal('alarm'),
  id: z.string(),
  code: z.string(),
  label: Label,
  lead: z.string().nullable().describe('id of the leading alarm of its incident'),
  device: z.string(),
  facility: z.string(),
  facilityLabel: Label,
  priority: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]),
  building: z.string().nullable(),
  buildingName: z.string().nullable(),
  storey: z.string().nullable(),
  space: z.string().nullable(),
  zone: z.string().nullable(),
  time: instant,
  raisedAt: instant,
  closedAt: instant.nullable(),
  case: z.string(),
  falseAlarm: z.boolean(),
});

const Device = z.object({
  kind: z.literal('device'),
  code: z.string(),
  name,
  label: Label.describe('of its kind'),
  building: z.string().nullable(),
  storey: z.string().nullable(),
  space: z.string().nullable(),
  at: Point,
  distanceM: z.number().nullable().describe('to the device of the alarm; null for that one itself'),
  maintainer: z.string().nullable().describe('code of a person'),
});

/** An event as it stands in the journal. `label`: what it is about, where the event itself has but a code for it. */
const Event = z.object({
  kind: z.literal('event'),
  seq: z.int(),
  ordinal: z.int(),
  recordedAt: instant,
  alarm: z.string().nullable(),
  device: z.string().nullable(),
  label: Label.nullable(),
  answer: Label.nullable(),
  event: z.looseObject({ kind: z.string() }),
});
export type DossierEvent = z.infer<typeof Event>;

/** What a device observed. Summed up, a point is the last value of its interval. */
const Series = z.object({
  kind: z.literal('series'),
  device: z.string(),
  property: z.string(),
  label: Label,
  unit: z.string(),
  words: z.array(z.object({ value: z.number(), label: Label })).describe('of a boolean or a state'),
  intervalMs: z.number().nullable().describe('null: every observation'),
  points: z.array(z.tuple([instant, z.number()])),
});

/** Somebody who acted, is responsible or lives there, by what whoever made the dossier may see of people. */
const Person = z.object({
  kind: z.literal('person'),
  part: z.enum(['acted', 'maintains', 'lives']),
  id: z.string().describe('account id, or code of the person'),
  name,
  account: z.string().nullable(),
  phone: z.string().nullable(),
});

/** What a camera showed around an alarm. `data` is base64; null where it was not kept or is left out, which `reason` says. */
const footage = {
  alarm: z.string(),
  camera: z.string(),
  cameraName: name,
  from: instant,
  to: instant,
  type: z.string().nullable().describe('media type'),
  bytes: z.int(),
  data: z.string().nullable(),
  reason: z.string().nullable(),
};
const Picture = z.object({ kind: z.literal('picture'), ...footage });
const Clip = z.object({ kind: z.literal('clip'), ...footage });

/** A file of a storey's model: GLB in the building's frame, Y up as glTF asks. */
const Model = z.object({
  kind: z.literal('model'),
  building: z.string(),
  storey: z.string(),
  part: z.string(),
  origin: Point.describe('of the building, in the site frame'),
  headingDeg: z.number().describe('of the building, clockwise from the y axis of the site frame'),
  floorM: z.number().describe('of the storey, in the site frame'),
  data: z.string().describe('base64'),
});

/** The buildings around as blocks: rings on the ground in the site frame, metres. */
const Surroundings = z.object({
  kind: z.literal('surroundings'),
  buildings: z.array(
    z.object({
      code: z.string(),
      name,
      ring: z.array(z.tuple([z.number(), z.number()])),
      baseM: z.number(),
      heightM: z.number(),
    }),
  ),
});

export const LEFT_OUT = ['events', 'alarms', 'devices', 'series', 'clips', 'models', 'state', 'videoRight'] as const;

/** What does not stand in the dossier, how much of it, and why. */
const LeftOut = z.object({
  kind: z.literal('leftOut'),
  what: z.enum(LEFT_OUT),
  count: z.int().nullable(),
  reason: z.string(),
});

/** The last record: how many there are, itself included. */
const End = z.object({ kind: z.literal('end'), records: z.int() });

/** What a record of a dossier tells; `kind` says which. */
export const DossierContent = z.discriminatedUnion('kind', [
  Header,
  State,
  Alarm,
  Device,
  Event,
  Series,
  Person,
  Picture,
  Clip,
  Model,
  Surroundings,
  LeftOut,
  End,
]);
export type DossierContent = z.infer<typeof DossierContent>;
export type DossierKind = DossierContent['kind'];
/** The content of records of one kind. */
export type ContentOf<Kind extends DossierKind> = Extract<DossierContent, { kind: Kind }>;

/** A record: its content with its number, counted from 0. */
export type DossierRecord = DossierContent & { readonly n: number };
