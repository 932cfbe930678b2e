import { Label } from 'twin-core';
import { type PlannedInject, planDrill, Scenario, type StepScore } from 'twin-core/drill';
import { z } from 'zod';
import type { Drill } from '../drills/drill.ts';
import { drillName } from '../drills/drill.ts';
import type { DrillEntry, DrillPicture, DrillRow } from '../drills/drill-record.ts';
import type { ApiDeps } from './deps.ts';

const offset = z.number().describe("ms from the drill's start, by its clock");
const instant = z.number().describe('epoch ms');
const Person = z.object({ id: z.string().describe('account id'), name: z.string() });

const PausedView = z.object({
  why: z
    .enum(['ready', 'leader', 'alarm', 'interrupted'])
    .describe('ready: not begun yet; interrupted: the server was away'),
  alarm: z.string().optional().describe('id of the real alarm'),
  device: z.string().optional(),
  by: z.string().optional(),
});
const EndingView = z.object({
  why: z.enum(['leader', 'time', 'done', 'abandoned', 'lost']),
  by: z.string().optional(),
});

/** A drill in a list. */
export const DrillSummary = z.object({
  number: z.int(),
  name: z.string().describe('under which the push channel and /courses tell of it while it goes on'),
  scenario: z.string(),
  title: Label,
  place: Label,
  seed: z.int(),
  onAlarm: z.enum(['pause', 'tell']).describe('what a real critical alarm does to it'),
  ledBy: Person,
  beganAt: instant.describe('real time, epoch ms'),
  startsAt: instant.describe('at which its clock begins, epoch ms'),
  paused: PausedView.nullable(),
  endedAt: instant.nullable(),
  ending: EndingView.nullable(),
  percent: z.number().nullable().describe('its score, once it is over'),
});
export type DrillSummary = z.infer<typeof DrillSummary>;

const EntryView = z.object({
  at: offset,
  kind: z.enum(['message', 'say', 'inject', 'refused', 'joined', 'paused', 'resumed', 'liveAlarm', 'ended']),
  by: Person.nullable().describe('null for the exercise itself'),
  to: z.string().nullable().describe('the role it is for, or all; of joined the role taken'),
  text: Label.nullable().describe('what was said; of an inject what the device told'),
  device: z.string().nullable(),
});
type EntryView = z.infer<typeof EntryView>;

const StepView = z.object({
  step: z.string(),
  text: Label,
  role: z.string(),
  mandatory: z.boolean(),
  withinS: z.number(),
  begunAt: offset.nullable(),
  dueAt: offset.nullable(),
  doneAt: offset.nullable(),
  by: Person.nullable(),
  byOther: z.boolean(),
  result: z.enum(['inTime', 'late', 'missed', 'notDue']),
  points: z.number(),
  of: z.number(),
});

/** A drill in full, as its leader or a participant sees it. */
export const DrillDetail = DrillSummary.extend({
  description: Label,
  roles: Scenario.shape.roles,
  at: offset,
  running: z.boolean(),
  leads: z.boolean().describe('the caller leads it'),
  role: z.string().nullable().describe("the caller's"),
  people: z.array(Person.extend({ role: z.string() })),
  entries: z.array(EntryView),
  pictures: z.array(z.object({ picture: z.int(), at: offset, moment: z.string() })),
  told: z.int().describe('injects that happened'),
  injects: z.int().nullable().describe('how many there are: for its leader, and once it is over'),
  steps: z.array(StepView).nullable().describe('expected steps: for its leader, and once it is over'),
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

type Names = Awaited<ReturnType<ApiDeps['access']['accounts']['namesOf']>>;
const person = (names: Names, id: string) => ({ id, name: names.get(id)?.displayName ?? id });

export async function viewDrills({ access }: ApiDeps, rows: readonly DrillRow[]): Promise<DrillSummary[]> {
  const names = await access.accounts.namesOf(rows.map(({ ledBy }) => ledBy));
  return rows.map((row) => summary(row, names));
}

function summary(row: DrillRow, names: Names): DrillSummary {
  const { number, scenario, seed, onAlarm, ledBy, beganAt, startsAt, paused, endedAt, ending, result } = row;
  return {
    number,
    name: drillName(number),
    scenario: scenario.code,
    title: scenario.title,
    place: scenario.place.label,
    seed,
    onAlarm,
    ledBy: person(names, ledBy),
    beganAt,
    startsAt,
    paused,
    endedAt,
    ending,
    percent: result?.sheet.percent ?? null,
  };
}

/** A drill that goes on, or, where `drill` is null, one that is over. Who takes part sees the situation; who leads sees everything. */
export async function viewDrill(
  { access, drills }: ApiDeps,
  row: DrillRow,
  drill: Drill | null,
  caller: string,
): Promise<DrillDetail> {
  const { table } = drills;
  const { number, scenario } = row;
  const roles = drill?.roles ?? (await table.roles(number));
  const entries = drill?.entries ?? (await table.entries(number));
  const sheet = drill ? drill.sheet() : (row.result?.sheet ?? null);
  const plan = drill?.plan ?? planDrill(scenario, row.seed);
  const names = await access.accounts.namesOf([
    row.ledBy,
    ...Object.keys(roles),
    ...entries.flatMap(({ by }) => by ?? []),
    ...(sheet?.steps.flatMap(({ by }) => by ?? []) ?? []),
  ]);
  const leads = row.ledBy === caller;
  const seesAll = leads || !drill;
  const injects = new Map(plan.injects.map((inject) => [inject.key, inject]));
  const role = roles[caller] ?? null;
  const shown = entries.filter((entry) => seesAll || isFor(entry, role, caller));
  const step = (score: StepScore) => {
    const { text, role: of, mandatory, withinS } = scenario.steps.find(({ id }) => id === score.step)!;
    return { ...score, text, role: of, mandatory, withinS, by: score.by === null ? null : person(names, score.by) };
  };
  return {
    ...summary(row, names),
    paused: drill ? drill.paused : null,
    description: scenario.description,
    roles: scenario.roles,
    at: drill?.at ?? row.clockMs,
    running: drill?.course().playing ?? false,
    leads,
    role,
    people: Object.entries(roles).map(([id, taken]) => ({ ...person(names, id), role: taken })),
    entries: shown.map((entry) => viewEntry(entry, injects, names)),
    pictures: (await table.pictures(number)).map(viewPicture),
    told: plan.injects.filter(({ key }) => entries.some((entry) => entry.key === key)).length,
    injects: seesAll ? plan.injects.length : null,
    steps: seesAll && sheet ? sheet.steps.map(step) : null,
    score: seesAll && sheet ? scoreOf(sheet) : null,
  };
}

const scoreOf = ({ points, of, percent, inTime, late, missed }: NonNullable<DrillRow['result']>['sheet']) => ({
  points,
  of,
  percent,
  inTime,
  late,
  missed,
});

const viewPicture = ({ picture, at, moment }: DrillPicture) => ({ picture, at, moment });

/** What somebody with a role hears: what is said to the role or by themselves, and how the drill goes. */
function isFor({ kind, by, to }: DrillEntry, role: string | null, caller: string): boolean {
  if (kind === 'inject' || kind === 'refused') return false;
  if (kind !== 'message' && kind !== 'say') return true;
  return to === 'all' || (role !== null && to === role) || by === caller;
}

function viewEntry(entry: DrillEntry, injects: ReadonlyMap<string, PlannedInject>, names: Names): EntryView {
  const { at, kind, by, to = null, text, key, reason, alarm } = entry;
  const inject = key === undefined ? undefined : injects.get(key);
  const plain = (words: string) => ({ zh: words, en: words });
  const told = () => inject?.event?.type ?? JSON.stringify(inject?.observations ?? {});
  const words =
    text !== undefined
      ? plain(text)
      : kind === 'say'
        ? (inject?.say?.text ?? null)
        : kind === 'inject' || kind === 'refused'
          ? plain(reason ?? told())
          : alarm
            ? plain(alarm.code)
            : null;
  const device = alarm?.device ?? (kind === 'inject' || kind === 'refused' ? (inject?.device ?? null) : null);
  return { at, kind, by: by === null ? null : person(names, by), to, text: words, device };
}
