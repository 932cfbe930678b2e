import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { generate, type Packet, parser } from 'mqtt-packet';

/** For tests: a client that sends any bytes and sees every packet, and the end, of its connection. */
export class RawClient {
  readonly received: Packet[] = [];
  isClosed = false;
  readonly #socket: Socket;
  readonly #waiting = new Set<() => void>();

  private constructor(socket: Socket) {
    this.#socket = socket;
    const packets = parser({ protocolVersion: 4 });
    packets.on('packet', (packet) => {
      this.received.push(packet);
      this.#wake();
    });
    socket.on('data', (chunk) => packets.parse(chunk));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      this.isClosed = true;
      this.#wake();
    });
  }

  static async open(url: string): Promise<RawClient> {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    return new RawClient(socket);
  }

  /** Opens a connection and logs in. */
  static async login(url: string, clientId: string, username = 'gateway', keepalive = 0): Promise<RawClient> {
    const client = await RawClient.open(url);
    client.send({
      cmd: 'connect',
      protocolId: 'MQTT',
      protocolVersion: 4,
      clientId,
      username,
      password: Buffer.from('key'),
      keepalive,
    });
    await client.until(() => client.received.length > 0);
    return client;
  }

  send(...packets: (Packet | Buffer)[]): void {
    const bytes = packets.map((packet) => (Buffer.isBuffer(packet) ? packet : generate(packet)));
    this.#socket.write(Buffer.concat(bytes));
  }

  publish(qos: 0 | 1 | 2, messageId: number, payload: string | Buffer = '', topic = 'twin/s/d/events'): Packet {
    return { cmd: 'publish', topic, payload, qos, messageId, dup: false, retain: false };
  }

  /** `cmd id` of every packet after CONNACK. */
  get answers(): string[] {
    return this.received.slice(1).map(({ cmd, messageId }) => (messageId === undefined ? cmd : `${cmd} ${messageId}`));
  }

  /** Waits without a limit of its own: the test's limit ends it. */
  async until(condition: () => boolean): Promise<void> {
    while (!condition()) await new Promise<void>((resolve) => this.#waiting.add(resolve));
  }

  close(): void {
    this.#socket.destroy();
  }

  #wake(): void {
    for (const wake of [...this.#waiting]) wake();
    this.#waiting.clear();
  }
}
