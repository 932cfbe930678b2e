import { monitorEventLoopDelay } from 'node:perf_hooks';
import { getHeapStatistics } from 'node:v8';
import { oldestWaitingMs, type PipelineSources, pushLag } from './pipeline-metrics.ts';
import type { Distribution } from './probe.ts';
import { diskOf, type Readiness } from './readiness.ts';

/** What operations look at, counted since the start: who asks twice knows the rates. Times are epoch ms or ms. */
export interface OperationsReport {
  readonly time: number;
  readonly startedAt: number;
  readonly messages: Readonly<Record<string, number>>;
  readonly refusals: Readonly<Record<string, number>>;
  readonly observations: number;
  readonly events: number;
  readonly alarmsRaised: number;
  readonly commits: number;
  readonly failedCommits: number;
  readonly waiting: number;
  readonly inFlight: number;
  readonly oldestWaitingMs: number;
  readonly seq: number;
  readonly pushLag: number;
  readonly openAlarms: number;
  readonly devices: number;
  readonly push: {
    readonly clients: number;
    readonly frames: number;
    readonly bytes: number;
    readonly snapshots: number;
    readonly droppedToSnapshot: number;
  };
  readonly stages: Readonly<Record<StageName, Buckets>>;
  readonly batch: Buckets;
  readonly memory: { readonly rssBytes: number; readonly heapBytes: number; readonly heapLimitBytes: number };
  readonly eventLoop: { readonly p50Ms: number; readonly p99Ms: number; readonly maxMs: number };
  readonly cpuSeconds: number;
  readonly database: { readonly connections: number; readonly idle: number; readonly waiting: number };
  readonly disk: { readonly freeBytes: number; readonly totalBytes: number };
  readonly checks: Readonly<Record<string, string>>;
}

export const STAGE_NAMES = ['receiveToCommit', 'evaluate', 'journal', 'commitToPush'] as const;
export type StageName = (typeof STAGE_NAMES)[number];

/** A distribution as numbers: counts has one more than bounds, for what is above the last. */
export interface Buckets {
  readonly bounds: readonly number[];
  readonly counts: readonly number[];
  readonly sum: number;
}

export interface OperationsSources extends PipelineSources {
  readonly openAlarms: () => number;
  readonly devices: () => number;
  readonly readiness: () => Promise<Readiness>;
  readonly dataDir: string;
  readonly now?: () => number;
}

/** The delay of the event loop is measured over the last of these spans. */
const LOOP_SPAN_MS = 2_000;
const NS_A_MS = 1e6;

/** Reports on operations; close() ends its clock. */
export function openOperationsReport(sources: OperationsSources) {
  const { pipeline, push, pool } = sources;
  const now = sources.now ?? Date.now;
  const startedAt = now();
  const loop = watchLoop();
  const report = async (): Promise<OperationsReport> => {
    const [{ checks }, disk] = await Promise.all([sources.readiness(), diskOf(sources.dataDir)]);
    const { rss, heapUsed } = process.memoryUsage();
    const { user, system } = process.cpuUsage();
    const seq = sources.seq();
    const { observations, events, alarmsRaised, commits, failedCommits, waiting, inFlight } = pipeline;
    const { clients, frames, bytes, snapshots, droppedToSnapshot } = push;
    return {
      time: now(),
      startedAt,
      messages: { ...pipeline.messages },
      refusals: { ...pipeline.refusals },
      ...{ observations, events, alarmsRaised, commits, failedCommits, waiting, inFlight, seq },
      oldestWaitingMs: oldestWaitingMs(pipeline),
      pushLag: pushLag(push, seq),
      openAlarms: sources.openAlarms(),
      devices: sources.devices(),
      push: { clients, frames, bytes, snapshots, droppedToSnapshot },
      stages: {
        receiveToCommit: bucketsOf(pipeline.receiveToCommitMs),
        evaluate: bucketsOf(pipeline.evaluateMs),
        journal: bucketsOf(pipeline.journalMs),
        commitToPush: bucketsOf(push.commitToPushMs),
      },
      batch: bucketsOf(pipeline.batchSize),
      memory: { rssBytes: rss, heapBytes: heapUsed, heapLimitBytes: getHeapStatistics().heap_size_limit },
      eventLoop: loop.delay(),
      cpuSeconds: (user + system) / 1e6,
      database: { connections: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount },
      disk,
      checks,
    };
  };
  return { report, close: loop.close };
}

function bucketsOf({ bounds, counts, sum }: Distribution): Buckets {
  return { bounds, counts: Array.from(counts), sum };
}

/** How late timers are, over the last span: what a long piece of work costs everybody else. */
function watchLoop() {
  const histogram = monitorEventLoopDelay({ resolution: 10 });
  histogram.enable();
  const read = () => ({
    p50Ms: histogram.percentile(50) / NS_A_MS,
    p99Ms: histogram.percentile(99) / NS_A_MS,
    maxMs: histogram.max / NS_A_MS,
  });
  let last = { p50Ms: 0, p99Ms: 0, maxMs: 0 };
  const timer = setInterval(() => {
    last = read();
    histogram.reset();
  }, LOOP_SPAN_MS);
  timer.unref();
  return {
    delay: () => last,
    close: () => {
      clearInterval(timer);
      histogram.disable();
    },
  };
}
