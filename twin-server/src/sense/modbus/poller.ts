import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../../engines/log.ts';
import { reasonOf } from '../../problem.ts';
import type { ConnectionSink, ConnectionSpec, ConnectionState, OpenConnection } from '../adapter.ts';
import { OncePerReason } from '../once-per-reason.ts';
import { ModbusClient } from './client.ts';
import type { ModbusPoint, ModbusSettings } from './declaration.ts';
import { decodePoint } from './decode.ts';
import { planReads, type Read } from './plan-reads.ts';

const PROTOCOL = 'modbus-tcp';
/** Pauses between attempts to connect, ms: doubled from the first to the last. */
const FIRST_PAUSE_MS = 500;
const LAST_PAUSE_MS = 30_000;

/** One Modbus TCP server, asked round after round, connected again whenever it is lost. */
export class ModbusPoller implements OpenConnection {
  readonly #connection: ConnectionSpec<ModbusSettings, ModbusPoint>;
  readonly #sink: ConnectionSink;
  readonly #log: Log;
  readonly #reads: readonly Read[];
  readonly #faults: OncePerReason;
  readonly #closing = new AbortController();
  readonly #ended: Promise<void>;
  #client: ModbusClient | undefined;
  #condition: ConnectionState['condition'] = 'connecting';
  #reason: string | null = null;
  #lastMessageAt: number | null = null;
  #received = 0;
  #stored = 0;
  #lost = 0;

  constructor(connection: ConnectionSpec<ModbusSettings, ModbusPoint>, sink: ConnectionSink, log: Log) {
    this.#connection = connection;
    this.#sink = sink;
    this.#log = log;
    this.#reads = planReads(connection.points);
    this.#faults = new OncePerReason(sink, PROTOCOL);
    this.#ended = this.#run();
  }

  state(): ConnectionState {
    return {
      condition: this.#condition,
      reason: this.#reason ?? this.#faults.standing,
      lastMessageAt: this.#lastMessageAt,
      counters: { received: this.#received, stored: this.#stored, refused: this.#faults.told, lost: this.#lost },
    };
  }

  async close(): Promise<void> {
    this.#closing.abort();
    this.#client?.close();
    await this.#ended;
  }

  async #run(): Promise<void> {
    const { settings } = this.#connection;
    for (let pauseMs = FIRST_PAUSE_MS; !this.#closing.signal.aborted; ) {
      try {
        this.#client = await ModbusClient.connect(settings);
        const answered = await this.#poll(this.#client);
        if (answered) pauseMs = FIRST_PAUSE_MS;
        this.#lose('the server closed the connection or answers nothing');
      } catch (cause) {
        this.#lose(reasonOf(cause));
      }
      this.#client?.close();
      this.#client = undefined;
      await this.#pause(pauseMs);
      pauseMs = Math.min(pauseMs * 2, LAST_PAUSE_MS);
    }
  }

  /** Round after round until the server is lost; whether it ever answered. */
  async #poll(client: ModbusClient): Promise<boolean> {
    const { pollMs } = this.#connection.settings;
    let answered = false;
    while (client.isOpen && !this.#closing.signal.aborted) {
      const begin = performance.now();
      if (!(await this.#round(client)) && this.#reads.length > 0) break;
      answered = true;
      this.#connected();
      await this.#pause(Math.max(0, pollMs - (performance.now() - begin)));
    }
    return answered;
  }

  /** Asks for everything once; whether anything was answered. What was answered is handed on, and waited for until it is durable. */
  async #round(client: ModbusClient): Promise<boolean> {
    const values = new Map<string, Record<string, number | boolean>>();
    const faults: [point: ModbusPoint, reason: string, raw: unknown][] = [];
    let answered = false;
    for (const read of this.#reads) {
      const answer = await client.read(read);
      // A closed connection says nothing about its points: the state does.
      if (!client.isOpen || this.#closing.signal.aborted) break;
      if ('fault' in answer) {
        for (const point of read.points) faults.push([point, `unit ${read.unitId}: ${answer.fault}`, null]);
        answered ||= !answer.silent;
        continue;
      }
      answered = true;
      this.#received++;
      this.#lastMessageAt = Date.now();
      for (const point of read.points) {
        const { value, raw } = decodePoint(point, answer.data, read.address);
        const reason = this.#sink.judge(point.device, point.property, value, this.#lastMessageAt);
        if (reason !== null) faults.push([point, reason, raw]);
        else values.set(point.device, { ...values.get(point.device), [point.property]: value });
      }
    }
    if (answered) await this.#handOn(values, faults);
    return answered;
  }

  async #handOn(
    values: ReadonlyMap<string, Readonly<Record<string, number | boolean>>>,
    faults: readonly (readonly [point: ModbusPoint, reason: string, raw: unknown])[],
  ): Promise<void> {
    const { site } = this.#connection;
    const receivedAt = Date.now();
    const sent = [...values].map(async ([device, observed]) => {
      const body = { time: receivedAt, values: observed };
      await this.#sink.take({ site, device, channel: 'observations', body, protocol: PROTOCOL, receivedAt });
      for (const property of Object.keys(observed)) this.#faults.good(device, property);
      this.#stored++;
    });
    const refused = faults.map(([{ device, property }, reason, raw]) =>
      this.#faults.fault(device, property, reason, raw, receivedAt),
    );
    for (const result of await Promise.allSettled([...sent, ...refused])) {
      if (result.status === 'fulfilled') continue;
      // What cannot be stored now is asked for again in the next round.
      const { code: connection } = this.#connection;
      this.#log.warn({ connection, reason: reasonOf(result.reason) }, 'polled values were not stored');
    }
  }

  #connected(): void {
    if (this.#condition !== 'connected')
      this.#log.info({ connection: this.#connection.code }, 'a Modbus server answers');
    this.#condition = 'connected';
    this.#reason = null;
  }

  #lose(reason: string): void {
    if (this.#closing.signal.aborted) return;
    if (this.#condition !== 'faulted')
      this.#log.warn({ connection: this.#connection.code, reason }, 'a Modbus server is away');
    this.#condition = 'faulted';
    this.#reason = reason;
    this.#lost++;
  }

  async #pause(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal: this.#closing.signal }).catch(() => undefined);
  }
}
