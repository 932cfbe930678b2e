import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import type { Delimiters } from './frame.ts';

/** For tests: the delimiters of the standard, and those of some devices. */
export const AT_SIGNS: Delimiters = { start: Buffer.from('@@'), end: Buffer.from('##') };
export const SINGLE_BYTES: Delimiters = { start: Buffer.of(0x68), end: Buffer.of(0x16) };

/** For tests: a frame as a device writes it, byte for byte from the layout and apart from the code under test. */
export function deviceFrame(
  data: Buffer,
  {
    delimiters = AT_SIGNS,
    source = 889,
    command = 2,
    serial = 1,
  }: { delimiters?: Delimiters; source?: number; command?: number; serial?: number } = {},
): Buffer {
  const control = [
    ...little(serial, 2),
    ...[1, 1],
    ...TAG,
    ...little(source, 6),
    ...little(1, 6),
    ...little(data.length, 2),
    command,
  ];
  const body = Buffer.concat([Buffer.from(control), data]);
  return Buffer.concat([delimiters.start, body, Buffer.of(sumOf(body)), delimiters.end]);
}

/** For tests: a component as the standard counts it. */
export interface SimulatedComponent {
  readonly system?: number;
  readonly type: number;
  readonly component: number;
}

/** For tests: application data units. `bits`: the lowest is bit 0. */
export const unit = {
  components: (...states: readonly (SimulatedComponent & { readonly bits: number })[]): Buffer =>
    objects(
      2,
      states.map((state) => [...component(state), ...little(state.bits, 2), ...CORRIDOR, ...TAG]),
    ),
  analogs: (...values: readonly (SimulatedComponent & { readonly analog: number; readonly raw: number })[]): Buffer =>
    objects(
      3,
      values.map((value) => [...component(value), value.analog, ...little(value.raw & 0xffff, 2), ...TAG]),
    ),
  system: (bits: number): Buffer => objects(1, [[1, 1, ...little(bits, 2), ...TAG]]),
  systemOperation: (bits: number): Buffer => objects(4, [[1, 1, bits, 7, ...TAG]]),
  transmitter: (bits: number): Buffer => objects(21, [[bits, ...TAG]]),
  transmitterOperation: (bits: number): Buffer => objects(24, [[bits, 7, ...TAG]]),
};

/** For tests: the text of every simulated component, 3号楼5层走廊烟感 in GB 18030, in 31 bytes. */
const CORRIDOR = [...Buffer.from('33bac5c2a535b2e3d7dfc0c8d1ccb8d0', 'hex'), ...Array<number>(15).fill(0)];
/** 2026-11-29 15:04:05, UTC+8. */
const TAG = [5, 4, 15, 29, 11, 26];

/** For tests: a transmission device that dials in over TCP, sends what it is told to, and keeps every answer. */
export class PanelSimulator {
  /** Commands and serials of what came down, in order; a frame that is none ends the test. */
  readonly answers: { readonly command: number; readonly serial: number }[] = [];
  readonly #socket: Socket;
  readonly #delimiters: Delimiters;
  readonly #source: number;
  #rest = Buffer.alloc(0);
  #serial = 0;

  private constructor(socket: Socket, delimiters: Delimiters, source: number) {
    this.#socket = socket;
    this.#delimiters = delimiters;
    this.#source = source;
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => this.#read(chunk));
    socket.on('error', () => undefined);
  }

  /** Dials in; resolves when the line is open. */
  static async dial(port: number, { delimiters = AT_SIGNS, source = 889 } = {}): Promise<PanelSimulator> {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    return new PanelSimulator(socket, delimiters, source);
  }

  /** Serials that were confirmed. */
  get confirmed(): number[] {
    return this.answers.filter(({ command }) => command === 3).map(({ serial }) => serial);
  }

  /** Serials that were denied. */
  get denied(): number[] {
    return this.answers.filter(({ command }) => command === 6).map(({ serial }) => serial);
  }

  get isOpen(): boolean {
    return !this.#socket.closed;
  }

  /** The next frame with this data, not sent. */
  frame(data: Buffer, command = 2): { readonly serial: number; readonly bytes: Buffer } {
    const serial = ++this.#serial & 0xffff;
    const bytes = deviceFrame(data, { delimiters: this.#delimiters, source: this.#source, command, serial });
    return { serial, bytes };
  }

  /** Sends a frame; its serial. */
  send(data: Buffer, command = 2): number {
    const { serial, bytes } = this.frame(data, command);
    this.write(bytes);
    return serial;
  }

  heartbeat(): number {
    return this.send(Buffer.alloc(0));
  }

  write(bytes: Buffer): void {
    this.#socket.write(bytes);
  }

  async hangUp(): Promise<void> {
    if (this.#socket.closed) return;
    const closed = once(this.#socket, 'close');
    this.#socket.destroy();
    await closed;
  }

  #read(chunk: Buffer): void {
    this.#rest = Buffer.concat([this.#rest, chunk]);
    const { start, end } = this.#delimiters;
    // Every answer has no data.
    const length = start.length + 25 + 1 + end.length;
    for (; this.#rest.length >= length; this.#rest = this.#rest.subarray(length)) {
      const body = this.#rest.subarray(start.length, start.length + 25);
      const whole = Buffer.concat([start, body, Buffer.of(sumOf(body)), end]);
      const addressed = body.readUIntLE(10, 6) === 1 && body.readUIntLE(16, 6) === this.#source;
      if (!whole.equals(this.#rest.subarray(0, length)) || body.readUInt16LE(22) !== 0 || !addressed)
        throw new Error(`no answer to device ${this.#source}: ${this.#rest.subarray(0, length).toString('hex')}`);
      this.answers.push({ command: body[24]!, serial: body.readUInt16LE(0) });
    }
  }
}

/** For tests: a port that is free now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const little = (value: number, bytes: number) =>
  Array.from({ length: bytes }, (_, i) => Math.floor(value / 2 ** (8 * i)) & 0xff);
const component = ({ system = 1, type, component: address }: SimulatedComponent) => [
  1,
  system,
  type,
  ...little(address, 4),
];
const objects = (type: number, list: readonly number[][]) => Buffer.from([type, list.length, ...list.flat()]);
const sumOf = (bytes: Buffer) => bytes.reduce((sum, byte) => (sum + byte) % 256, 0);
