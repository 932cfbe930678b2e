import type {
  ActionEnded,
  AlarmCommand,
  Batch,
  Catalogue,
  DeviceRecord,
  DeviceReported,
  LayerChanged,
  Order,
  PlaceChanged,
  Refusal,
  SiteChanged,
  Situation,
  TwinState,
  WallChanged,
} from 'twin-core';
import { deviceByCode } from 'twin-core';
import { gather } from './fuse/fuse.ts';
import { registrationOf } from './fuse/register.ts';
import type { DeadLetter } from './journal/append.ts';
import { UnavailableError } from './problem.ts';

/** What became of one message: durable, with what was refused of it. */
export interface Outcome {
  readonly refusals: readonly Refusal[];
}

/** What one message, or one wish, brings into a batch. All of it goes into the same one. */
export interface Part {
  readonly situation?: Situation;
  readonly letters?: readonly DeadLetter[];
  readonly registration?: DeviceRecord;
  readonly removal?: string;
  readonly command?: AlarmCommand;
  readonly order?: Order;
  readonly ended?: ActionEnded;
  readonly siteChange?: SiteChanged | LayerChanged | PlaceChanged | WallChanged;
  readonly outcome?: Outcome;
}

/** A part with whoever waits for it; settled after COMMIT. */
interface Waiting {
  readonly part: Part;
  /** When it came, by performance.now(). */
  readonly at: number;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (failure: Error) => void;
}

/** Observations, and messages, taken into one transaction at most; what waits goes into the next. */
const BATCH_LIMIT = 20_000;
/** Messages waiting at most, so that memory stays bounded while the database is slow. */
const WAITING_LIMIT = 100_000;
const NOTHING_REFUSED: Outcome = { refusals: [] };

/** Parts that go through the pipeline together. */
export class Taken {
  readonly #waiting: readonly Waiting[];

  constructor(waiting: readonly Waiting[]) {
    this.#waiting = waiting;
  }

  get size(): number {
    return this.#waiting.length;
  }

  /** When it is durable. */
  settle(): void {
    for (const { part, resolve } of this.#waiting) resolve(part.outcome ?? NOTHING_REFUSED);
  }

  fail(cause: Error): void {
    for (const { reject } of this.#waiting) reject(cause);
  }

  /** What it brings to the evaluator. `fresh` leaves out of the reports those whose identity is known already. */
  async batch(
    state: TwinState,
    catalogue: Catalogue,
    fresh: (reports: DeviceReported[]) => Promise<DeviceReported[]>,
  ): Promise<Batch> {
    const situations: Situation[] = [];
    const records = new Map<string, DeviceRecord>();
    const removals: string[] = [];
    const commands: AlarmCommand[] = [];
    const orders: Order[] = [];
    const ended: ActionEnded[] = [];
    const siteChanges: NonNullable<Part['siteChange']>[] = [];
    for (const { part } of this.#waiting) {
      if (part.situation) situations.push(part.situation);
      // The last record of a code in a batch is the one that counts.
      if (part.registration) records.set(part.registration.code, part.registration);
      if (part.removal !== undefined) removals.push(part.removal);
      if (part.command) commands.push(part.command);
      if (part.order) orders.push(part.order);
      if (part.ended) ended.push(part.ended);
      if (part.siteChange) siteChanges.push(part.siteChange);
    }
    const { observations, reports } = gather(situations);
    const slots = { device: state.devices.length, datastream: state.owners.length };
    const registrations = Array.from(records.values(), (record) =>
      registrationOf(record, deviceByCode(state, record.code), catalogue, slots),
    );
    const unheard = reports.length > 0 ? await fresh(reports) : reports;
    return { registrations, removals, observations, reports: unheard, commands, orders, ended, siteChanges };
  }

  /** How long what is sensed has waited until now, for each message; how many there are. */
  tell(now: number, waited: (ms: number) => void): number {
    let messages = 0;
    for (const { part, at } of this.#waiting) {
      // What a person or the registry asks for is no message.
      if (!part.situation && !part.letters) continue;
      messages++;
      waited(now - at);
    }
    return messages;
  }

  deadLetters(): DeadLetter[] {
    const letters: DeadLetter[] = [];
    for (const { part } of this.#waiting) if (part.letters) letters.push(...part.letters);
    return letters;
  }
}

/** Where parts wait for the transaction before theirs. */
export class Intake {
  #waiting: Waiting[] = [];

  get size(): number {
    return this.#waiting.length;
  }

  /** When the one that waits longest came, by performance.now(); NaN while none waits. */
  get oldestAt(): number {
    return this.#waiting[0]?.at ?? Number.NaN;
  }

  /** Resolves when the part is durable; rejects with UnavailableError when too many wait already. */
  enter(part: Part): Promise<Outcome> {
    if (this.#waiting.length >= WAITING_LIMIT)
      return Promise.reject(new UnavailableError('too many messages are waiting for the database'));
    return new Promise((resolve, reject) => {
      this.#waiting.push({ part, at: performance.now(), resolve, reject });
    });
  }

  /** As many as one transaction takes. */
  take(): Taken {
    let observations = 0;
    let count = 0;
    while (count < this.#waiting.length && observations < BATCH_LIMIT && count < BATCH_LIMIT)
      observations += this.#waiting[count++]!.part.situation?.observations.length ?? 0;
    if (count === this.#waiting.length) {
      const all = this.#waiting;
      this.#waiting = [];
      return new Taken(all);
    }
    return new Taken(this.#waiting.splice(0, count));
  }

  fail(cause: Error): void {
    const all = this.#waiting;
    this.#waiting = [];
    new Taken(all).fail(cause);
  }
}
