import type { Pool } from 'pg';
import type { Logger } from 'pino';
import {
  type ActionEnded,
  type Alarm,
  type AlarmCommand,
  apply,
  type Catalogue,
  type Changes,
  copyState,
  type DeviceRecord,
  type DeviceReported,
  deviceByCode,
  Evaluator,
  type LoggedEvent,
  type Order,
  type PlaceKind,
  type Published,
  type Reading,
  type Refusal,
  type SiteChange,
  type TwinEvent,
  type TwinState,
} from 'twin-core';
import { fuse } from './fuse/fuse.ts';
import { Intake, type Outcome, type Part, type Taken } from './intake.ts';
import { appendCommit, type DeadLetter, FencedError, type Writer } from './journal/append.ts';
import { ensurePartitions } from './journal/partitions.ts';
import { identityKey, knownIdentities, readHead } from './journal/read.ts';
import { PipelineProbe } from './metrics/probe.ts';
import { normalize } from './normalize/normalize.ts';
import { InputError, UnavailableError } from './problem.ts';

export interface PipelineOptions {
  readonly pool: Pool;
  readonly catalogue: Catalogue;
  /** The state at the journal's end; becomes the published state. */
  readonly state: TwinState;
  readonly writer: Writer;
  readonly retentionMs: number;
  readonly log: Logger;
  /** After COMMIT: search, push and whoever else shows what happened. */
  readonly onPublished: (published: Published) => void;
  /** Another node took the site: this one must stop evaluating it. */
  readonly onFenced: (reason: string) => void;
  readonly now?: () => number;
  /** How many people share the alarms; two where not given. */
  readonly operators?: number;
  /** Where it counts what it does. */
  readonly probe?: PipelineProbe;
}

const TICK_MS = 500;
const PROBE_MS = 500;
/** With this many messages in the last transaction the next one waits until this long after its start: each costs more than a message. */
const BUSY_MESSAGES = 32;
const GATHER_MS = 10;

/**
 * THE PIPELINE: sense → normalize → fuse → detect → alarm → journal → publish. One writer a site, one transaction in flight;
 * while it is under way the next batch gathers. This file is the only place that knows the order.
 */
export class Pipeline {
  readonly #options: PipelineOptions;
  readonly #now: () => number;
  readonly #probe: PipelineProbe;
  #evaluator: Evaluator;
  #published: TwinState;
  readonly #intake = new Intake();
  #running = false;
  #away = false;
  #closed = false;
  #partitionsUntil = 0;
  #startedAt = 0;
  #lastSize = 0;
  /** The last number given to an order, journaled or on its way. */
  #orders = 0;
  readonly #timer: NodeJS.Timeout;

  constructor(options: PipelineOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
    this.#probe = options.probe ?? new PipelineProbe();
    this.#published = options.state;
    this.#evaluator = new Evaluator(options.catalogue, copyState(options.state), this.#now(), options.operators);
    this.#timer = setInterval(() => this.#wake(), TICK_MS);
  }

  /** The state as of the last commit: what screens and the API read. */
  get published(): TwinState {
    return this.#published;
  }

  /** Whether the database answers. */
  get healthy(): boolean {
    return !this.#away && !this.#closed;
  }

  /** Takes one message. Resolves when it is durable; rejects with UnavailableError when it could not be made so. */
  take(reading: Reading): Promise<Outcome> {
    // normalize: bytes' meaning, units, time, identity
    const device = deviceByCode(this.#evaluator.state, reading.device);
    const entry = device && this.#options.catalogue.kind(device.deviceKind);
    const normalized = entry
      ? normalize(reading, {
          entry,
          eventType: (type) => this.#options.catalogue.eventType(entry.name, type),
          retentionMs: this.#options.retentionMs,
        })
      : {
          observations: [],
          reports: [],
          refusals: [{ reason: `unknown device ${reading.device}`, payload: reading.body }],
        };
    this.#probe.message(reading.protocol);
    this.#probe.observations += normalized.observations.length;
    this.#probe.events += normalized.reports.length;
    for (const { reason } of normalized.refusals) this.#probe.refused(reason);
    // fuse: onto the thing, with its place
    const { refusals } = normalized;
    return this.#enqueue({
      situation: device && fuse(device, normalized),
      ...(refusals.length > 0
        ? { outcome: { refusals }, letters: refusals.map((refusal) => letterOf(reading, refusal)) }
        : {}),
    });
  }

  /** Records what could not even be read as a message. Resolves when it is durable. */
  refuse(letter: DeadLetter): Promise<Outcome> {
    this.#probe.message(letter.protocol);
    this.#probe.refused(letter.reason);
    return this.#enqueue({ letters: [letter] });
  }

  /** Registers a device, or registers it anew. Resolves when it is journaled; rejects with InputError for an unknown kind. */
  async register(record: DeviceRecord): Promise<void> {
    if (!this.#options.catalogue.kind(record.kind))
      throw new InputError(`unknown device kind ${record.kind}`, { place: `device ${record.code}` });
    await this.#enqueue({ registration: record });
  }

  async remove(device: string): Promise<void> {
    await this.#enqueue({ removal: device });
  }

  /** Does something with an alarm for a person. Resolves when it is journaled; whether it may be done is the desk's to ask. */
  async command(command: AlarmCommand): Promise<void> {
    await this.#enqueue({ command });
  }

  /** Tells a device something for a person. Resolves when it is journaled, with the order's id; the outlets send it. */
  async order(order: Omit<Order, 'id'>): Promise<string> {
    this.#orders = Math.max(this.#orders, this.#evaluator.state.orderCount) + 1;
    const id = `C${String(this.#orders).padStart(6, '0')}`;
    await this.#enqueue({ order: { id, ...order } });
    return id;
  }

  /** What became of an action. Resolves when it is journaled. */
  async end(ended: ActionEnded): Promise<void> {
    await this.#enqueue({ ended });
  }

  /** Tells every screen that a building is another than before. Resolves when it is journaled; the registry must hold it by then. */
  async announce(building: string, what: SiteChange): Promise<void> {
    await this.#enqueue({ siteChange: { kind: 'site.changed', building, what } });
  }

  /** Tells every screen that a layer is another than before, null for any of them. Resolves when it is journaled. */
  async announceLayer(layer: string | null): Promise<void> {
    await this.#enqueue({ siteChange: { kind: 'layer.changed', layer } });
  }

  /** Tells every screen that something drawn on the ground is another than before; as announce, of what is not a building. */
  async announcePlace(what: PlaceKind, code: string): Promise<void> {
    await this.#enqueue({ siteChange: { kind: 'place.changed', what, code } });
  }

  /** Tells every screen that the wall is another than before; resolves when it is journaled. */
  async announceWall(): Promise<void> {
    await this.#enqueue({ siteChange: { kind: 'wall.changed' } });
  }

  /** Stops taking messages, finishes what is under way. */
  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#timer);
    while (this.#running) await new Promise((resolve) => setTimeout(resolve, 5));
    this.#intake.fail(new UnavailableError('the server is stopping'));
  }

  #enqueue(part: Part): Promise<Outcome> {
    if (this.#away || this.#closed)
      return Promise.reject(new UnavailableError(this.#closed ? 'the server is stopping' : 'the database is away'));
    const outcome = this.#intake.enter(part);
    this.#noteWaiting();
    this.#wake();
    return outcome;
  }

  #noteWaiting(): void {
    const waiting = this.#intake.size;
    if (waiting <= 1) this.#probe.oldestWaitingAt = this.#intake.oldestAt;
    this.#probe.waiting = waiting;
  }

  #wake(): void {
    if (this.#running || this.#closed) return;
    this.#running = true;
    const round = () => {
      this.#run()
        .catch((cause: unknown) => this.#options.log.error({ cause }, 'pipeline failed'))
        .finally(() => {
          this.#running = false;
          if (this.#intake.size > 0) this.#wake();
        });
    };
    const wait = this.#lastSize >= BUSY_MESSAGES ? this.#startedAt + GATHER_MS - performance.now() : 0;
    // Deferred once in any case, so that everything that arrived in this turn of the loop shares a transaction.
    if (wait > 1) setTimeout(round, wait);
    else setImmediate(round);
  }

  /** One round: what waits and what the clock brings, evaluated, committed, published. */
  async #run(): Promise<void> {
    if (this.#away) return;
    const taken = this.#intake.take();
    this.#startedAt = performance.now();
    this.#lastSize = taken.size;
    this.#probe.inFlight = taken.size;
    this.#probe.oldestWaitingAt = this.#intake.oldestAt;
    this.#noteWaiting();
    const seq = this.#published.seq + 1;
    const now = Math.max(this.#now(), this.#published.recordedAt);
    let events: TwinEvent[];
    let alarms: Alarm[];
    try {
      await this.#preparePartitions(now);
      const batch = await taken.batch(this.#evaluator.state, this.#options.catalogue, (reports) =>
        this.#fresh(reports),
      );
      // detect and alarm: decide() on the working state
      const begunAt = performance.now();
      events = this.#evaluator.evaluate(batch, seq, now);
      alarms = [...this.#evaluator.touched.values()];
      const evaluatedAt = performance.now();
      const deadLetters = taken.deadLetters();
      if (events.length > 0 || deadLetters.length > 0) {
        // journal: durable before anyone hears of it
        await appendCommit(this.#options.pool, this.#options.writer, {
          seq,
          recordedAt: now,
          events,
          alarms,
          deadLetters,
        });
        this.#count(taken, events, begunAt, evaluatedAt);
      } else {
        this.#probe.inFlight = 0;
        taken.settle();
        return;
      }
    } catch (cause) {
      await this.#recover(cause as Error, taken);
      return;
    }
    this.#publish(events, alarms, seq, now);
    taken.settle();
  }

  /** What a commit came to, for the probe; instants by performance.now(). */
  #count(taken: Taken, events: readonly TwinEvent[], begunAt: number, evaluatedAt: number): void {
    const probe = this.#probe;
    const now = performance.now();
    probe.commits++;
    probe.inFlight = 0;
    probe.evaluateMs.record(evaluatedAt - begunAt);
    probe.journalMs.record(now - evaluatedAt);
    const messages = taken.tell(now, (ms) => probe.receiveToCommitMs.record(ms));
    if (messages > 0) probe.batchSize.record(messages);
    for (const { kind } of events) if (kind === 'alarm.raised') probe.alarmsRaised++;
  }

  /** Of these reports those whose identity was not recorded before, each once. */
  async #fresh(reports: DeviceReported[]): Promise<DeviceReported[]> {
    const known = await knownIdentities(this.#options.pool, this.#options.writer.site, reports);
    return reports.filter((report) => {
      const key = identityKey(report);
      if (known.has(key)) return false;
      known.add(key);
      return true;
    });
  }

  /** publish: the committed events folded into the state that everyone reads. */
  #publish(events: readonly TwinEvent[], alarms: readonly Alarm[], seq: number, recordedAt: number): void {
    const changes: Changes = { datastreams: [], devices: new Set() };
    const logged: LoggedEvent[] = [];
    events.forEach((event, ordinal) => {
      const at = { seq, ordinal, recordedAt };
      apply(this.#published, event, at, changes);
      if (event.kind !== 'observations') logged.push({ ...at, event });
    });
    this.#published.seq = seq;
    this.#published.recordedAt = recordedAt;
    this.#options.onPublished({ state: this.#published, events: logged, changes, alarms });
  }

  /** A failed commit discards the batch; the working state is made anew from the last committed seq. */
  async #recover(cause: Error, taken: Taken): Promise<void> {
    this.#probe.failedCommits++;
    this.#probe.inFlight = 0;
    if (cause instanceof FencedError) {
      this.#closed = true;
      taken.fail(cause);
      this.#intake.fail(cause);
      this.#options.onFenced(cause.message);
      return;
    }
    this.#options.log.error(
      { cause: cause.message },
      'the journal could not be written; messages stay unacknowledged until it can',
    );
    this.#away = true;
    taken.fail(new UnavailableError('the database is away'));
    this.#intake.fail(new UnavailableError('the database is away'));
    await this.#awaitDatabase();
  }

  async #awaitDatabase(): Promise<void> {
    const { pool, writer, log } = this.#options;
    while (!this.#closed) {
      try {
        const head = await readHead(pool, writer.site, writer.branch);
        if (head.seq !== this.#published.seq) {
          // The COMMIT went through although its answer did not: the journal knows more than this process.
          this.#options.onFenced(
            `the journal of ${writer.site} moved to ${head.seq} while this node knows ${this.#published.seq}`,
          );
          this.#closed = true;
          return;
        }
        const { catalogue, operators } = this.#options;
        this.#evaluator = new Evaluator(catalogue, copyState(this.#published), this.#now(), operators);
        this.#away = false;
        log.info('the database answers again');
        return;
      } catch {
        // Still away: ask again. Its return is what ends this loop.
        await new Promise((resolve) => setTimeout(resolve, PROBE_MS));
      }
    }
  }

  async #preparePartitions(now: number): Promise<void> {
    if (now < this.#partitionsUntil) return;
    await ensurePartitions(this.#options.pool, now);
    this.#partitionsUntil = now + 3_600_000;
  }
}

function letterOf(reading: Reading, refusal: Refusal): DeadLetter {
  const { device, channel, protocol, receivedAt } = reading;
  return { device, channel, protocol, receivedAt, reason: refusal.reason, payload: refusal.payload };
}
