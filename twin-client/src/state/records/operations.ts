import { z } from 'zod';

const counted = z.record(z.string(), z.number());

/** How often up to which bound; counts has one more than bounds, for what is above the last. */
export const Buckets = z.object({ bounds: z.array(z.number()), counts: z.array(z.number()), sum: z.number() });
export type Buckets = z.infer<typeof Buckets>;

/** How the server does, as counts since its start. Times are epoch ms or ms. */
export const OperationsReport = z.object({
  time: z.number(),
  startedAt: z.number(),
  messages: counted,
  refusals: counted,
  observations: z.number(),
  events: z.number(),
  alarmsRaised: z.number(),
  commits: z.number(),
  failedCommits: z.number(),
  waiting: z.number(),
  inFlight: z.number(),
  oldestWaitingMs: z.number(),
  seq: z.number(),
  pushLag: z.number(),
  openAlarms: z.number(),
  devices: z.number(),
  push: z.object({
    clients: z.number(),
    frames: z.number(),
    bytes: z.number(),
    snapshots: z.number(),
    droppedToSnapshot: z.number(),
  }),
  stages: z.object({ receiveToCommit: Buckets, evaluate: Buckets, journal: Buckets, commitToPush: Buckets }),
  batch: Buckets,
  memory: z.object({ rssBytes: z.number(), heapBytes: z.number(), heapLimitBytes: z.number() }),
  eventLoop: z.object({ p50Ms: z.number(), p99Ms: z.number(), maxMs: z.number() }),
  cpuSeconds: z.number(),
  database: z.object({ connections: z.number(), idle: z.number(), waiting: z.number() }),
  disk: z.object({ freeBytes: z.number(), totalBytes: z.number() }),
  checks: z.record(z.string(), z.string()),
});
export type OperationsReport = z.infer<typeof OperationsReport>;

/** The ways of a message that are timed. */
export const STAGES = ['receiveToCommit', 'evaluate', 'journal', 'commitToPush'] as const;
