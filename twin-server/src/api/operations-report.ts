import { z } from 'zod';
import type { ApiDeps } from './deps.ts';
import { type Endpoint, endpoint } from './endpoint.ts';

const counted = z.record(z.string(), z.number());
const Buckets = z
  .object({ bounds: z.array(z.number()), counts: z.array(z.number()), sum: z.number() })
  .describe('how often up to which bound; one count more than bounds, for what is above the last');

const Report = z.object({
  time: z.number().describe('epoch ms'),
  startedAt: z.number().describe('epoch ms'),
  messages: counted.describe('by protocol'),
  refusals: counted.describe('by kind of reason'),
  observations: z.number(),
  events: z.number(),
  alarmsRaised: z.number(),
  commits: z.number(),
  failedCommits: z.number(),
  waiting: z.number().describe('messages that wait for a transaction'),
  inFlight: z.number().describe('messages in the transaction under way'),
  oldestWaitingMs: z.number(),
  seq: z.number().describe('of the last commit'),
  pushLag: z.number().describe('commits that the slowest push client has not been told'),
  openAlarms: z.number(),
  devices: z.number(),
  push: z.object({
    clients: z.number(),
    frames: z.number(),
    bytes: z.number(),
    snapshots: z.number(),
    droppedToSnapshot: z.number(),
  }),
  stages: z
    .object({ receiveToCommit: Buckets, evaluate: Buckets, journal: Buckets, commitToPush: Buckets })
    .describe('milliseconds'),
  batch: Buckets.describe('messages a transaction'),
  memory: z.object({ rssBytes: z.number(), heapBytes: z.number(), heapLimitBytes: z.number() }),
  eventLoop: z.object({ p50Ms: z.number(), p99Ms: z.number(), maxMs: z.number() }).describe('delay over the last 2 s'),
  cpuSeconds: z.number(),
  database: z.object({ connections: z.number(), idle: z.number(), waiting: z.number() }),
  disk: z.object({ freeBytes: z.number(), totalBytes: z.number() }),
  checks: z.record(z.string(), z.string()).describe('`ok`, or why not, as /readyz says it'),
});

/** How the server does, for the operations page: counts since the start, so that who asks twice knows the rates. */
export function operationsEndpoints({ operations }: ApiDeps): Endpoint[] {
  return [
    endpoint({
      method: 'get',
      path: '/operations/metrics',
      tag: 'operations',
      summary: 'Rates, lags, queues, times by stage, memory, database, push and checks, as counts since the start',
      right: 'metrics.read',
      answer: { status: 200, description: 'The counts now', schema: Report },
      handle: () => operations(),
    }),
  ];
}
