/**
 * A client of the push channel written from twin-core/src/wire/SPEC.md alone, over the platform's plain WebSocket: it imports nothing of ours and no
 * Socket.IO. What it needs beside SPEC.md is public: Engine.IO 4, Socket.IO 5 and msgpack.
 */
interface Value {
  value: number;
  time: number;
}

interface SpecDevice {
  readonly code: string;
  readonly slot: number;
  readonly values: Map<string, Value>;
}

interface Socket {
  send(data: string | Uint8Array): void;
  close(): void;
  on(event: string, listener: (data: Buffer, isBinary: boolean) => void): void;
}

export class SpecClient {
  readonly devices = new Map<string, SpecDevice>();
  readonly alarms = new Map<string, string>();
  readonly faults: string[] = [];
  refused = '';
  seq = -1;
  snapshots = 0;
  readonly #bySlot = new Map<number, Value>();
  readonly #socket: Socket;
  readonly #watch: object;

  constructor(
    socket: Socket,
    watch: { site: string; interest: object; resumeAfter: number | null },
    held?: SpecClient,
  ) {
    this.#socket = socket;
    this.#watch = watch;
    if (held) this.#take(held);
    socket.on('message', (data, isBinary) => {
      if (isBinary) this.#packet(unpack(data));
      else this.#engine(data.toString());
    });
    socket.on('error', () => undefined);
  }

  close(): void {
    this.#socket.close();
  }

  #take(held: SpecClient): void {
    this.seq = held.seq;
    for (const [code, device] of held.devices) this.devices.set(code, device);
    for (const [id, code] of held.alarms) this.alarms.set(id, code);
    for (const [slot, value] of held.#bySlot) this.#bySlot.set(slot, value);
  }

  /** Engine.IO 4: 0 is its opening, 2 a ping. */
  #engine(text: string): void {
    if (text.startsWith('0')) this.#send({ type: 0, nsp: '/twin' });
    if (text === '2') this.#socket.send('3');
  }

  /** Socket.IO 5: type 0 connects the namespace, 2 is an event. */
  #packet(packet: unknown): void {
    const { type, data } = packet as { type: number; data: [string, Uint8Array] };
    if (type === 0) this.#send({ type: 2, nsp: '/twin', data: ['watch', this.#watch] });
    if (type === 4) this.faults.push('W6: the connection was refused');
    if (type !== 2) return;
    const [name, body] = data;
    if (name === 'snapshot') this.#snapshot(block(body));
    if (name === 'frame') this.#frame(block(body));
    if (name === 'refused') this.refused = (body as unknown as { reason: string }).reason;
  }

  /** W10, W11 */
  #snapshot({ header, arrays }: Block<SnapshotHeader>): void {
    this.snapshots++;
    this.devices.clear();
    this.alarms.clear();
    this.#bySlot.clear();
    this.seq = header.seq;
    let at = 0;
    const { code } = header.devices;
    code.forEach((name, i) => {
      const values = new Map<string, Value>();
      for (const property of header.shapes[arrays.shape![i]!]!.properties) {
        const value = { value: arrays.values![at]!, time: arrays.times![at]! };
        values.set(property, value);
        this.#bySlot.set(arrays.datastreamSlots![at]!, value);
        at++;
      }
      this.devices.set(name, { code: name, slot: arrays.slots![i]!, values });
    });
    for (const alarm of header.alarms) this.alarms.set(alarm.id, alarm.code);
  }

  /** W20–W27 */
  #frame({ header, arrays }: Block<FrameHeader>): void {
    if (header.after !== this.seq) this.faults.push(`W21: a gap, after ${header.after} while ${this.seq} is held`);
    for (const { event } of header.events) {
      if (event.kind === 'device.registered') this.#register(event);
      if (event.kind === 'device.removed') this.devices.delete(event.device);
      if (event.kind === 'alarm.raised') this.alarms.set(event.id, event.code);
      if (event.kind === 'alarm.closed') this.alarms.delete(event.id);
    }
    arrays.datastreams!.forEach((slot: number, i: number) => {
      const value = this.#bySlot.get(slot);
      // Device state orders by phenomenonTime: an older value changes nothing.
      if (!value || arrays.times![i]! < value.time) return;
      value.value = arrays.values![i]!;
      value.time = arrays.times![i]!;
    });
    this.seq = header.upto;
    this.#send({ type: 2, nsp: '/twin', data: ['credit', { upto: header.upto }] });
  }

  #register(event: unknown): void {
    const { code, slot, datastreams } = event as {
      code: string;
      slot: number;
      datastreams: { slot: number; property: string }[];
    };
    const values = new Map<string, Value>();
    for (const datastream of datastreams) {
      const value = this.#bySlot.get(datastream.slot) ?? { value: Number.NaN, time: Number.NaN };
      this.#bySlot.set(datastream.slot, value);
      values.set(datastream.property, value);
    }
    this.devices.set(code, { code, slot, values });
  }

  #send(packet: object): void {
    this.#socket.send(pack(packet));
  }
}

/** W10 */
interface SnapshotHeader {
  readonly seq: number;
  readonly shapes: readonly { properties: string[] }[];
  readonly devices: { code: string[] };
  readonly alarms: readonly { id: string; code: string }[];
}

/** W20 */
interface FrameHeader {
  readonly after: number;
  readonly upto: number;
  readonly events: readonly { event: Record<'kind' | 'id' | 'code' | 'device', string> }[];
}

interface Block<Header> {
  readonly header: Header;
  readonly arrays: Readonly<Record<string, Int32Array | Float64Array>>;
}

/** W1–W4 */
function block<Header>(given: Uint8Array): Block<Header> {
  const bytes = Uint8Array.from(given);
  const view = new DataView(bytes.buffer);
  if (String.fromCharCode(...bytes.subarray(0, 4)) !== 'TWB1') throw new Error('W1: no block');
  const length = view.getUint32(4, true);
  if (length % 8 !== 0) throw new Error('W2: the header is no multiple of 8');
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length))) as Header & {
    arrays: { name: string; type: string; length: number }[];
  };
  const arrays: Record<string, Int32Array | Float64Array> = {};
  let at = 8 + length;
  for (const { name, type, length: count } of header.arrays) {
    arrays[name] = type === 'i32' ? new Int32Array(bytes.buffer, at, count) : new Float64Array(bytes.buffer, at, count);
    at += Math.ceil((count * (type === 'i32' ? 4 : 8)) / 8) * 8;
  }
  return { header, arrays };
}

/** As much of msgpack as a client sends: maps, lists, texts, whole numbers, null. */
function pack(value: unknown): Uint8Array {
  const bytes: number[] = [];
  const write = (item: unknown): void => {
    if (item === null || item === undefined) bytes.push(0xc0);
    else if (typeof item === 'number') {
      const view = new DataView(new ArrayBuffer(8));
      view.setFloat64(0, item);
      bytes.push(0xcb, ...new Uint8Array(view.buffer));
    } else if (typeof item === 'string') {
      const text = new TextEncoder().encode(item);
      bytes.push(0xda, text.length >> 8, text.length & 0xff, ...text);
    } else if (Array.isArray(item)) {
      bytes.push(0xdc, item.length >> 8, item.length & 0xff);
      item.forEach(write);
    } else {
      const entries = Object.entries(item as object);
      bytes.push(0xde, entries.length >> 8, entries.length & 0xff);
      for (const [key, inner] of entries) {
        write(key);
        write(inner);
      }
    }
  };
  write(value);
  return Uint8Array.from(bytes);
}

/** msgpack as the server sends it. */
function unpack(bytes: Buffer): unknown {
  let at = 0;
  const size = (width: 1 | 2 | 4) => {
    const value = bytes.readUIntBE(at, width);
    at += width;
    return value;
  };
  const skip = (length: number) => {
    at += length;
    return at - length;
  };
  const text = (length: number) => {
    const from = skip(length);
    return bytes.toString('utf8', from, at);
  };
  const list = (length: number) => Array.from({ length }, () => read());
  const map = (length: number) => Object.fromEntries(Array.from({ length }, () => [read(), read()]));
  const read = (): unknown => {
    const tag = bytes[at++]!;
    if (tag < 0x80) return tag;
    if (tag < 0x90) return map(tag & 0x0f);
    if (tag < 0xa0) return list(tag & 0x0f);
    if (tag < 0xc0) return text(tag & 0x1f);
    if (tag >= 0xe0) return tag - 256;
    switch (tag) {
      case 0xc0:
        return null;
      case 0xc2:
        return false;
      case 0xc3:
        return true;
      case 0xc4:
      case 0xc5:
      case 0xc6: {
        const length = size((1 << (tag - 0xc4)) as 1 | 2 | 4);
        const from = skip(length);
        return bytes.subarray(from, at);
      }
      case 0xcb:
        return bytes.readDoubleBE(skip(8));
      case 0xcc:
      case 0xcd:
      case 0xce:
        return size((1 << (tag - 0xcc)) as 1 | 2 | 4);
      case 0xd4:
        // W5: an extension of type 0 is a field that is not there.
        skip(2);
        return undefined;
      case 0xd9:
      case 0xda:
      case 0xdb:
        return text(size((1 << (tag - 0xd9)) as 1 | 2 | 4));
      case 0xdc:
        return list(size(2));
      case 0xde:
        return map(size(2));
      default:
        throw new Error(`msgpack tag 0x${tag.toString(16)}`);
    }
  };
  return read();
}
