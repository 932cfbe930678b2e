import type { Log } from '../log.ts';
import type { MqttLimits } from './limits.ts';

/** A message that came over MQTT; `principal` is who sent it, `receivedAt` epoch milliseconds. */
export interface BrokerMessage<P> {
  readonly topic: string;
  readonly payload: Buffer;
  readonly principal: P;
  readonly receivedAt: number;
}

/** Makes a message durable. Rejects when that is not possible now: the message is then not acknowledged. */
export type MessageHandler<P> = (message: BrokerMessage<P>) => Promise<unknown>;

/** What the embedded listener asks of those who start it; `P` stands for an account that has logged in. */
export interface ListenerOptions<P> {
  readonly host: string;
  /** TCP port; 0 takes a free one. */
  readonly port: number;
  /** The account, or null for a wrong name or key. Rejects when that cannot be told now. `address` is the peer's IP. */
  readonly authenticate: (username: string, password: string, address: string) => Promise<P | null>;
  /** Decides over a topic, or for a subscription over a topic filter with its wildcards. */
  readonly authorize: (principal: P, action: 'publish' | 'subscribe', topic: string) => boolean;
  readonly onPublish: MessageHandler<P>;
  /** A message to a topic that is not the sender's: acknowledged when its dead letter is durable. */
  readonly onRefuse: MessageHandler<P>;
  readonly log: Log;
  readonly limits?: Partial<MqttLimits>;
}

/** What a connection to a broker of others asks; it knows no accounts, so the principal is null. */
export interface UpstreamOptions {
  /** mqtt:// or mqtts://, with user and password where the broker wants them. */
  readonly url: string;
  /** Names the session that the broker keeps while we are away: the same at every start, one for each server. */
  readonly clientId: string;
  readonly onPublish: MessageHandler<null>;
  readonly log: Log;
  readonly limits?: Partial<MqttLimits>;
}

/** The way in for devices and the way down to them, whichever broker stands behind it. */
export interface Broker {
  /** Where devices connect, without credentials. */
  readonly url: string;
  /**
   * Sends a message down at QoS 1 and returns how many have acknowledged it: the subscribed clients of the embedded
   * listener, or 1 for a broker of others, which does not tell.
   */
  publish(topic: string, payload: Buffer): Promise<number>;
  /** Takes no more messages, finishes those under way, and closes. */
  close(): Promise<void>;
}
