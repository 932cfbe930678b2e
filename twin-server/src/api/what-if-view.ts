import { type AlarmCourse, type AlarmDifference, type AlarmLoad, anyOf } from 'twin-core';
import { z } from 'zod';
import type { Forked } from '../history/what-if/run-fork.ts';
import type { PostWalk } from '../routes/post-walks.ts';
import type { DoorTrial, WayOut, WaysOut } from '../routes/tried-doors.ts';
import type { CoverageTrial, Seen } from './what-if-places.ts';

/** Alarms and spaces told at most; how many more there are is told too. */
const MOST_ALARMS = 2_000;
const MOST_SPACES = 200;

const time = z.number().describe('epoch ms');
const degrees = z.tuple([z.number(), z.number()]).describe('longitude, latitude');

const CourseView = z.object({
  id: z.string(),
  priority: z.int(),
  raisedAt: time,
  acknowledgedAt: time.nullable(),
  returnedAt: time.nullable(),
  closedAt: time.nullable(),
  escalated: z.boolean(),
  occurrences: z.int().describe('how often its condition came while it was open'),
  grouped: z.boolean().describe('part of another alarm’s incident'),
});
const AlarmView = z.object({
  kind: z.enum(['lost', 'gained', 'changed', 'same']),
  code: z.string(),
  device: z.string(),
  building: z.string().nullable(),
  storey: z.string().nullable(),
  space: z.string().nullable(),
  before: CourseView.nullable(),
  after: CourseView.nullable(),
});
const LoadView = z.object({
  raised: z.int().describe('in the span'),
  byHour: z.array(z.int()).describe('raised, hour by hour from the fork on'),
  perHour: z.number(),
  mostUnacknowledged: z.int(),
  unacknowledged: z.int().describe('at the end'),
  acknowledgeMs: z.number().nullable().describe('the middle time from raised to acknowledged'),
  escalated: z.int(),
});
const CourseSummary = z.object({
  hash: z.string().describe('of the state at the end'),
  load: LoadView,
  deeds: z.object({
    done: z.int().describe('what people did in the record, done here too'),
    leftOut: z.int().describe('left out, because its alarm was not there'),
  }),
});
const WalkView = z.object({
  post: z.string(),
  seconds: z.number(),
  lengthM: z.number(),
  to: z
    .enum(['room', 'exit', 'outdoors'])
    .describe(
      'what is reckoned: to the room, to the nearest exit of a building without a walkable model, or out of doors',
    ),
  line: z.array(degrees).describe('its part out of doors'),
});
const PlaceView = z.object({
  device: z.string(),
  at: degrees,
  seen: z
    .object({ before: z.array(z.string()), after: z.array(z.string()) })
    .nullable()
    .describe('cameras that see the place; null without the right video.view'),
  walk: z
    .object({ before: WalkView.nullable(), after: WalkView.nullable() })
    .describe('from the nearest guard’s post; null where none has a way'),
});
const SeenView = z.object({
  groundM2: z.number().describe('ground under the open sky'),
  facadeM2: z.number(),
  boundaryM: z.number(),
  keyPlaces: z.int().describe('places of clause 7.2.10-1'),
});
const WayView = z.object({ exit: z.string(), lengthM: z.number(), walkS: z.number() }).nullable();
const WaysView = z.object({
  spaces: z.int(),
  withWay: z.int(),
  longest: z.object({ space: z.string(), lengthM: z.number(), walkS: z.number() }).nullable(),
  stranded: z.int().describe('people in spaces without a safe way'),
  clearS: z.number().describe('until the last of all others is outside, queues included'),
});

/** What a what-if came to. */
export const WhatIfAnswer = z.object({
  from: time,
  to: time,
  fork: z.object({ seq: z.int(), recordedAt: time, hash: z.string() }),
  before: CourseSummary.describe('with the rules as they are now'),
  after: CourseSummary.describe('with the changes'),
  record: z
    .object({
      hash: z.string().describe('of the state that the log itself tells for the end'),
      otherAlarms: z.int().describe('alarms that the course with the rules as they are has otherwise than the record'),
    })
    .describe('other than `before` where the rules, or the server, were others then'),
  recorded: z.object({ commits: z.int(), observations: z.int(), reports: z.int() }),
  gaps: z.array(z.object({ from: time, to: time })).describe('nothing was recorded for two minutes and more'),
  counts: z.object({ lost: z.int(), gained: z.int(), changed: z.int(), same: z.int() }),
  alarms: z.array(AlarmView).describe(`those that differ first; at most ${MOST_ALARMS}`),
  alarmsLeft: z.int().describe('how many more there are'),
  posts: z.object({
    before: z.array(z.object({ name: z.string(), at: degrees })).describe('the gates of the site'),
    after: z.array(z.object({ name: z.string(), at: degrees })),
  }),
  places: z.array(PlaceView).describe('of the devices whose alarms are told'),
  coverage: z
    .object({
      all: SeenView,
      before: SeenView,
      after: SeenView,
      cellM: z.number(),
      lost: z.array(degrees).describe('middles of cells of ground'),
      gained: z.array(degrees),
    })
    .nullable()
    .describe('null where no camera is tried'),
  doors: z.array(
    z.object({
      building: z.string(),
      before: WaysView,
      after: WaysView,
      changed: z
        .array(
          z.object({
            space: z.string(),
            name: z.string(),
            storey: z.string().nullable(),
            before: WayView,
            after: WayView,
          }),
        )
        .describe(`spaces whose way is another; at most ${MOST_SPACES}`),
      changedLeft: z.int(),
    }),
  ),
});
export type WhatIfAnswer = z.infer<typeof WhatIfAnswer>;

/** The alarms that are told: those that differ, then the others. */
export function toldAlarms({ alarms }: Forked): readonly AlarmDifference[] {
  const differing = alarms.filter(({ kind }) => kind !== 'same');
  const same = alarms.filter(({ kind }) => kind === 'same');
  return [...differing, ...same].slice(0, MOST_ALARMS);
}

export function alarmView(difference: AlarmDifference): WhatIfAnswer['alarms'][number] {
  const { code, device, building, storey, space } = anyOf(difference);
  const { kind, before, after } = difference;
  return { kind, code, device, building, storey, space, before: courseView(before), after: courseView(after) };
}

function courseView(course: AlarmCourse | null): z.infer<typeof CourseView> | null {
  if (!course) return null;
  const { id, priority, raisedAt, acknowledgedAt, returnedAt, closedAt, escalated, occurrences, grouped } = course;
  return { id, priority, raisedAt, acknowledgedAt, returnedAt, closedAt, escalated, occurrences, grouped };
}

export function countsOf({ alarms }: Forked): WhatIfAnswer['counts'] {
  const counts = { lost: 0, gained: 0, changed: 0, same: 0 };
  for (const { kind } of alarms) counts[kind]++;
  return counts;
}

export function courseSummary({ hash, load, deeds }: Forked['before']): WhatIfAnswer['before'] {
  return { hash, load: loadView(load), deeds: { ...deeds } };
}

const loadView = ({ byHour, ...load }: AlarmLoad): z.infer<typeof LoadView> => ({ ...load, byHour: [...byHour] });

export function walkView(walk: PostWalk | null): z.infer<typeof WalkView> | null {
  if (!walk) return null;
  const { post, seconds, lengthM, to, line } = walk;
  return { post, seconds: tenth(seconds), lengthM: tenth(lengthM), to, line: line.map(([x, y]) => [x, y]) };
}

export function coverageView(trial: CoverageTrial | null): WhatIfAnswer['coverage'] {
  if (!trial) return null;
  const seen = ({ groundM2, facadeM2, boundaryM, keyPlaces }: Seen) => ({
    groundM2: Math.round(groundM2),
    facadeM2: tenth(facadeM2),
    boundaryM: tenth(boundaryM),
    keyPlaces,
  });
  return {
    all: seen(trial.all),
    before: seen(trial.before),
    after: seen(trial.after),
    cellM: trial.cellM,
    lost: trial.lost.map(([x, y]) => [x, y]),
    gained: trial.gained.map(([x, y]) => [x, y]),
  };
}

export function doorView({
  building,
  before,
  after,
  changed,
}: DoorTrial & { readonly building: string }): WhatIfAnswer['doors'][number] {
  return {
    building,
    before: waysView(before),
    after: waysView(after),
    changed: changed.slice(0, MOST_SPACES).map((one) => ({
      space: one.space,
      name: one.name,
      storey: one.storey,
      before: wayView(one.before),
      after: wayView(one.after),
    })),
    changedLeft: Math.max(0, changed.length - MOST_SPACES),
  };
}

const waysView = ({ longest, clearS, ...ways }: WaysOut): z.infer<typeof WaysView> => ({
  ...ways,
  longest: longest && { space: longest.space, lengthM: tenth(longest.lengthM), walkS: tenth(longest.walkS) },
  clearS: tenth(clearS),
});
const wayView = (way: WayOut | null): z.infer<typeof WayView> =>
  way && { exit: way.exit, lengthM: tenth(way.lengthM), walkS: tenth(way.walkS) };
const tenth = (value: number) => Math.round(value * 10) / 10;
