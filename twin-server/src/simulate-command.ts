import { parseArgs } from 'node:util';
import { BY_SYSTEM, createAccess } from './access/access.ts';
import type { Config } from './config.ts';
import { openDatabase } from './engines/database.ts';
import type { Log } from './engines/log.ts';
import { Follower } from './load/follower.ts';
import { LoadSiteClient } from './load/load-site-client.ts';
import { Publisher } from './load/publisher.ts';
import { InputError, reasonOf } from './problem.ts';
import { readRunFile } from './run-file.ts';
import { SIMULATE_USAGE } from './simulate-usage.ts';

/** What a load test came to; p50 and p99 are publish → push client, ms. */
export interface SimulateResult {
  readonly sent: number;
  readonly acknowledged: number;
  readonly stored: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly ackP50Ms: number;
  readonly ackP99Ms: number;
  readonly alarms: number;
  readonly alarmP50Ms: number;
  readonly alarmP99Ms: number;
  /** What the push client folded is what the server holds. */
  readonly hashEqual: boolean;
  readonly gaps: number;
}

/** Time that what was sent may take to be acknowledged, and the client to have everything. */
const SETTLE_MS = 30_000;

/**
 * The command `simulate`: a load test of the running server over MQTT, in a site of its own that is removed afterwards. Throws InputError for
 * wrong usage, or where no server runs.
 */
export async function runSimulate(
  args: readonly string[],
  { config, log, onProgress }: { config: Config; log: Log; onProgress: (line: string) => void },
): Promise<SimulateResult> {
  const { devices, rate, seconds, alarmRate, url } = parse(args);
  const running = await readRunFile(config.dataDir);
  if (!running) throw new InputError(`no server runs on ${config.dataDir}; start it first`, { place: 'simulate' });
  const database = await openDatabase({ url: running.databaseUrl, dataDir: config.dataDir, log });
  const { accounts } = createAccess(database.pool);
  const key = await accounts.createApiKey(
    { name: `simulate-${process.pid}`, scopes: ['device.manage', 'twin.view'] },
    BY_SYSTEM,
  );
  const client = new LoadSiteClient(running.url, key.secret);
  try {
    onProgress(`registering ${devices} devices`);
    const { site, gateway } = await client.create(devices);
    const publisher = new Publisher({ url: url ?? running.mqttUrl, ...gateway, site, devices, rate, alarmRate });
    const follower = await Follower.open({ url: running.url, key: key.secret, site, folds: true });
    try {
      await publisher.connect();
      onProgress(`sending ${rate} messages a second for ${seconds} s`);
      await publisher.send(seconds);
      await publisher.settle(SETTLE_MS);
      const view = await client.view(site);
      const deadline = Date.now() + SETTLE_MS;
      while (follower.upto < view.seq && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 50));
      return {
        ...publisher.result(),
        stored: view.observations,
        p50Ms: follower.states.quantile(0.5),
        p99Ms: follower.states.quantile(0.99),
        alarms: follower.alarms.count,
        alarmP50Ms: follower.alarms.quantile(0.5),
        alarmP99Ms: follower.alarms.quantile(0.99),
        hashEqual: follower.hash() === view.hash,
        gaps: follower.gaps,
      };
    } finally {
      publisher.close();
      follower.close();
      onProgress('removing the devices and all their data');
      await client.remove(site);
    }
  } finally {
    await accounts.remove(key.account, BY_SYSTEM);
    await database.close();
  }
}

function parse(args: readonly string[]) {
  const usage = (reason: string) => new InputError(`${reason}; usage: ${SIMULATE_USAGE}`, { place: 'simulate' });
  const text = { type: 'string' } as const;
  const read = () => {
    try {
      return parseArgs({
        args: [...args],
        options: { devices: text, rate: text, seconds: text, alarms: text, url: text },
      }).values;
    } catch (cause) {
      throw usage(reasonOf(cause));
    }
  };
  const values = read();
  const number = (name: 'devices' | 'rate' | 'seconds' | 'alarms', max: number, fallback?: number) => {
    const given = values[name];
    if (given === undefined && fallback !== undefined) return fallback;
    const value = Number(given);
    if (given === undefined || !Number.isInteger(value) || value < (fallback === undefined ? 1 : 0) || value > max)
      throw usage(`--${name} ${given ?? 'is missing'}: expected a whole number from 1 to ${max}`);
    return value;
  };
  if (values.url !== undefined && !/^mqtts?:\/\//.test(values.url))
    throw usage(`--url ${values.url}: expected mqtt://…`);
  return {
    devices: number('devices', 200_000),
    rate: number('rate', 1_000_000),
    seconds: number('seconds', 86_400),
    alarmRate: number('alarms', 10_000, 1),
    url: values.url,
  };
}
