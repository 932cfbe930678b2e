import type { WhatIfChange } from 'twin-core';
import { z } from 'zod';

const place = z.tuple([z.number(), z.number()]);

const Course = z.object({
  id: z.string(),
  priority: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]),
  raisedAt: z.number(),
  acknowledgedAt: z.number().nullable(),
  returnedAt: z.number().nullable(),
  closedAt: z.number().nullable(),
  escalated: z.boolean(),
  occurrences: z.number(),
  grouped: z.boolean(),
});
const Load = z.object({
  raised: z.number(),
  byHour: z.array(z.number()),
  perHour: z.number(),
  mostUnacknowledged: z.number(),
  unacknowledged: z.number(),
  acknowledgeMs: z.number().nullable(),
  escalated: z.number(),
});
const Run = z.object({
  hash: z.string(),
  load: Load,
  deeds: z.object({ done: z.number(), leftOut: z.number() }),
});
const Walk = z.object({
  post: z.string(),
  seconds: z.number(),
  lengthM: z.number(),
  to: z.enum(['room', 'exit', 'outdoors']),
  line: z.array(place),
});
const Seen = z.object({
  groundM2: z.number(),
  facadeM2: z.number(),
  boundaryM: z.number(),
  keyPlaces: z.number(),
});
const Way = z.object({ exit: z.string(), lengthM: z.number(), walkS: z.number() }).nullable();
const Ways = z.object({
  spaces: z.number(),
  withWay: z.number(),
  longest: z.object({ space: z.string(), lengthM: z.number(), walkS: z.number() }).nullable(),
  stranded: z.number(),
  clearS: z.number(),
});

/** POST /api/v1/what-ifs: two courses of one fork, side by side. Times are epoch ms, places longitude and latitude. */
export const WhatIf = z.object({
  from: z.number(),
  to: z.number(),
  fork: z.object({ seq: z.number(), recordedAt: z.number(), hash: z.string() }),
  before: Run,
  after: Run,
  record: z.object({ hash: z.string(), otherAlarms: z.number() }),
  recorded: z.object({ commits: z.number(), observations: z.number(), reports: z.number() }),
  gaps: z.array(z.object({ from: z.number(), to: z.number() })),
  counts: z.object({ lost: z.number(), gained: z.number(), changed: z.number(), same: z.number() }),
  alarms: z.array(
    z.object({
      kind: z.enum(['lost', 'gained', 'changed', 'same']),
      code: z.string(),
      device: z.string(),
      building: z.string().nullable(),
      storey: z.string().nullable(),
      space: z.string().nullable(),
      before: Course.nullable(),
      after: Course.nullable(),
    }),
  ),
  alarmsLeft: z.number(),
  posts: z.object({
    before: z.array(z.object({ name: z.string(), at: place })),
    after: z.array(z.object({ name: z.string(), at: place })),
  }),
  places: z.array(
    z.object({
      device: z.string(),
      at: place,
      seen: z.object({ before: z.array(z.string()), after: z.array(z.string()) }).nullable(),
      walk: z.object({ before: Walk.nullable(), after: Walk.nullable() }),
    }),
  ),
  coverage: z
    .object({
      all: Seen,
      before: Seen,
      after: Seen,
      cellM: z.number(),
      lost: z.array(place),
      gained: z.array(place),
    })
    .nullable(),
  doors: z.array(
    z.object({
      building: z.string(),
      before: Ways,
      after: Ways,
      changed: z.array(
        z.object({ space: z.string(), name: z.string(), storey: z.string().nullable(), before: Way, after: Way }),
      ),
      changedLeft: z.number(),
    }),
  ),
});
export type WhatIf = z.infer<typeof WhatIf>;
export type WhatIfAlarm = WhatIf['alarms'][number];
export type WhatIfPlace = WhatIf['places'][number];

/** What is tried from an instant on, epoch ms. */
export interface WhatIfRequest {
  readonly from: number;
  readonly to: number;
  readonly changes: readonly WhatIfChange[];
}

/** Guards' posts as they are. */
export const GuardPosts = z.object({ items: z.array(z.object({ name: z.string(), at: place })) });
export type GuardPost = z.infer<typeof GuardPosts>['items'][number];

/** Doors of a building that people pass. */
export const BuildingDoors = z.object({
  items: z.array(
    z.object({
      door: z.string(),
      name: z.string(),
      storey: z.string().nullable(),
      exit: z.boolean(),
      spaces: z.array(z.string()),
    }),
  ),
});
export type BuildingDoor = z.infer<typeof BuildingDoors>['items'][number];
