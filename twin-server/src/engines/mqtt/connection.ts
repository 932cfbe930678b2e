import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import type { IConnectPacket, ISubscribePacket, IUnsubscribePacket, Packet } from 'mqtt-packet';
import { reasonOf } from '../../problem.ts';
import type { Log } from '../log.ts';
import type { ByteBudget } from './byte-budget.ts';
import { ProtocolFault } from './frame-reader.ts';
import type { MqttLimits } from './limits.ts';
import type { ListenerOptions } from './message.ts';
import { OrderedWork } from './ordered-work.ts';
import { Outgoing } from './outgoing.ts';
import { encodePacket, encodeReply, isVersion4, PacketDecoder } from './packet-codec.ts';
import { PacketSocket } from './packet-socket.ts';
import { decodePublish, isPublish, type PublishPacket } from './publish-packet.ts';
import { isTopic, isTopicFilter, matchesFilter } from './topic-filter.ts';

/** Return codes of CONNACK, MQTT 3.1.1 table 3.1. */
const CONNACK = { accepted: 0, badVersion: 1, badIdentifier: 2, unavailable: 3, notAuthorized: 5 } as const;
type ConnackCode = (typeof CONNACK)[keyof typeof CONNACK];

const CONNECT = 1;

/** Return code of SUBACK for a filter that is refused. */
const SUBSCRIPTION_REFUSED = 0x80;

/** Longest client identifier taken, in characters. */
const MAX_CLIENT_ID = 256;

/** What the connections of one listener share. */
export interface ConnectionContext<P> {
  readonly options: ListenerOptions<P>;
  readonly limits: MqttLimits;
  readonly budget: ByteBudget;
  readonly log: Log;
  /** Makes this connection the only one of its account and client identifier ([MQTT-3.1.4-2]). */
  readonly enter: (session: string, connection: Connection<P>) => void;
  readonly leave: (session: string | undefined, connection: Connection<P>) => void;
}

/** One client's connection, from its CONNECT to its end. Speaks MQTT 3.1.1 and keeps nothing for a later connection. */
export class Connection<P> {
  readonly #socket: PacketSocket;
  readonly #address: string;
  readonly #context: ConnectionContext<P>;
  readonly #decoder = new PacketDecoder();
  readonly #work: OrderedWork;
  readonly #outgoing: Outgoing;
  readonly #subscriptions = new Map<string, 0 | 1>();
  /** QoS 2 messages taken and not yet released by the client: a repetition of these is not a new message. */
  readonly #unreleased = new Set<number>();
  readonly #resume = () => this.#socket.process();
  #state: 'new' | 'deciding' | 'open' | 'draining' | 'closed' = 'new';
  #principal: P | undefined;
  #session: string | undefined;
  #silence: NodeJS.Timeout;
  #onDrained: (() => void) | undefined;

  constructor(socket: Socket, context: ConnectionContext<P>) {
    const { limits } = context;
    this.#context = context;
    this.#address = socket.remoteAddress ?? '';
    this.#socket = new PacketSocket(socket, limits, {
      firstType: CONNECT,
      canRead: () => this.#canRead(),
      onFrame: (frame) => this.#handle(frame),
      onData: () => {
        if (this.#state === 'open') this.#silence.refresh();
      },
      onEnd: (reason) => this.#close(reason),
    });
    this.#outgoing = new Outgoing((bytes) => this.#socket.write(bytes), limits.deliveryTimeoutMs);
    this.#work = new OrderedWork({
      send: (replies) => this.#socket.write(replies),
      onProgress: () => {
        this.#socket.process();
        if (this.#work.size === 0) this.#onDrained?.();
      },
      onFailure: (cause) => this.#close(`a message could not be stored (${reasonOf(cause)})`),
      onSettled: (bytes) => context.budget.give(bytes),
    });
    this.#silence = setTimeout(() => this.#close('it sent no CONNECT'), limits.connectTimeoutMs);
  }

  /** The subscription under which this client gets a topic: its QoS, or undefined. */
  subscribedTo(topic: string): 0 | 1 | undefined {
    if (this.#state !== 'open') return undefined;
    let best: 0 | 1 | undefined;
    for (const [filter, qos] of this.#subscriptions) {
      if (matchesFilter(filter, topic)) best = best === 1 ? 1 : qos;
    }
    return best;
  }

  /** Sends a message down; true when the client has it (QoS 0: when it was sent). */
  deliver(topic: string, payload: Buffer, qos: 0 | 1): Promise<boolean> {
    const { maxOutgoing, maxPayload } = this.#context.limits;
    if (this.#outgoing.size >= maxOutgoing || this.#socket.backlog > maxPayload) {
      this.#close('it does not take what is sent to it');
      return Promise.resolve(false);
    }
    return this.#outgoing.deliver(topic, payload, qos);
  }

  /** Another connection of the same client has come. */
  supersede(): void {
    this.#close('taken over by a new connection');
  }

  /** Reads no more, answers what is under way when it is durable, and closes. */
  async drain(): Promise<void> {
    if (this.#state === 'closed') return;
    this.#state = 'draining';
    this.#socket.pause();
    if (this.#work.size > 0) {
      const drained = new Promise<void>((resolve) => {
        this.#onDrained = resolve;
      });
      const patience = setTimeout(() => this.#onDrained?.(), this.#context.limits.closeTimeoutMs);
      await drained;
      clearTimeout(patience);
    }
    this.#close();
  }

  #canRead(): boolean {
    if (this.#state !== 'new' && this.#state !== 'open') return false;
    const { limits, budget } = this.#context;
    if (this.#work.size >= limits.maxInflight || this.#work.bytes >= limits.maxInflightBytes) return false;
    if (!budget.isSpent) return true;
    budget.wait(this.#resume);
    return false;
  }

  #handle(frame: Buffer): void {
    // Other versions are answered before they are decoded by rules that are not theirs ([MQTT-3.1.2-2]).
    if (this.#state === 'new' && !isVersion4(frame)) {
      this.#refuse(CONNACK.badVersion);
      return;
    }
    if (this.#state === 'open' && isPublish(frame)) {
      this.#publish(decodePublish(frame));
      return;
    }
    const packet = this.#decoder.decode(frame);
    if (this.#state === 'new') {
      if (packet.cmd === 'connect') this.#connect(packet);
    } else this.#handleOpen(packet);
  }

  #handleOpen(packet: Packet): void {
    const { messageId = 0 } = packet;
    switch (packet.cmd) {
      case 'pubrel':
        this.#unreleased.delete(messageId);
        this.#socket.write(encodeReply('pubcomp', messageId));
        break;
      case 'puback':
        this.#outgoing.acknowledge(messageId);
        break;
      case 'subscribe':
        this.#subscribe(packet);
        break;
      case 'unsubscribe':
        this.#unsubscribe(packet);
        break;
      case 'pingreq':
        this.#socket.write(encodePacket({ cmd: 'pingresp' }));
        break;
      case 'disconnect':
        this.#close();
        break;
      default:
        throw new ProtocolFault(`${packet.cmd} from a client that is connected`);
    }
  }

  #connect(packet: IConnectPacket): void {
    const { clientId, clean, username = '' } = packet;
    if ((clientId === '' && !clean) || clientId.length > MAX_CLIENT_ID) {
      this.#refuse(CONNACK.badIdentifier);
      return;
    }
    this.#state = 'deciding';
    const { options, limits, log } = this.#context;
    options.authenticate(username, packet.password?.toString('utf8') ?? '', this.#address).then(
      (principal) => {
        if (this.#state !== 'deciding') return;
        if (principal !== null) this.#open(principal, packet);
        else setTimeout(() => this.#refuse(CONNACK.notAuthorized), limits.refusalDelayMs).unref();
      },
      (cause: unknown) => {
        log.error({ reason: reasonOf(cause) }, 'an MQTT login could not be checked');
        this.#refuse(CONNACK.unavailable);
      },
    );
  }

  #open(principal: P, { username, clientId, keepalive = 0 }: IConnectPacket): void {
    // Identifiers are an account's own: nobody can end another account's connection by taking its identifier.
    this.#session = JSON.stringify([username ?? '', clientId || randomUUID()]);
    this.#principal = principal;
    this.#state = 'open';
    this.#context.enter(this.#session, this);
    clearTimeout(this.#silence);
    // [MQTT-3.1.2-24]: one and a half times the keep alive; while we do not read, silence is ours.
    if (keepalive > 0) {
      this.#silence = setTimeout(() => {
        if (this.#socket.isPaused) this.#silence.refresh();
        else this.#close('it kept silent beyond its keep alive');
      }, keepalive * 1_500);
    }
    this.#socket.write(encodePacket({ cmd: 'connack', returnCode: CONNACK.accepted, sessionPresent: false }));
    this.#socket.process();
  }

  #refuse(returnCode: ConnackCode): void {
    if (this.#state === 'closed') return;
    this.#socket.write(encodePacket({ cmd: 'connack', returnCode, sessionPresent: false }));
    this.#close(`CONNECT refused with code ${returnCode}`);
  }

  #publish({ topic, payload, qos, messageId }: PublishPacket): void {
    if (!isTopic(topic)) throw new ProtocolFault('a message to a topic with wildcards or without a name');
    const reply = qos === 0 ? null : encodeReply(qos === 1 ? 'puback' : 'pubrec', messageId);
    if (qos === 2) {
      if (this.#unreleased.has(messageId)) {
        this.#work.enter(Promise.resolve(), 0, reply);
        return;
      }
      if (this.#unreleased.size >= this.#context.limits.maxInflight)
        throw new ProtocolFault('too many unreleased messages');
      this.#unreleased.add(messageId);
    }
    const { options, budget } = this.#context;
    const message = { topic, payload, principal: this.#principal as P, receivedAt: Date.now() };
    budget.take(payload.length);
    this.#work.enter(
      options.authorize(message.principal, 'publish', topic) ? options.onPublish(message) : options.onRefuse(message),
      payload.length,
      reply,
    );
  }

  #subscribe({ messageId, subscriptions }: ISubscribePacket): void {
    if (subscriptions.length === 0) throw new ProtocolFault('a SUBSCRIBE without a filter');
    const granted = subscriptions.map(({ topic, qos }) => {
      if (!isTopicFilter(topic)) throw new ProtocolFault('a malformed topic filter');
      const isFull = this.#subscriptions.size >= this.#context.limits.maxSubscriptions;
      if (isFull && !this.#subscriptions.has(topic)) return SUBSCRIPTION_REFUSED;
      if (!this.#context.options.authorize(this.#principal as P, 'subscribe', topic)) return SUBSCRIPTION_REFUSED;
      const granted = qos === 0 ? 0 : 1;
      this.#subscriptions.set(topic, granted);
      return granted;
    });
    this.#socket.write(encodePacket({ cmd: 'suback', messageId, granted }));
  }

  #unsubscribe({ messageId, unsubscriptions }: IUnsubscribePacket): void {
    for (const filter of unsubscriptions) this.#subscriptions.delete(filter);
    this.#socket.write(encodePacket({ cmd: 'unsuback', messageId, granted: [] }));
  }

  #close(reason?: string): void {
    if (this.#state === 'closed') return;
    this.#state = 'closed';
    clearTimeout(this.#silence);
    this.#outgoing.abandon();
    const { budget, leave, log } = this.#context;
    budget.stopWaiting(this.#resume);
    leave(this.#session, this);
    if (reason !== undefined) log.info({ client: this.#session, reason }, 'an MQTT connection was closed');
    this.#socket.end();
    this.#onDrained?.();
  }
}
