import type { Socket } from 'node:net';
import type { IPublishPacket, Packet } from 'mqtt-packet';
import { reasonOf } from '../../problem.ts';
import { ProtocolFault } from './frame-reader.ts';
import type { MqttLimits } from './limits.ts';
import type { UpstreamOptions } from './message.ts';
import { OrderedWork } from './ordered-work.ts';
import { Outgoing } from './outgoing.ts';
import { encodePacket, encodeReply, PacketDecoder } from './packet-codec.ts';
import { PacketSocket } from './packet-socket.ts';

/** What devices send, of every site; QoS 1, so that the broker repeats what was not acknowledged. */
const SENSING_FILTERS = ['twin/+/+/observations', 'twin/+/+/events', 'twin/+/+/acks', 'twin/+/+/payloads'];

/** Seconds of silence after which the broker may take us for dead; we ask at half of it. */
const KEEPALIVE_S = 30;

const CONNACK = 2;

/** Return code of SUBACK for a filter that is refused. */
const SUBSCRIPTION_REFUSED = 0x80;

/** One connection to a broker of others, from CONNECT to its end. */
export class UpstreamSession {
  /** Resolves with the reason when the connection is over. */
  readonly ended: Promise<string>;
  readonly #socket: PacketSocket;
  readonly #options: UpstreamOptions;
  readonly #limits: MqttLimits;
  readonly #decoder = new PacketDecoder();
  readonly #work: OrderedWork;
  readonly #outgoing: Outgoing;
  readonly #pulse: NodeJS.Timeout;
  readonly #isReady: Promise<void>;
  #onReady!: (fault?: Error) => void;
  #end!: (reason: string) => void;
  #isOver = false;
  #isClosing = false;
  #isHeard = true;
  #onDrained: (() => void) | undefined;

  /** Sends CONNECT and SUBSCRIBE on an open socket; `url` holds the credentials. */
  constructor(socket: Socket, url: URL, options: UpstreamOptions, limits: MqttLimits) {
    this.#options = options;
    this.#limits = limits;
    this.ended = new Promise((resolve) => {
      this.#end = resolve;
    });
    this.#isReady = new Promise((resolve, reject) => {
      this.#onReady = (fault) => (fault ? reject(fault) : resolve());
    });
    this.#socket = new PacketSocket(socket, limits, {
      firstType: CONNACK,
      canRead: () => this.#canRead(),
      onFrame: (frame) => this.#handle(this.#decoder.decode(frame)),
      onData: () => {
        this.#isHeard = true;
      },
      onEnd: (reason) => this.#finish(reason ?? 'it closed the connection'),
    });
    this.#outgoing = new Outgoing((bytes) => this.#socket.write(bytes), limits.deliveryTimeoutMs);
    this.#work = new OrderedWork({
      send: (replies) => this.#socket.write(replies),
      onProgress: () => {
        this.#socket.process();
        if (this.#work.size === 0) this.#onDrained?.();
      },
      onFailure: (cause) => this.#finish(`a message could not be stored (${reasonOf(cause)})`),
    });
    this.#pulse = setInterval(() => this.#askForLife(), (KEEPALIVE_S * 1_000) / 2);
    this.#connect(url);
  }

  /** Resolves when the subscriptions stand. */
  async ready(): Promise<this> {
    await this.#isReady;
    return this;
  }

  /** True when the broker has acknowledged the message. */
  deliver(topic: string, payload: Buffer): Promise<boolean> {
    if (this.#isOver || this.#outgoing.size >= this.#limits.maxOutgoing) return Promise.resolve(false);
    return this.#outgoing.deliver(topic, payload, 1);
  }

  /** Reads no more, acknowledges what is under way when it is durable, and leaves; the broker keeps the session. */
  async close(): Promise<void> {
    if (this.#isOver) return;
    this.#isClosing = true;
    this.#socket.pause();
    if (this.#work.size > 0) {
      const drained = new Promise<void>((resolve) => {
        this.#onDrained = resolve;
      });
      const patience = setTimeout(() => this.#onDrained?.(), this.#limits.closeTimeoutMs);
      await drained;
      clearTimeout(patience);
    }
    this.#socket.write(encodePacket({ cmd: 'disconnect' }));
    this.#finish('closed by us');
  }

  #connect(url: URL): void {
    const { username, password } = url;
    this.#socket.write(
      encodePacket({
        cmd: 'connect',
        protocolId: 'MQTT',
        protocolVersion: 4,
        clientId: this.#options.clientId,
        clean: false,
        keepalive: KEEPALIVE_S,
        ...(username === '' ? {} : { username: decodeURIComponent(username) }),
        ...(password === '' ? {} : { password: Buffer.from(decodeURIComponent(password)) }),
      }),
    );
  }

  #canRead(): boolean {
    if (this.#isOver || this.#isClosing) return false;
    return this.#work.size < this.#limits.maxInflight && this.#work.bytes < this.#limits.maxInflightBytes;
  }

  #handle(packet: Packet): void {
    switch (packet.cmd) {
      case 'connack': {
        if (packet.returnCode !== 0) throw new ProtocolFault(`it refused our CONNECT with code ${packet.returnCode}`);
        const subscriptions = SENSING_FILTERS.map((topic) => ({ topic, qos: 1 as const }));
        this.#socket.write(encodePacket({ cmd: 'subscribe', messageId: 1, subscriptions }));
        break;
      }
      case 'suback':
        if (packet.granted.some((code) => code === SUBSCRIPTION_REFUSED)) {
          throw new ProtocolFault('it refused our subscription');
        }
        this.#onReady();
        break;
      case 'publish':
        this.#take(packet);
        break;
      case 'puback':
        this.#outgoing.acknowledge(packet.messageId ?? 0);
        break;
      case 'pingresp':
        break;
      default:
        throw new ProtocolFault(`it sent ${packet.cmd}`);
    }
  }

  #take({ topic, payload, qos, messageId = 0 }: IPublishPacket): void {
    const bytes = typeof payload === 'string' ? Buffer.from(payload) : payload;
    const message = { topic, payload: bytes, principal: null, receivedAt: Date.now() };
    const work = (async () => this.#options.onPublish(message))();
    this.#work.enter(work, bytes.length, qos === 0 ? null : encodeReply('puback', messageId));
  }

  #askForLife(): void {
    // While we do not read, we cannot hear.
    if (!this.#isHeard && !this.#socket.isPaused) {
      this.#finish('it kept silent');
      return;
    }
    this.#isHeard = false;
    this.#socket.write(encodePacket({ cmd: 'pingreq' }));
  }

  #finish(reason: string): void {
    if (this.#isOver) return;
    this.#isOver = true;
    clearInterval(this.#pulse);
    this.#outgoing.abandon();
    this.#socket.end();
    this.#onReady(new Error(reason));
    this.#end(reason);
    this.#onDrained?.();
  }
}
