import { parseBody } from '../../engines/json-body.ts';
import { parseTopic, type Sink, type Sinks } from '../message.ts';

/** A message as the broker hands it over. receivedAt is epoch ms. */
export interface Incoming {
  readonly topic: string;
  readonly payload: Buffer;
  readonly receivedAt: number;
}

/** One MQTT message to a reading. Resolves when it, or its dead letter, is durable: only then may it be acknowledged. */
export function receiveMqtt(message: Incoming, sinks: Sinks): Promise<unknown> {
  const { topic, payload, receivedAt } = message;
  const address = parseTopic(topic);
  if (!address)
    return refuseMqtt(message, 'topic: expected twin/{site}/{device}/observations, …/events or …/acks', sinks.main);
  const { site, device, channel } = address;
  const sink = sinks.of(site);
  if (!sink) return refuseMqtt(message, `topic: unknown site ${site}`, sinks.main);
  if (channel === 'acks') {
    const reason = sink === sinks.main ? sinks.acks(device, payload) : 'no command was sent there';
    return reason === null ? Promise.resolve() : refuseMqtt(message, reason, sink);
  }
  const parsed = parseBody(payload);
  if ('reason' in parsed) return refuseMqtt(message, parsed.reason, sink);
  return sink.take({ site, device, channel, body: parsed.body, protocol: 'mqtt', receivedAt });
}

/** A message that may not be taken, into the dead letters. Resolves when it is durable there. */
export function refuseMqtt({ topic, payload, receivedAt }: Incoming, reason: string, sink: Sink): Promise<unknown> {
  const { device, channel } = parseTopic(topic) ?? { device: '-', channel: topic.slice(0, 200) };
  return sink.refuse({
    device,
    channel,
    protocol: 'mqtt',
    reason,
    payload: payload.toString('utf8', 0, 4096),
    receivedAt,
  });
}
