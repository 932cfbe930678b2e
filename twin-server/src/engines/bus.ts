import { InputError, reasonOf } from '../problem.ts';
import type { Log } from './log.ts';

/** Receives what is published on a topic. */
export type Subscriber<T> = (payload: T) => void;

/**
 * Carries hints between the parts and nodes of one system. A hint may be lost and is never the record: a subscriber
 * that sees a gap reads the journal.
 */
export interface Bus {
  publish<T>(topic: string, payload: T): void;
  /** The returned function ends the subscription. */
  subscribe<T>(topic: string, subscriber: Subscriber<T>): () => void;
  close(): Promise<void>;
}

/**
 * Opens the bus: inside this process. Subscribers are called in turn, in the order of publishing; one that throws is
 * logged and costs the others nothing. Throws InputError when given a URL, which is not yet supported.
 */
export function openBus({ url, log }: { url?: string; log: Log }): Bus {
  if (url !== undefined)
    throw new InputError('a message bus is not yet supported; leave it unset', { place: 'NATS_URL' });
  const topics = new Map<string, Set<Subscriber<never>>>();
  return {
    publish: (topic, payload) => {
      for (const subscriber of [...(topics.get(topic) ?? [])]) {
        try {
          subscriber(payload as never);
        } catch (cause) {
          log.error({ topic, reason: reasonOf(cause) }, 'a bus subscriber failed');
        }
      }
    },
    subscribe: (topic, subscriber) => {
      const subscribers = topics.get(topic) ?? new Set();
      topics.set(topic, subscribers.add(subscriber));
      return () => {
        subscribers.delete(subscriber);
        if (subscribers.size === 0 && topics.get(topic) === subscribers) topics.delete(topic);
      };
    },
    close: async () => topics.clear(),
  };
}
