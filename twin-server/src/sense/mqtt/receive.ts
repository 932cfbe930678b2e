import { parseBody, parseTopic, type Sink } from '../message.ts';

/** A message as the broker hands it over. receivedAt is epoch ms. */
export interface Incoming {
  readonly topic: string;
  readonly payload: Buffer;
  readonly receivedAt: number;
}

/** One MQTT message to a reading. Resolves when it, or its dead letter, is durable: only then may it be acknowledged. */
export async function receiveMqtt({ topic, payload, receivedAt }: Incoming, site: string, sink: Sink): Promise<void> {
  const address = parseTopic(topic);
  const refuse = (device: string, channel: string, reason: string) =>
    sink.refuse({ device, channel, protocol: 'mqtt', reason, payload: payload.toString('utf8', 0, 4096), receivedAt });
  if (!address)
    return refuse('-', topic.slice(0, 200), 'topic: expected twin/{site}/{device}/observations or …/events');
  if (address.site !== site) return refuse(address.device, address.channel, `topic: unknown site ${address.site}`);
  const parsed = parseBody(payload);
  if ('reason' in parsed) return refuse(address.device, address.channel, parsed.reason);
  await sink.take({ ...address, body: parsed.body, protocol: 'mqtt', receivedAt });
}
