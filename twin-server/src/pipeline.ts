import type { Pool } from 'pg';
import type { Logger } from 'pino';
import {
  type Alarm,
  type AlarmCommand,
  apply,
  type Batch,
  type Catalogue,
  type Changes,
  type DeviceRecord,
  deviceByCode,
  Evaluator,
  type LayerChanged,
  type LoggedEvent,
  type PlaceChanged,
  type PlaceKind,
  type Published,
  type Reading,
  type Refusal,
  type SiteChange,
  type SiteChanged,
  type Situation,
  type TwinEvent,
  type TwinState,
} from 'twin-core';
import { decodeSnapshot, encodeSnapshot } from 'twin-core/wire';
import { fuse, gather } from './fuse/fuse.ts';
import { registrationOf } from './fuse/register.ts';
import { appendCommit, type DeadLetter, FencedError, type Writer } from './journal/append.ts';
import { ensurePartitions } from './journal/partitions.ts';
import { identityKey, knownIdentities, readHead } from './journal/read.ts';
import { PipelineProbe } from './metrics/probe.ts';
import { normalize } from './normalize/normalize.ts';
import { InputError } from './problem.ts';

/** What became of one message: durable, with what was refused of it. */
export interface Outcome {
  readonly refusals: readonly Refusal[];
}

/** The database cannot be reached: nothing is acknowledged until it is back. */
class UnavailableError extends Error {
  override readonly name = 'UnavailableError';
}

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
  /** Where it counts what it does. */
  readonly probe?: PipelineProbe;
}

/** Everything one message waits for: its parts go into the same batch; settled after COMMIT. */
interface Waiting {
  readonly situation?: Situation;
  readonly letters?: readonly DeadLetter[];
  readonly registration?: DeviceRecord;
  readonly removal?: string;
  readonly command?: AlarmCommand;
  readonly siteChange?: SiteChanged | LayerChanged | PlaceChanged;
  /** When it came, by performance.now(). */
  readonly at: number;
  readonly settle: (failure?: Error) => void;
}

/** Observations taken into one transaction at most; what waits goes into the next. */
const BATCH_LIMIT = 20_000;
/** Messages waiting at most, so that memory stays bounded while the database is slow. */
const WAITING_LIMIT = 100_000;
const TICK_MS = 500;
const PROBE_MS = 500;

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
  #waiting: Waiting[] = [];
  #running = false;
  #away = false;
  #closed = false;
  #partitionsUntil = 0;
  readonly #timer: NodeJS.Timeout;

  constructor(options: PipelineOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
    this.#probe = options.probe ?? new PipelineProbe();
    this.#published = options.state;
    this.#evaluator = new Evaluator(options.catalogue, workingCopy(options.state), this.#now());
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
    this.#probe.message(reading.protocol);
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
    this.#probe.observations += normalized.observations.length;
    this.#probe.events += normalized.reports.length;
    for (const { reason } of normalized.refusals) this.#probe.refused(reason);
    // fuse: onto the thing, with its place
    const situation = device && fuse(device, normalized);
    return this.#enqueue({ situation, letters: normalized.refusals.map((refusal) => letterOf(reading, refusal)) }).then(
      () => ({
        refusals: normalized.refusals,
      }),
    );
  }

  /** Records what could not even be read as a message. Resolves when it is durable. */
  refuse(letter: DeadLetter): Promise<void> {
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

  remove(device: string): Promise<void> {
    return this.#enqueue({ removal: device });
  }

  /** Does something with an alarm for a person. Resolves when it is journaled; whether it may be done is the desk's to ask. */
  command(command: AlarmCommand): Promise<void> {
    return this.#enqueue({ command });
  }

  /** Tells every screen that a building is another than before. Resolves when it is journaled; the registry must hold it by then. */
  announce(building: string, what: SiteChange): Promise<void> {
    return this.#enqueue({ siteChange: { kind: 'site.changed', building, what } });
  }

  /** Tells every screen that a layer is another than before, null for any of them. Resolves when it is journaled. */
  announceLayer(layer: string | null): Promise<void> {
    return this.#enqueue({ siteChange: { kind: 'layer.changed', layer } });
  }

  /** Tells every screen that something drawn on the ground is another than before; as announce, of what is not a building. */
  announcePlace(what: PlaceKind, code: string): Promise<void> {
    return this.#enqueue({ siteChange: { kind: 'place.changed', what, code } });
  }

  /** Stops taking messages, finishes what is under way. */
  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#timer);
    while (this.#running) await new Promise((resolve) => setTimeout(resolve, 5));
    this.#fail(new UnavailableError('the server is stopping'));
  }

  #enqueue(part: Omit<Waiting, 'settle' | 'at'>): Promise<void> {
    if (this.#away || this.#closed)
      return Promise.reject(new UnavailableError(this.#closed ? 'the server is stopping' : 'the database is away'));
    if (this.#waiting.length >= WAITING_LIMIT)
      return Promise.reject(new UnavailableError('too many messages are waiting for the database'));
    return new Promise((resolve, reject) => {
      const at = performance.now();
      if (this.#waiting.length === 0) this.#probe.oldestWaitingAt = at;
      this.#waiting.push({ ...part, at, settle: (failure) => (failure ? reject(failure) : resolve()) });
      this.#probe.waiting = this.#waiting.length;
      this.#wake();
    });
  }

  #wake(): void {
    if (this.#running || this.#closed) return;
    this.#running = true;
    // Deferred once, so that everything that arrived in this turn of the loop shares a transaction.
    setImmediate(() => {
      this.#run()
        .catch((cause: unknown) => this.#options.log.error({ cause }, 'pipeline failed'))
        .finally(() => {
          this.#running = false;
          if (this.#waiting.length > 0) this.#wake();
        });
    });
  }

  /** One round: what waits and what the clock brings, evaluated, committed, published. */
  async #run(): Promise<void> {
    if (this.#away) return;
    const taken = this.#takeWaiting();
    const seq = this.#published.seq + 1;
    const now = Math.max(this.#now(), this.#published.recordedAt);
    let events: TwinEvent[];
    let alarms: Alarm[];
    try {
      await this.#preparePartitions(now);
      const batch = await this.#batchOf(taken);
      // detect and alarm: decide() on the working state
      const begun = performance.now();
      events = this.#evaluator.evaluate(batch, seq, now);
      alarms = [...this.#evaluator.touched.values()];
      const evaluated = performance.now();
      const deadLetters = taken.flatMap(({ letters }) => letters ?? []);
      if (events.length > 0 || deadLetters.length > 0) {
        // journal: durable before anyone hears of it
        await appendCommit(this.#options.pool, this.#options.writer, {
          seq,
          recordedAt: now,
          events,
          alarms,
          deadLetters,
        });
        this.#count(taken, events, evaluated - begun, performance.now() - evaluated);
      } else {
        for (const { settle } of taken) settle();
        this.#probe.inFlight = 0;
        return;
      }
    } catch (cause) {
      await this.#recover(cause as Error, taken);
      return;
    }
    this.#publish(events, alarms, seq, now);
    for (const { settle } of taken) settle();
  }

  #takeWaiting(): Waiting[] {
    let observations = 0;
    let count = 0;
    while (count < this.#waiting.length && observations < BATCH_LIMIT)
      observations += this.#waiting[count++]!.situation?.observations.length ?? 0;
    const taken = this.#waiting.splice(0, count);
    this.#probe.inFlight = taken.length;
    this.#probe.waiting = this.#waiting.length;
    this.#probe.oldestWaitingAt = this.#waiting[0]?.at ?? Number.NaN;
    return taken;
  }

  /** What a commit came to, for the probe. */
  #count(taken: readonly Waiting[], events: readonly TwinEvent[], evaluateMs: number, journalMs: number): void {
    const probe = this.#probe;
    const now = performance.now();
    probe.commits++;
    probe.inFlight = 0;
    probe.evaluateMs.record(evaluateMs);
    probe.journalMs.record(journalMs);
    let messages = 0;
    for (const { at, letters } of taken) {
      // What a person or the registry asks for is no message.
      if (!letters) continue;
      messages++;
      probe.receiveToCommitMs.record(now - at);
    }
    if (messages > 0) probe.batchSize.record(messages);
    for (const { kind } of events) if (kind === 'alarm.raised') probe.alarmsRaised++;
  }

  async #batchOf(taken: readonly Waiting[]): Promise<Batch> {
    const { observations, reports } = gather(taken.flatMap(({ situation }) => situation ?? []));
    const known = await knownIdentities(this.#options.pool, this.#options.writer.site, reports);
    const fresh = reports.filter((report) => {
      const key = identityKey(report);
      if (known.has(key)) return false;
      known.add(key);
      return true;
    });
    const state = this.#evaluator.state;
    const slots = { device: state.devices.length, datastream: state.owners.length };
    // The last record of a code in a batch is the one that counts.
    const records = new Map(
      taken.flatMap(({ registration }) => (registration ? [[registration.code, registration] as const] : [])),
    );
    const registrations = [...records.values()].map((record) =>
      registrationOf(record, deviceByCode(state, record.code), this.#options.catalogue, slots),
    );
    return {
      registrations,
      removals: taken.flatMap(({ removal }) => removal ?? []),
      observations,
      reports: fresh,
      commands: taken.flatMap(({ command }) => command ?? []),
      siteChanges: taken.flatMap(({ siteChange }) => siteChange ?? []),
    };
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
  async #recover(cause: Error, taken: readonly Waiting[]): Promise<void> {
    this.#probe.failedCommits++;
    this.#probe.inFlight = 0;
    if (cause instanceof FencedError) {
      this.#closed = true;
      for (const { settle } of taken) settle(cause);
      this.#fail(cause);
      this.#options.onFenced(cause.message);
      return;
    }
    this.#options.log.error(
      { cause: cause.message },
      'the journal could not be written; messages stay unacknowledged until it can',
    );
    this.#away = true;
    for (const { settle } of taken) settle(new UnavailableError('the database is away'));
    this.#fail(new UnavailableError('the database is away'));
    await this.#awaitDatabase();
  }

  #fail(cause: Error): void {
    for (const { settle } of this.#waiting.splice(0)) settle(cause);
    this.#probe.waiting = 0;
    this.#probe.oldestWaitingAt = Number.NaN;
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
        this.#evaluator = new Evaluator(this.#options.catalogue, workingCopy(this.#published), this.#now());
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

/** Its own copy of a state for the evaluator, by the same codec that clients use. */
function workingCopy(state: TwinState): TwinState {
  return decodeSnapshot(encodeSnapshot(state));
}
