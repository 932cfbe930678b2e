import type { Log } from '../../engines/log.ts';
import { reasonOf } from '../../problem.ts';
import type { ConnectionSink, ConnectionSpec } from '../adapter.ts';
import { OncePerReason } from '../once-per-reason.ts';
import { namesOf, SYSTEM_OPERATIONS, TRANSMITTER_BITS, TRANSMITTER_OPERATIONS } from './codes.ts';
import { type Information, instant, type Operation, readDataUnit, type Value } from './data-unit.ts';
import type { PanelPoint, PanelSettings } from './declaration.ts';
import { COMMAND, type Frame } from './frame.ts';
import type { Found } from './frame-reader.ts';
import { describeValue, keyOf, PointTable, type PointValue } from './point-table.ts';
import { PROTOCOL, Refusals } from './refusals.ts';
import { Supervision } from './supervision.ts';

/** What a frame is answered with; null where nothing is. */
export type Reply = typeof COMMAND.confirm | typeof COMMAND.deny | null;

/** Values of one device that came together, by property. */
type Values = Record<string, boolean | number>;

const PANEL_LINE_FAULT = 1 << TRANSMITTER_BITS.indexOf('panelLineFault');

/**
 * What the frames of one connection come to, whichever line they come over. A value's time is that of its receipt: the clocks of panels are often
 * off, by years in one public capture, and a fire must not become history for that.
 */
export class Receiver {
  readonly refusals: Refusals;
  readonly #faults: OncePerReason;
  readonly #site: string;
  readonly #code: string;
  readonly #sources: ReadonlySet<number>;
  readonly #table: PointTable;
  readonly #supervision: Supervision;
  readonly #sink: ConnectionSink;
  readonly #log: Log;
  /** What was handed on last of each device and is not durable yet. */
  readonly #underWay = new Map<string, Promise<unknown>>();
  #stored = 0;
  #failing = false;

  constructor(
    { site, code, settings, points }: ConnectionSpec<PanelSettings, PanelPoint>,
    sink: ConnectionSink,
    log: Log,
  ) {
    this.refusals = new Refusals(sink, code);
    this.#faults = new OncePerReason(sink, PROTOCOL);
    this.#site = site;
    this.#code = code;
    this.#sources = new Set(settings.sources);
    this.#table = new PointTable(points);
    this.#supervision = new Supervision(site, points, sink);
    this.#sink = sink;
    this.#log = log;
  }

  get stored(): number {
    return this.#stored;
  }

  get refused(): number {
    return this.refusals.told + this.#faults.told;
  }

  /** A fault that stands; null where there is none. */
  get standing(): string | null {
    return this.#faults.standing ?? this.refusals.standing;
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
    const together: [device: string, values: Values][] = [];
    if (fault !== null)
      work.push(this.refusals.tellOnce(`unit ${source} ${data[0]}`, fault, payloadOf(frame), receivedAt));
    for (const told of information) {
      if (told.is === 'remark')
        this.#log.info({ connection: this.#code, source, told: told.text }, 'a transmission device says what it is');
      else if (isOperation(told)) work.push(this.refusals.tell(operationIn(told), shown(source, told), receivedAt));
      else work.push(...this.#sort(source, told, receivedAt, together));
    }
    for (const [device, values] of together) work.push(this.#handOn(device, values));
    await Promise.all(work);
    this.#failing = false;
  }

  /** Puts what points take of a value into `together`; the dead letters of what they do not, and of what the twin would not take. */
  #sort(source: number, told: Value, time: number, together: [device: string, values: Values][]): Promise<unknown>[] {
    if (told.is === 'transmitter') this.#supervision.setCut(source, (told.bits & PANEL_LINE_FAULT) !== 0);
    const values = this.#table.valuesOf(source, told);
    if (values.length === 0) {
      const key = `${source} ${keyOf(told)}${told.is === 'analog' ? ` analog ${told.type}` : ''}`;
      const reason = `device: no point takes ${describeValue(told)} of transmission device ${source}`;
      return [this.refusals.tellOnce(key, reason, shown(source, told), time)];
    }
    const letters: Promise<unknown>[] = [];
    for (const taken of values) {
      const { device, property, value } = taken;
      const reason = this.#sink.judge(device, property, value, time);
      if (reason === null) put(together, taken);
      else letters.push(this.#faults.fault(device, property, reason, value, time));
    }
    return letters;
  }

  /**
   * Resolves when these values are durable. What a device tells next waits for what it told before: a fire and its end in one commit would come to
   * no alarm, and a transmission device that was cut off tells both at once.
   */
  #handOn(device: string, values: Values): Promise<unknown> {
    const before = this.#underWay.get(device);
    const taken = before ? before.then(() => this.#store(device, values)) : this.#store(device, values);
    // Whoever comes next does not care how this one fared.
    const done = taken
      .catch(() => undefined)
      .then(() => {
        if (this.#underWay.get(device) === done) this.#underWay.delete(device);
      });
    this.#underWay.set(device, done);
    return taken;
  }

  async #store(device: string, values: Values): Promise<void> {
    const now = Date.now();
    const body = { time: now, values };
    const reading = {
      site: this.#site,
      device,
      channel: 'observations',
      body,
      protocol: PROTOCOL,
      receivedAt: now,
    } as const;
    await this.#sink.take(reading);
    for (const property in values) this.#faults.good(device, property);
    this.#stored++;
  }

  #supervise(source: number, now: number): void {
    this.#supervision.heard(source, now).catch((cause: unknown) => this.notStored(cause));
  }
}

/** A second value of one property in a frame comes after the first, not instead of it. */
function put(together: [device: string, values: Values][], { device, property, value }: PointValue): void {
  const last = together.findLast(([of]) => of === device)?.[1];
  if (last && !(property in last)) last[property] = value;
  else together.push([device, { [property]: value }]);
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
