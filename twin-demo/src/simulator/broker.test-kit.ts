import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { generate, type IConnectPacket, type IPublishPacket, type Packet, parser } from 'mqtt-packet';

/** What a client published. */
export interface Published {
  readonly topic: string;
  readonly body: Record<string, unknown>;
}

/** A small MQTT 3.1.1 broker over TCP for one test: takes and acknowledges QoS 1, sends commands down. */
export class TestBroker {
  readonly published: Published[] = [];
  readonly connects: IConnectPacket[] = [];
  readonly filters: string[] = [];
  disconnects = 0;
  /** CONNACK code for the next connections: 0 accepts. */
  returnCode = 0;
  /** While false, publishes are kept unacknowledged. */
  acknowledges = true;
  readonly #sockets = new Set<Socket>();
  readonly #withheld: (() => void)[] = [];
  readonly #waiting: { met: () => boolean; done: () => void }[] = [];
  #server: Server | undefined;
  #port = 0;

  get url(): string {
    return `mqtt://127.0.0.1:${this.#port}`;
  }

  get withheld(): number {
    return this.#withheld.length;
  }

  /** Listens; after a stop on the same port again. */
  async start(): Promise<void> {
    const server = createServer((socket) => this.#serve(socket));
    this.#server = server;
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(this.#port, '127.0.0.1', resolve);
    });
    this.#port = (server.address() as AddressInfo).port;
  }

  /** Cuts every connection and listens no more. */
  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    const server = this.#server;
    this.#withheld.length = 0;
    if (server?.listening) await new Promise((resolve) => server.close(resolve));
  }

  /** Sends a command down to every client. */
  command(topic: string, body: unknown): void {
    for (const socket of this.#sockets)
      socket.write(
        generate({
          cmd: 'publish',
          topic,
          payload: JSON.stringify(body),
          qos: 1,
          messageId: 1,
          dup: false,
          retain: false,
        }),
      );
  }

  /** Acknowledges what was withheld, and from now on at once. */
  release(): void {
    this.acknowledges = true;
    for (const acknowledge of this.#withheld.splice(0)) acknowledge();
  }

  /** Resolves when this holds; looked at after every packet and every closed connection. */
  until(met: () => boolean): Promise<void> {
    if (met()) return Promise.resolve();
    return new Promise((done) => this.#waiting.push({ met, done }));
  }

  #serve(socket: Socket): void {
    this.#sockets.add(socket);
    const packets = parser({ protocolVersion: 4 });
    packets.on('packet', (packet: Packet) => {
      this.#take(socket, packet);
      this.#look();
    });
    socket.on('data', (bytes) => packets.parse(bytes as Buffer));
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      this.#sockets.delete(socket);
      this.#look();
    });
  }

  #look(): void {
    for (const waiting of [...this.#waiting]) {
      if (!waiting.met()) continue;
      this.#waiting.splice(this.#waiting.indexOf(waiting), 1);
      waiting.done();
    }
  }

  #take(socket: Socket, packet: Packet): void {
    switch (packet.cmd) {
      case 'connect':
        this.connects.push(packet);
        socket.write(generate({ cmd: 'connack', returnCode: this.returnCode, sessionPresent: false }));
        return;
      case 'publish':
        this.#publish(socket, packet);
        return;
      case 'subscribe':
        this.filters.push(...packet.subscriptions.map(({ topic }) => topic));
        socket.write(
          generate({ cmd: 'suback', messageId: packet.messageId!, granted: packet.subscriptions.map(() => 1) }),
        );
        return;
      case 'pingreq':
        socket.write(generate({ cmd: 'pingresp' }));
        return;
      case 'disconnect':
        this.disconnects += 1;
        socket.end();
        return;
    }
  }

  #publish(socket: Socket, { topic, payload, messageId, qos }: IPublishPacket): void {
    if (qos !== 1) throw new Error(`expected QoS 1, not ${qos}`);
    this.published.push({ topic, body: JSON.parse(payload.toString()) as Record<string, unknown> });
    const acknowledge = () => socket.write(generate({ cmd: 'puback', messageId: messageId! }));
    if (this.acknowledges) acknowledge();
    else this.#withheld.push(acknowledge);
  }
}
