import type ModbusRTU from 'modbus-serial';
import type { ModbusSettings } from './declaration.ts';
import type { Read } from './plan-reads.ts';

/** What a server answered to one request: bits or registers, or why there is no value. */
export type Answer =
  | { readonly data: readonly (number | boolean)[] }
  | { readonly fault: string; readonly silent: boolean };

interface Registers {
  readonly data: readonly (number | boolean)[];
}

/** What the codes of an exception answer mean (MODBUS Application Protocol V1.1b3, 7). */
const EXCEPTIONS: Readonly<Record<number, string>> = {
  1: 'illegal function',
  2: 'illegal data address',
  3: 'illegal data value',
  4: 'server device failure',
  5: 'acknowledge, not ready',
  6: 'server device busy',
  8: 'memory parity error',
  10: 'gateway path unavailable',
  11: 'gateway target device failed to respond',
};

/** A connection to one Modbus TCP server; one request at a time. */
export class ModbusClient {
  readonly #client: ModbusRTU;
  readonly #timeoutMs: number;
  /** Gives the request under way up: destroying the connection alone would leave it without an end. */
  #giveUp: (cause: Error) => void = () => undefined;

  private constructor(client: ModbusRTU, timeoutMs: number) {
    this.#client = client;
    this.#timeoutMs = timeoutMs;
  }

  /** Connects. Rejects with the system's error, or after the timeout. */
  static async connect({ host, port, timeoutMs }: ModbusSettings): Promise<ModbusClient> {
    // Brought in when the first connection is opened: it drags the serial port's native code along.
    const { default: Modbus } = await import('modbus-serial');
    const client = new Modbus();
    // What happens to an open connection is seen at the next request.
    client.on('error', () => undefined);
    client.setTimeout(timeoutMs);
    try {
      await client.connectTCP(host, { port });
    } catch (cause) {
      client.destroy(() => undefined);
      throw cause;
    }
    return new ModbusClient(client, timeoutMs);
  }

  get isOpen(): boolean {
    return this.#client.isOpen;
  }

  /** Asks once. Never rejects: a fault is an answer too. */
  async read({ unitId, table, address, length }: Read): Promise<Answer> {
    if (!this.#client.isOpen) return { fault: 'the connection is closed', silent: true };
    this.#client.setID(unitId);
    try {
      const { data } = await new Promise<Registers>((resolve, reject) => {
        this.#giveUp = reject;
        this.#ask(table, address, length).then(resolve, reject);
      });
      // Bits come eight at a time.
      return { data: data.slice(0, length) };
    } catch (cause) {
      return this.#faultOf(cause);
    }
  }

  close(): void {
    this.#client.destroy(() => undefined);
    this.#giveUp(new Error('the connection is closed'));
  }

  #ask(table: Read['table'], address: number, length: number): Promise<Registers> {
    switch (table) {
      case 'coil':
        return this.#client.readCoils(address, length);
      case 'discreteInput':
        return this.#client.readDiscreteInputs(address, length);
      case 'holding':
        return this.#client.readHoldingRegisters(address, length);
      case 'input':
        return this.#client.readInputRegisters(address, length);
    }
  }

  #faultOf(cause: unknown): Answer {
    const { modbusCode, name, message } = cause as { modbusCode?: number; name?: string; message?: string };
    if (modbusCode !== undefined) {
      const meaning = EXCEPTIONS[modbusCode] ?? 'unknown';
      return { fault: `exception ${modbusCode} (${meaning})`, silent: false };
    }
    if (name === 'TransactionTimedOutError') return { fault: `no answer within ${this.#timeoutMs} ms`, silent: true };
    return { fault: message ?? String(cause), silent: false };
  }
}
