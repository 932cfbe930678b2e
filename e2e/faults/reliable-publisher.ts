import { connect, type Socket } from 'node:net';
import { encodePacket } from '../../twin-server/src/engines/mqtt/packet-codec.ts';
import { publishFrame } from '../../twin-server/src/load/publish-frame.ts';

/** One event for so many observations. */
const EVENT_EVERY = 50;
const SLICE_MS = 20;
/** Unacknowledged messages at most: what a gateway with a small memory holds. */
const WINDOW = 20_000;
const RECONNECT_MS = 100;
const PUBACK_BYTES = 4;
const DUP = 0x08;

export interface ReliablePublisherOptions {
  readonly url: string;
  readonly account: string;
  readonly secret: string;
  readonly site: string;
  readonly devices: readonly string[];
  readonly property: string;
  readonly eventDevice: string;
}

interface Message {
  readonly frame: Buffer;
  readonly onAcknowledged: () => void;
}

/**
 * A gateway that keeps account of what was acknowledged: QoS 1, and what was not acknowledged when a connection broke is sent again over
 * the next one, in the same order and marked as a repetition ([MQTT-4.4.0-1], [MQTT-4.6.0-1]).
 */
export class ReliablePublisher {
  /** By device: time and value of every acknowledged observation. */
  readonly acknowledged = new Map<string, Map<number, number>>();
  readonly acknowledgedEvents = new Set<string>();
  count = 0;
  readonly #options: ReliablePublisherOptions;
  readonly #lastTime = new Map<string, number>();
  /** Sent or to be sent, and not acknowledged, oldest first. */
  #waiting: Message[] = [];
  #socket: Socket | null = null;
  #isOpen = false;
  #isClosed = false;
  #counter = 0;
  #messageId = 0;

  private constructor(options: ReliablePublisherOptions) {
    this.#options = options;
    for (const device of options.devices) this.acknowledged.set(device, new Map());
  }

  static async connect(options: ReliablePublisherOptions): Promise<ReliablePublisher> {
    const publisher = new ReliablePublisher(options);
    publisher.#connect();
    for (let tries = 0; !publisher.#isOpen; tries++) {
      if (tries > 200) throw new Error(`${options.url} does not take the connection`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return publisher;
  }

  /** Sends at a steady rate for so long, whatever becomes of the connection. */
  async send(rate: number, seconds: number): Promise<void> {
    const startedAt = performance.now();
    for (let sent = 0; ; ) {
      const elapsed = (performance.now() - startedAt) / 1000;
      if (elapsed >= seconds) return;
      for (; sent < elapsed * rate; sent++) if (this.#waiting.length < WINDOW) this.#publishNext();
      await new Promise((resolve) => setTimeout(resolve, SLICE_MS));
    }
  }

  /** Sends text as it is; resolves when it is acknowledged. */
  sendRaw(topic: string, payload: string): Promise<void> {
    return new Promise((resolve) => this.#publish(topic, payload, resolve));
  }

  /** Waits until everything that was sent is acknowledged. */
  async settle(timeoutMs = 60_000): Promise<void> {
    const deadline = Date.now() + timeoutMs;
    while (this.#waiting.length > 0) {
      if (Date.now() > deadline) throw new Error(`${this.#waiting.length} messages are not acknowledged`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  close(): void {
    this.#isClosed = true;
    this.#socket?.destroy();
  }

  #connect(): void {
    const { hostname, port } = new URL(this.#options.url);
    const socket = connect(Number(port), hostname);
    this.#socket = socket;
    let spare = Buffer.alloc(0);
    socket.setNoDelay(true);
    socket.on('connect', () => socket.write(this.#hello()));
    socket.on('data', (chunk) => {
      spare = Buffer.concat([spare, chunk]);
      for (; spare.length >= PUBACK_BYTES; spare = spare.subarray(PUBACK_BYTES)) this.#heard(spare, socket);
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      this.#isOpen = false;
      if (!this.#isClosed) setTimeout(() => this.#connect(), RECONNECT_MS);
    });
  }

  #hello(): Buffer {
    return encodePacket({
      cmd: 'connect',
      protocolId: 'MQTT',
      protocolVersion: 4,
      clientId: 'faults',
      clean: true,
      keepalive: 0,
      username: this.#options.account,
      password: Buffer.from(this.#options.secret),
    });
  }

  /** A CONNACK or a PUBACK, four bytes either. */
  #heard(bytes: Buffer, socket: Socket): void {
    if (bytes[0] === 0x20) {
      if (bytes[3] !== 0) {
        socket.destroy();
        return;
      }
      this.#isOpen = true;
      for (const { frame } of this.#waiting) {
        frame[0]! |= DUP;
        socket.write(frame);
      }
      return;
    }
    // They come in the order of the messages ([MQTT-4.6.0-2]).
    const message = this.#waiting.shift();
    this.count++;
    message?.onAcknowledged();
  }

  #publishNext(): void {
    const n = this.#counter++;
    const { site, devices, property, eventDevice } = this.#options;
    if (n % EVENT_EVERY === 0) {
      const id = `event-${n}`;
      const body = JSON.stringify({ id, time: Date.now(), type: 'perimeter.intrusion' });
      this.#publish(`twin/${site}/${eventDevice}/events`, body, () => this.acknowledgedEvents.add(id));
      return;
    }
    const device = devices[n % devices.length]!;
    const time = Math.max(Date.now(), (this.#lastTime.get(device) ?? 0) + 1);
    this.#lastTime.set(device, time);
    const value = (n % 5_000) / 100;
    this.#publish(`twin/${site}/${device}/observations`, JSON.stringify({ time, values: { [property]: value } }), () =>
      this.acknowledged.get(device)?.set(time, value),
    );
  }

  #publish(topic: string, payload: string, onAcknowledged: () => void): void {
    this.#messageId = (this.#messageId % 65_535) + 1;
    const message = { frame: publishFrame(topic, this.#messageId, payload), onAcknowledged };
    this.#waiting.push(message);
    if (this.#isOpen) this.#socket?.write(message.frame);
  }
}
