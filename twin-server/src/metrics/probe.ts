/**
 * What the fast paths tell of themselves: plain counters and preallocated histograms, read when somebody asks. A counter costs
 * a few nanoseconds a message; a duration is recorded once a batch, or once a message where that is what is measured.
 */

/** Upper bounds of the buckets of a duration, milliseconds; a last bucket holds what is longer. */
const DURATION_BOUNDS_MS: readonly number[] = [
  0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000,
];
/** Upper bounds of the buckets of a batch's size, messages. */
const SIZE_BOUNDS: readonly number[] = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000];

/** How often which value was seen, by buckets. */
export class Distribution {
  readonly bounds: readonly number[];
  /** One a bound, and one for what is above the last. */
  readonly counts: Float64Array;
  sum = 0;
  count = 0;

  constructor(bounds: readonly number[]) {
    this.bounds = bounds;
    this.counts = new Float64Array(bounds.length + 1);
  }

  /** Adds a value, `times` over. */
  record(value: number, times = 1): void {
    let bucket = 0;
    while (bucket < this.bounds.length && value > this.bounds[bucket]!) bucket++;
    this.counts[bucket]! += times;
    this.sum += value * times;
    this.count += times;
  }
}

/** Kinds of reasons why something was refused: few, so that they can be drawn. */
export const REFUSAL_CLASSES = ['device', 'property', 'value', 'time', 'type', 'topic', 'json', 'other'] as const;
export type RefusalClass = (typeof REFUSAL_CLASSES)[number];

const CLASS_OF: readonly (readonly [RegExp, RefusalClass])[] = [
  [/^unknown device|^device/, 'device'],
  [/^values\..*: unknown property/, 'property'],
  [/^values/, 'value'],
  [/^time/, 'time'],
  [/^type/, 'type'],
  [/^topic/, 'topic'],
  [/^not JSON/, 'json'],
];

/** The kind of a refusal's reason as it stands in the dead letters. */
export function refusalClassOf(reason: string): RefusalClass {
  return CLASS_OF.find(([pattern]) => pattern.test(reason))?.[1] ?? 'other';
}

/** What the pipeline tells of itself; its fields are written by it alone. */
export class PipelineProbe {
  /** Messages taken, by protocol. */
  readonly messages: Record<string, number> = { mqtt: 0, http: 0 };
  readonly refusals = Object.fromEntries(REFUSAL_CLASSES.map((name) => [name, 0])) as Record<RefusalClass, number>;
  observations = 0;
  events = 0;
  alarmsRaised = 0;
  commits = 0;
  failedCommits = 0;
  /** Messages that wait for a transaction, and that are in the one under way. */
  waiting = 0;
  inFlight = 0;
  /** When the oldest waiting message came, by performance.now(); NaN while none waits. */
  oldestWaitingAt = Number.NaN;
  readonly receiveToCommitMs = new Distribution(DURATION_BOUNDS_MS);
  readonly evaluateMs = new Distribution(DURATION_BOUNDS_MS);
  readonly journalMs = new Distribution(DURATION_BOUNDS_MS);
  readonly batchSize = new Distribution(SIZE_BOUNDS);

  message(protocol: string): void {
    this.messages[protocol] = (this.messages[protocol] ?? 0) + 1;
  }

  refused(reason: string): void {
    this.refusals[refusalClassOf(reason)]++;
  }
}

/** What the push channel tells of itself; its fields are written by it alone. */
export class PushProbe {
  clients = 0;
  frames = 0;
  bytes = 0;
  snapshots = 0;
  /** Clients that fell so far behind that they took a new snapshot. */
  droppedToSnapshot = 0;
  /** The last seq that went out, and the seq of the client that is furthest behind. */
  pushedSeq = 0;
  slowestSeq = 0;
  readonly commitToPushMs = new Distribution(DURATION_BOUNDS_MS);
}
