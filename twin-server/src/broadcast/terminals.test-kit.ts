import mqtt from 'mqtt';
import { BY_SYSTEM } from '../access/access.ts';
import type { ApiBench } from '../api/api-bench.test-kit.ts';
import { sampleDevice } from '../base/sample-site.test-kit.ts';
import { readConfig } from '../config.ts';
import { openMqtt } from '../doors.ts';
import { QUIET } from '../fixtures/database.ts';

/** A command as it came to a terminal. */
export interface Told {
  readonly terminal: string;
  readonly command: string;
  readonly args: Readonly<Record<string, unknown>>;
}

/** For tests: loudspeakers behind a gateway of their own over MQTT, which obey and report what they play. */
export interface Terminals {
  /** Commands in the order they came. */
  readonly told: Told[];
  /** Terminals that do not answer. */
  readonly deaf: Set<string>;
  /** What a terminal plays: the arguments of the last play; null for nothing. */
  playing(terminal: string): Readonly<Record<string, unknown>> | null;
  /** It has played to the end of what it was told. */
  finish(terminal: string): Promise<void>;
  /** It lost power and is back: it plays nothing and does not know why. */
  restart(terminal: string): Promise<void>;
  close(): Promise<void>;
}

/** Registers terminals by zone and building, and opens the broker that the bench's outlets send through. */
export async function openTerminals(
  bench: ApiBench,
  places: Readonly<Record<string, { readonly zone?: string; readonly building?: string }>>,
): Promise<Terminals> {
  const { config } = readConfig({ TWIN_MQTT_PORT: '0' });
  const { sink, payloads } = bench.sensing;
  const sinks = { main: sink, acks: bench.outlets.acks, of: (site: string) => (site === 'sample' ? sink : undefined) };
  const broker = await openMqtt(config, bench.access, 'sample', { sinks, payloads }, QUIET);
  bench.down.publish = broker.publish;
  const { account, secret } = await bench.access.accounts.createGateway(
    { name: 'speakers', site: 'sample' },
    BY_SYSTEM,
  );
  for (const [code, { zone = null, building = null }] of Object.entries(places)) {
    const kind = { kind: 'broadcast-terminal', facility: 'broadcast', storey: null, space: null };
    const record = sampleDevice(code, { ...kind, zone, building });
    await bench.registry.addDevice(record);
    bench.surroundings.note(record);
    await bench.pipeline.register(record);
  }
  const told: Told[] = [];
  const deaf = new Set<string>();
  const plays = new Map<string, Readonly<Record<string, unknown>>>();
  const gateway = await mqtt.connectAsync(broker.url, { username: account, password: secret });
  const send = (terminal: string, channel: string, body: object) =>
    gateway.publishAsync(`twin/sample/${terminal}/${channel}`, JSON.stringify(body), { qos: 1 });
  // Reports are of the bench's clock, which tests move.
  const report = (terminal: string) =>
    send(terminal, 'observations', {
      time: bench.now++,
      values: { playing: plays.get(terminal)?.level ?? 'silent' },
    });
  gateway.on('message', (topic, payload) => {
    const terminal = topic.split('/')[2]!;
    if (deaf.has(terminal)) return;
    const { id, command, args } = JSON.parse(payload.toString());
    told.push({ terminal, command, args });
    if (command === 'play') plays.set(terminal, args);
    if (command === 'stop') plays.delete(terminal);
    void send(terminal, 'acks', { id, ok: true });
    void report(terminal);
  });
  await gateway.subscribeAsync('twin/sample/+/commands', { qos: 1 });
  let events = 0;
  return {
    told,
    deaf,
    playing: (terminal) => plays.get(terminal) ?? null,
    finish: async (terminal) => {
      plays.delete(terminal);
      await send(terminal, 'events', { id: `e${events++}`, time: Date.now(), type: 'broadcast.ended' });
      await report(terminal);
    },
    restart: async (terminal) => {
      plays.delete(terminal);
      await report(terminal);
    },
    close: async () => {
      await gateway.endAsync();
      await broker.close();
    },
  };
}
