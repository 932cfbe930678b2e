import { loadCode } from '../twin-server/src/load/load-device.ts';

const PROPERTIES = [
  'temperatureC',
  'humidityPct',
  'pressureKpa',
  'voltageV',
  'currentA',
  'powerKw',
  'energyKwh',
  'flowM3H',
  'levelM',
  'batteryPct',
];
/** Messages of one request: with ten values each under the limit of 1 MiB. */
const MESSAGES = 3_000;
const REQUESTS_AT_ONCE = 3;

/** Sends ten values of every device once over HTTP, as gateways with batches do; observations a second, each durable when it is counted. */
export async function floodHttp(url: string, key: string, site: string, devices: number): Promise<number> {
  const bodies: { text: string; count: number }[] = [];
  const now = Date.now();
  for (let from = 0; from < devices; from += MESSAGES) {
    const count = Math.min(MESSAGES, devices - from);
    const messages = Array.from({ length: count }, (_, i) => ({
      device: loadCode(from + i),
      time: now + i,
      values: Object.fromEntries(PROPERTIES.map((property, p) => [property, ((from + i) % 97) / 2 + p])),
    }));
    bodies.push({ text: JSON.stringify(messages), count });
  }
  const startedAt = performance.now();
  let next = 0;
  const worker = async () => {
    for (let i = next++; i < bodies.length; i = next++) {
      const response = await fetch(`${url}/api/v1/observations?site=${site}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        body: bodies[i]!.text,
      });
      const { accepted } = (await response.json()) as { accepted: number };
      if (accepted !== bodies[i]!.count)
        throw new Error(`${response.status}: ${accepted} accepted of ${bodies[i]!.count}`);
    }
  };
  await Promise.all(Array.from({ length: REQUESTS_AT_ONCE }, worker));
  return Math.round((devices * PROPERTIES.length) / ((performance.now() - startedAt) / 1000));
}
