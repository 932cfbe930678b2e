import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { encodePacket } from '../engines/mqtt/packet-codec.ts';
import { LOAD_LIMIT, LOAD_PROPERTY } from './facility.ts';
import { Latencies } from './latencies.ts';
import { loadCode } from './load-device.ts';
import { publishFrame } from './publish-frame.ts';

/** Gateways that share the devices, and how many messages of one may be unacknowledged: what our listener takes of one connection. */
const CONNECTIONS = 20;
const WINDOW = 4_000;
const SLICE_MS = 10;
/** A PUBACK is four bytes. */
const PUBACK_BYTES = 4;
/** Devices that alarm, one after the other. */
const ALARM_DEVICES = 500;

export interface PublisherOptions {
  readonly url: string;
  readonly account: string;
  readonly secret: string;
  readonly site: string;
  readonly devices: number;
  /** Messages a second, and alarms a second among them. */
  readonly rate: number;
  readonly alarmRate: number;
  /** What the values are of; that of load-test devices where it is not given. */
  readonly property?: string;
}

/** What was sent and acknowledged; acknowledgement times in ms. */
export interface Sent {
  readonly sent: number;
  readonly acknowledged: number;
  readonly ackP50Ms: number;
  readonly ackP99Ms: number;
}

/** Sends values of load-test devices at a steady rate over MQTT QoS 1, each with its time of sending. */
export class Publisher {
  readonly #options: PublisherOptions;
  readonly #connections: GatewayConnection[] = [];
  readonly #latencies = new Latencies();
  #sent = 0;
  #alarms = 0;
  #counter = 0;

  constructor(options: PublisherOptions) {
    this.#options = options;
  }

  /** Connects every gateway. Rejects when one is refused. */
  async connect(): Promise<void> {
    for (let i = 0; i < CONNECTIONS; i++)
      this.#connections.push(await GatewayConnection.open(this.#options, `load-${i}`, this.#latencies));
  }

  /** Forgets what was sent and measured so far: the measured time begins. */
  reset(): void {
    this.#latencies.clear();
    this.#sent = 0;
    for (const connection of this.#connections) connection.acknowledged = 0;
  }

  get sent(): number {
    return this.#sent;
  }

  /** Sends for so long; what a connection may not send now because too much is unacknowledged it does not send later. */
  async send(seconds: number): Promise<void> {
    const { rate } = this.#options;
    const startedAt = performance.now();
    let due = 0;
    let sent = 0;
    for (;;) {
      const elapsed = performance.now() - startedAt;
      if (elapsed >= seconds * 1000) return;
      due = (elapsed / 1000) * rate;
      while (sent < due) {
        const share = Math.min(due - sent, Math.ceil(rate / 1000 / CONNECTIONS) * SLICE_MS);
        const connection = this.#connections[Math.floor(Math.random() * CONNECTIONS)]!;
        this.#sent += connection.publish(Math.ceil(share), () => this.#next());
        sent += Math.ceil(share);
      }
      await new Promise((resolve) => setTimeout(resolve, SLICE_MS));
    }
  }

  /** Waits until everything is acknowledged, or the time is over. */
  async settle(timeoutMs: number): Promise<void> {
    const deadline = Date.now() + timeoutMs;
    while (Date.now() < deadline && this.#connections.some(({ unacknowledged }) => unacknowledged > 0))
      await new Promise((resolve) => setTimeout(resolve, 20));
  }

  result(): Sent {
    return {
      sent: this.#sent,
      acknowledged: this.#connections.reduce((sum, { acknowledged }) => sum + acknowledged, 0),
      ackP50Ms: this.#latencies.quantile(0.5),
      ackP99Ms: this.#latencies.quantile(0.99),
    };
  }

  close(): void {
    for (const connection of this.#connections) connection.close();
  }

  /** The next device and its value: mostly an ordinary one, now and then one that raises an alarm or ends it. */
  #next(): { device: string; value: number } {
    const { devices, rate, alarmRate } = this.#options;
    const i = this.#counter++;
    if (alarmRate > 0 && i % Math.max(1, Math.round(rate / alarmRate)) === 0) {
      const turn = this.#alarms++;
      const device = loadCode(turn % Math.min(ALARM_DEVICES, devices));
      return { device, value: Math.floor(turn / ALARM_DEVICES) % 2 === 0 ? LOAD_LIMIT + 5 : LOAD_LIMIT - 20 };
    }
    return { device: loadCode((i * 7) % devices), value: Math.round((20 + (i % 97) / 10) * 10) / 10 };
  }
}

/** One MQTT connection. Its PUBACKs come in the order of its messages ([MQTT-4.6.0-2]). */
class GatewayConnection {
  acknowledged = 0;
  readonly #socket: Socket;
  readonly #site: string;
  readonly #property: string;
  readonly #sentAt: number[] = [];
  #head = 0;
  #messageId = 0;
  #spare = 0;

  private constructor(socket: Socket, { site, property = LOAD_PROPERTY }: PublisherOptions, latencies: Latencies) {
    this.#socket = socket;
    this.#site = site;
    this.#property = property;
    socket.on('data', (chunk) => {
      const now = Date.now();
      this.#spare += chunk.length;
      for (; this.#spare >= PUBACK_BYTES; this.#spare -= PUBACK_BYTES) {
        latencies.add(now - this.#sentAt[this.#head++]!);
        this.acknowledged++;
      }
      if (this.#head <= WINDOW) return;
      this.#sentAt.splice(0, this.#head);
      this.#head = 0;
    });
    socket.on('error', () => undefined);
  }

  static async open(options: PublisherOptions, clientId: string, latencies: Latencies): Promise<GatewayConnection> {
    const { url, account, secret } = options;
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    socket.setNoDelay(true);
    socket.write(
      encodePacket({
        cmd: 'connect',
        protocolId: 'MQTT',
        protocolVersion: 4,
        clientId,
        clean: true,
        keepalive: 0,
        username: account,
        password: Buffer.from(secret),
      }),
    );
    const [answer] = (await once(socket, 'data')) as [Buffer];
    if (answer[0] !== 0x20 || answer[3] !== 0) throw new Error(`the broker refused the connection (${answer[3]})`);
    return new GatewayConnection(socket, options, latencies);
  }

  get unacknowledged(): number {
    return this.#sentAt.length - this.#head;
  }

  /** Sends up to so many messages in one write; how many there was room for. */
  publish(count: number, next: () => { device: string; value: number }): number {
    const room = Math.min(count, WINDOW - this.unacknowledged);
    if (room <= 0) return 0;
    const now = Date.now();
    const frames: Buffer[] = [];
    for (let i = 0; i < room; i++) {
      const { device, value } = next();
      this.#messageId = (this.#messageId % 65_535) + 1;
      frames.push(
        publishFrame(
          `twin/${this.#site}/${device}/observations`,
          this.#messageId,
          `{"time":${now},"values":{"${this.#property}":${value}}}`,
        ),
      );
      this.#sentAt.push(now);
    }
    this.#socket.write(Buffer.concat(frames));
    return room;
  }

  close(): void {
    this.#socket.destroy();
  }
}
