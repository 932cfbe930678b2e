import { z } from 'zod';

const Label = z.object({ zh: z.string(), en: z.string() });
const Person = z.object({ id: z.string(), name: z.string() });

/** Why a drill stands; `ready` before it began. */
const Paused = z.object({
  why: z.enum(['ready', 'leader', 'alarm', 'interrupted']),
  alarm: z.string().optional(),
  device: z.string().optional(),
});

/** A drill in a list. `beganAt` and `endedAt` are real time, `startsAt` is its own clock's, epoch ms. */
export const DrillSummary = z.object({
  number: z.int(),
  /** Of its course. */
  name: z.string(),
  scenario: z.string(),
  title: Label,
  place: Label,
  seed: z.int(),
  onAlarm: z.enum(['pause', 'tell']),
  ledBy: Person,
  beganAt: z.number(),
  startsAt: z.number(),
  paused: Paused.nullable(),
  endedAt: z.number().nullable(),
  ending: z.object({ why: z.enum(['leader', 'time', 'done', 'abandoned', 'lost']) }).nullable(),
  percent: z.number().nullable(),
});
export type DrillSummary = z.infer<typeof DrillSummary>;
export const DrillsReply = z.object({ items: z.array(DrillSummary), next: z.string().nullable() });

const Entry = z.object({
  /** ms from the drill's start, as all times below. */
  at: z.number(),
  kind: z.enum(['message', 'say', 'inject', 'refused', 'joined', 'paused', 'resumed', 'liveAlarm', 'ended']),
  by: Person.nullable(),
  to: z.string().nullable(),
  text: Label.nullable(),
  device: z.string().nullable(),
});
export type DrillEntry = z.infer<typeof Entry>;

const Step = z.object({
  step: z.string(),
  text: Label,
  role: z.string(),
  mandatory: z.boolean(),
  dueAt: z.number().nullable(),
  doneAt: z.number().nullable(),
  by: Person.nullable(),
  byOther: z.boolean(),
  result: z.enum(['inTime', 'late', 'missed', 'notDue']),
});
export type DrillStep = z.infer<typeof Step>;

/** A drill in full; what only its leader sees is null for others while it goes on. */
export const DrillDetail = DrillSummary.extend({
  description: Label,
  roles: z.array(z.object({ id: z.string(), label: Label })),
  at: z.number(),
  running: z.boolean(),
  leads: z.boolean(),
  role: z.string().nullable(),
  people: z.array(Person.extend({ role: z.string() })),
  entries: z.array(Entry),
  pictures: z.array(z.object({ picture: z.int(), at: z.number(), moment: z.string() })),
  told: z.int(),
  injects: z.int().nullable(),
  steps: z.array(Step).nullable(),
  score: z
    .object({
      points: z.number(),
      of: z.number(),
      percent: z.number().nullable(),
      inTime: z.int(),
      late: z.int(),
      missed: z.int(),
    })
    .nullable(),
});
export type DrillDetail = z.infer<typeof DrillDetail>;

const Fault = z.object({ line: z.int(), column: z.int(), path: z.string(), message: Label });

/** A scenario in a list; `faults`: what is wrong with it on this site now. */
export const ScenarioSummary = z.object({
  code: z.string(),
  title: Label.nullable(),
  place: Label.nullable(),
  preset: z.boolean(),
  injects: z.int(),
  steps: z.int(),
  faults: z.array(Fault),
});
export type ScenarioSummary = z.infer<typeof ScenarioSummary>;
export const ScenariosReply = z.object({ items: z.array(ScenarioSummary) });
export const ScenarioDetail = ScenarioSummary.extend({ text: z.string() });
export type ScenarioDetail = z.infer<typeof ScenarioDetail>;
