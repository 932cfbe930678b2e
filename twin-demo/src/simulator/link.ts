import { connect, type MqttClient } from 'mqtt';
import type { Message } from './simulation.ts';

/** Where to connect and as whom. */
export interface LinkOptions {
  /** mqtt:// or mqtts:// address of the listener. */
  readonly url: string;
  readonly account: string;
  readonly key: string;
  readonly site: string;
}

/** What the link tells its owner. */
export interface LinkEvents {
  /** Connected; first is false after a lost connection. */
  connected(first: boolean): void;
  lost(reason: string): void;
  /** The platform does not let this account receive what comes down on a channel. */
  deaf(channel: string, reason: string): void;
  /** The account or key was refused before any connection stood: trying again would not help. */
  refused(reason: string): void;
  /** A message came down for a device. */
  message(device: string, channel: 'commands' | 'errors', payload: Buffer): void;
  /** Events had to be dropped because nobody took them for long: how many so far. */
  dropped(events: number): void;
}

/** Messages sent but not yet acknowledged, at most. */
export const IN_FLIGHT_LIMIT = 100;
/** Events kept while the platform is away; beyond it the oldest is dropped. */
const EVENTS_KEPT = 1_000;
const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 15_000;
const DRAIN_MS = 2_000;
/** MQTT 3.1.1, table 3.1: bad user name or password, not authorized. */
const REFUSALS: ReadonlySet<unknown> = new Set([4, 5]);

interface Waiting {
  readonly topic: string;
  readonly payload: string;
}

/**
 * MQTT 3.1.1 at QoS 1 with a bounded memory: of observations that wait only the latest of each device is kept, events wait in order.
 * Reconnects by itself with growing delays; what was sent and not acknowledged is sent again.
 */
export class Link {
  readonly #options: LinkOptions;
  readonly #events: LinkEvents;
  readonly #client: MqttClient;
  readonly #urgent: Waiting[] = [];
  readonly #observations = new Map<string, Waiting>();
  #inFlight = 0;
  #dropped = 0;
  #everConnected = false;
  #down = false;
  #ended = false;

  constructor(options: LinkOptions, events: LinkEvents) {
    this.#options = options;
    this.#events = events;
    this.#client = connect(options.url, {
      protocolVersion: 4,
      username: options.account,
      password: options.key,
      reconnectPeriod: FIRST_RETRY_MS,
      reconnectOnConnackError: true,
      connectTimeout: 10_000,
      keepalive: 30,
      resubscribe: false,
    });
    this.#client.on('connect', () => this.#connected());
    this.#client.on('reconnect', () => {
      const { options: current } = this.#client;
      current.reconnectPeriod = Math.min(LONGEST_RETRY_MS, (current.reconnectPeriod ?? FIRST_RETRY_MS) * 2);
    });
    this.#client.on('error', (error) => this.#failed(error));
    this.#client.on('close', () => this.#lost('connection closed'));
    this.#client.on('message', (topic, payload) => this.#received(topic, payload));
  }

  /** Sends a message when there is room; observations of a device that wait are replaced by newer ones. */
  send({ device, channel, body }: Message): void {
    const waiting = { topic: `twin/${this.#options.site}/${device}/${channel}`, payload: JSON.stringify(body) };
    if (channel === 'observations') this.#observations.set(device, waiting);
    else this.#urgent.push(waiting);
    if (this.#urgent.length > EVENTS_KEPT) {
      this.#urgent.shift();
      this.#dropped += 1;
      this.#events.dropped(this.#dropped);
    }
    this.#pump();
  }

  /** Ends the connection; gives what is in flight a moment to be acknowledged. */
  async stop(): Promise<void> {
    if (this.#ended) return;
    this.#ended = true;
    if (!this.#client.connected) {
      await this.#client.endAsync(true);
      return;
    }
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<'late'>((resolve) => {
      timer = setTimeout(resolve, DRAIN_MS, 'late');
    });
    const ended = await Promise.race([this.#client.endAsync(false), late]);
    clearTimeout(timer);
    if (ended === 'late') this.#client.stream.destroy();
  }

  #connected(): void {
    this.#client.options.reconnectPeriod = FIRST_RETRY_MS;
    const first = !this.#everConnected;
    this.#everConnected = true;
    this.#down = false;
    for (const channel of ['commands', 'errors'])
      this.#client.subscribe(`twin/${this.#options.site}/+/${channel}`, { qos: 1 }, (error) => {
        if (error && this.#client.connected) this.#events.deaf(channel, error.message);
      });
    this.#events.connected(first);
    this.#pump();
  }

  #failed(error: Error & { code?: number | string }): void {
    if (REFUSALS.has(error.code) && !this.#everConnected) {
      this.#ended = true;
      this.#client.end(true);
      this.#events.refused(error.message);
      return;
    }
    this.#lost(error.message || String(error.code ?? error.name));
  }

  #lost(reason: string): void {
    if (this.#down || this.#ended) return;
    this.#down = true;
    this.#events.lost(reason);
  }

  #received(topic: string, payload: Buffer): void {
    const [, , device, channel] = topic.split('/');
    if (device && (channel === 'commands' || channel === 'errors')) this.#events.message(device, channel, payload);
  }

  #pump(): void {
    while (this.#client.connected && !this.#ended && this.#inFlight < IN_FLIGHT_LIMIT) {
      const waiting = this.#next();
      if (!waiting) return;
      this.#inFlight += 1;
      // The library keeps it until it is acknowledged, over reconnections too; an error means that the client has ended.
      this.#client.publish(waiting.topic, waiting.payload, { qos: 1 }, () => {
        this.#inFlight -= 1;
        this.#pump();
      });
    }
  }

  #next(): Waiting | undefined {
    const urgent = this.#urgent.shift();
    if (urgent) return urgent;
    for (const [device, waiting] of this.#observations) {
      this.#observations.delete(device);
      return waiting;
    }
    return undefined;
  }
}
