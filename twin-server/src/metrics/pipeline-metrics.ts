import { Counter, Gauge, type Metric, type Registry } from 'prom-client';
import type { Distribution, PipelineProbe, PushProbe } from './probe.ts';

/** What is read at every scrape; sequence numbers are those of the published state. */
export interface PipelineSources {
  readonly pipeline: PipelineProbe;
  readonly push: PushProbe;
  readonly seq: () => number;
  readonly pool: { readonly totalCount: number; readonly idleCount: number; readonly waitingCount: number };
}

const SECONDS_A_MS = 0.001;

/** Adds rates, lags, queue depths and stage times to the metrics, all read from the probes when they are asked for. */
export function exposePipeline(registry: Registry, { pipeline, push, seq, pool }: PipelineSources): void {
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(read());
      },
    });
  const counter = (name: string, help: string, read: () => number) =>
    new Counter({
      name,
      help,
      registers: [registry],
      collect() {
        this.reset();
        this.inc(read());
      },
    });
  const counters = (name: string, help: string, label: string, read: () => Readonly<Record<string, number>>) =>
    new Counter({
      name,
      help,
      labelNames: [label],
      registers: [registry],
      collect() {
        this.reset();
        for (const [value, count] of Object.entries(read())) this.inc({ [label]: value }, count);
      },
    });

  counters('twin_messages_total', 'Messages taken, by protocol', 'protocol', () => pipeline.messages);
  counters(
    'twin_refusals_total',
    'Refused messages and parts of messages, by kind of reason',
    'reason',
    () => pipeline.refusals,
  );
  counter('twin_observations_total', 'Observations taken', () => pipeline.observations);
  counter('twin_events_total', 'Events reported by devices', () => pipeline.events);
  counter('twin_alarms_raised_total', 'Alarms raised', () => pipeline.alarmsRaised);
  counter('twin_commits_total', 'Transactions of the journal', () => pipeline.commits);
  counter('twin_failed_commits_total', 'Transactions of the journal that failed', () => pipeline.failedCommits);
  gauge('twin_waiting_messages', 'Messages that wait for a transaction', () => pipeline.waiting);
  gauge('twin_in_flight_messages', 'Messages in the transaction under way', () => pipeline.inFlight);
  gauge(
    'twin_oldest_waiting_seconds',
    'Age of the oldest waiting message',
    () => oldestWaitingMs(pipeline) * SECONDS_A_MS,
  );
  gauge('twin_push_lag_seqs', 'Commits that the slowest push client has not been told', () => pushLag(push, seq()));
  counter('twin_push_frames_total', 'Frames sent to push clients', () => push.frames);
  counter('twin_push_bytes_total', 'Bytes of frames sent to push clients', () => push.bytes);
  counter('twin_push_snapshots_total', 'Snapshots sent to push clients', () => push.snapshots);
  counter('twin_push_dropped_total', 'Push clients that fell behind and took a snapshot', () => push.droppedToSnapshot);
  gauge('twin_database_connections', 'Connections to the database', () => pool.totalCount);
  gauge('twin_database_idle_connections', 'Connections that nobody uses', () => pool.idleCount);
  gauge('twin_database_waiting', 'Queries that wait for a connection', () => pool.waitingCount);

  const durations: readonly (readonly [string, string, Distribution])[] = [
    ['twin_receive_to_commit_seconds', 'From receiving a message to its commit', pipeline.receiveToCommitMs],
    ['twin_evaluate_seconds', 'Evaluating a batch', pipeline.evaluateMs],
    ['twin_journal_seconds', 'Writing a batch to the journal', pipeline.journalMs],
    ['twin_commit_to_push_seconds', 'From a commit to the frame that tells of it', push.commitToPushMs],
  ];
  for (const [name, help, distribution] of durations)
    registry.registerMetric(histogram(name, help, distribution, SECONDS_A_MS));
  registry.registerMetric(histogram('twin_batch_messages', 'Messages a transaction', pipeline.batchSize, 1));
}

/** Age of the oldest waiting message, ms; 0 while none waits. */
export function oldestWaitingMs({ oldestWaitingAt }: PipelineProbe): number {
  return Number.isNaN(oldestWaitingAt) ? 0 : performance.now() - oldestWaitingAt;
}

/** Commits that the slowest client has not been told. */
export function pushLag({ slowestSeq, clients }: PushProbe, seq: number): number {
  return clients === 0 ? 0 : Math.max(0, seq - slowestSeq);
}

/** A distribution as prom-client writes a histogram; its own would count and allocate on the fast path. */
function histogram(name: string, help: string, distribution: Distribution, scale: number): Metric {
  const get = async () => {
    let below = 0;
    const buckets = [...distribution.bounds, Number.POSITIVE_INFINITY].map((bound, i) => {
      below += distribution.counts[i]!;
      const le = Number.isFinite(bound) ? Number((bound * scale).toPrecision(6)) : '+Inf';
      return { labels: { le }, value: below, metricName: `${name}_bucket` };
    });
    return {
      name,
      help,
      type: 'histogram',
      aggregator: 'sum',
      values: [
        ...buckets,
        { labels: {}, value: distribution.sum * scale, metricName: `${name}_sum` },
        { labels: {}, value: distribution.count, metricName: `${name}_count` },
      ],
    };
  };
  // What the registry calls of a metric; its type names more.
  return { name, get, reset: () => undefined } as unknown as Metric;
}
