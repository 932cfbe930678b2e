import type { Log } from '../../engines/log.ts';
import { reasonOf } from '../../problem.ts';
import type { ConnectionSink, ConnectionSpec } from '../adapter.ts';
import { namesOf, SYSTEM_OPERATIONS, TRANSMITTER_BITS, TRANSMITTER_OPERATIONS } from './codes.ts';
import { type Information, instant, type Operation, readDataUnit, type Value } from './data-unit.ts';
import type { PanelPoint, PanelSettings } from './declaration.ts';
import { COMMAND, type Frame } from './frame.ts';
import type { Found } from './frame-reader.ts';
import { HandOn } from './hand-on.ts';
import { describeValue, keyOf, PointTable, type PointValue } from './point-table.ts';
import { Refusals } from './refusals.ts';
import { Supervision } from './supervision.ts';

/** What a frame is answered with; null where nothing is. */
export type Reply = typeof COMMAND.confirm | typeof COMMAND.deny | null;

const PANEL_LINE_FAULT = 1 << TRANSMITTER_BITS.indexOf('panelLineFault');

/** What the frames of one connection come to, whichever line they come over. */
export class Receiver {
  readonly refusals: Refusals;
  readonly #handOn: HandOn;
  readonly #code: string;
  readonly #sources: ReadonlySet<number>;
  readonly #table: PointTable;
  readonly #supervision: Supervision;
  readonly #log: Log;
  #failing = false;

  constructor(
    { site, code, settings, points }: ConnectionSpec<PanelSettings, PanelPoint>,
    sink: ConnectionSink,
    log: Log,
  ) {
    this.refusals = new Refusals(sink, code);
    this.#handOn = new HandOn(site, sink);
    this.#code = code;
    this.#sources = new Set(settings.sources);
    this.#table = new PointTable(points);
    this.#supervision = new Supervision(site, points, sink);
    this.#log = log;
  }

  get stored(): number {
    return this.#handOn.stored;
  }

  get refused(): number {
    return this.refusals.told + this.#handOn.faults.told;
  }

  /** A fault that stands; null where there is none. */
  get standing(): string | null {
    return this.#handOn.faults.standing ?? this.refusals.standing;
  }

  /** Whether this transmission device is one of the connection's. */
  knows(source: number): boolean {
    return this.#sources.has(source);
  }

  /** Takes a frame. Resolves with its answer when all of it is durable, as values or as dead letters; rejects where it could not be made so. */
  async receive(frame: Frame, receivedAt: number): Promise<Reply> {
    const { source, command } = frame;
    if (!this.knows(source)) {
      const reason = `device: transmission device ${source} is none of the connection's sources`;
      await this.refusals.tellOnce(`source ${source}`, reason, payloadOf(frame), receivedAt);
      return COMMAND.deny;
    }
    switch (command) {
      case COMMAND.send:
        // A frame without data is a heartbeat.
        if (frame.data.length > 0) await this.#take(frame, receivedAt);
        this.#supervise(source, receivedAt);
        return COMMAND.confirm;
      case COMMAND.confirm:
      case COMMAND.answer:
      case COMMAND.deny:
        // Answers to what nobody asked: this only listens.
        return null;
      default:
        await this.refusals.tell(`type: command ${command} is none that goes up`, payloadOf(frame), receivedAt);
        return COMMAND.deny;
    }
  }

  /** Takes a frame with a wrong checksum: nothing of it is believed but whom to deny it. */
  async deny({ reason, bytes }: Extract<Found, { is: 'corrupt' }>, receivedAt: number): Promise<Reply> {
    await this.refusals.tell(`frame: ${reason}`, { bytes: bytes.toString('hex') }, receivedAt);
    return COMMAND.deny;
  }

  /** Says that something could not be made durable, once until something could; the device sends it again. */
  notStored(cause: unknown): void {
    if (this.#failing) return;
    this.#failing = true;
    this.#log.warn({ connection: this.#code, reason: reasonOf(cause) }, 'what a fire panel told was not stored');
  }

  async #take(frame: Frame, receivedAt: number): Promise<void> {
    const { source, data } = frame;
    const { information, fault } = readDataUnit(data);
    const work: Promise<unknown>[] = [];
    const values: PointValue[] = [];
    if (fault !== null)
      work.push(this.refusals.tellOnce(`unit ${source} ${data[0]}`, fault, payloadOf(frame), receivedAt));
    for (const told of information) {
      if (told.is === 'remark')
        this.#log.info({ connection: this.#code, source, told: told.text }, 'a transmission device says what it is');
      else if (isOperation(told)) work.push(this.refusals.tell(operationIn(told), shown(source, told), receivedAt));
      else values.push(...this.#valuesOf(source, told, receivedAt, work));
    }
    await Promise.all([...work, ...this.#handOn.take(values, receivedAt)]);
    this.#failing = false;
  }

  /** What points take of a value; where none takes it, that becomes a dead letter, which goes to `work`. */
  #valuesOf(source: number, told: Value, receivedAt: number, work: Promise<unknown>[]): PointValue[] {
    if (told.is === 'transmitter') this.#supervision.setCut(source, (told.bits & PANEL_LINE_FAULT) !== 0);
    const values = this.#table.valuesOf(source, told);
    if (values.length > 0) return values;
    const key = `${source} ${keyOf(told)}${told.is === 'analog' ? ` analog ${told.type}` : ''}`;
    // That a panel as a whole is well needs no point.
    if ((told.is === 'system' || told.is === 'transmitter') && told.bits <= 1) this.refusals.forget(key);
    else {
      const reason = `device: no point takes ${describeValue(told)} of transmission device ${source}`;
      work.push(this.refusals.tellOnce(key, reason, shown(source, told), receivedAt));
    }
    return values;
  }

  #supervise(source: number, now: number): void {
    this.#supervision.heard(source, now).catch((cause: unknown) => this.notStored(cause));
  }
}

const isOperation = (told: Information): told is Operation =>
  told.is === 'systemOperation' || told.is === 'transmitterOperation';

/** No facility declares events of panels yet: what was done there is kept where it can be seen. */
function operationIn(told: Operation): string {
  const names = told.is === 'systemOperation' ? SYSTEM_OPERATIONS : TRANSMITTER_OPERATIONS;
  const where = told.is === 'systemOperation' ? `system ${told.systemType}/${told.system}` : 'the transmission device';
  return `type: ${namesOf(told.bits, names).join(', ') || 'no operation'} at ${where} by operator ${told.operator}`;
}

const payloadOf = ({ source, command, data }: Frame) => ({ source, command, data: data.toString('hex') });
const shown = (source: number, told: Value | Operation) => ({ source, ...told, at: instant(told.at) });
