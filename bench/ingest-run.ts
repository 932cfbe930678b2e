import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import pino from 'pino';
import { TwinProcess } from '../e2e/twin-process.ts';
import { BY_SYSTEM, createAccess } from '../twin-server/src/access/access.ts';
import { openDatabase } from '../twin-server/src/engines/database.ts';
import { LoadSiteClient } from '../twin-server/src/load/load-site-client.ts';
import { readRunFile } from '../twin-server/src/run-file.ts';

/** Where load goes: our server with a load-test site, or the bare loop. */
export interface Target {
  readonly url: string;
  readonly mqttUrl: string;
  readonly key: string | null;
  readonly site: string;
  readonly gateway: { readonly account: string; readonly secret: string };
  close(): Promise<void>;
}

export interface RunOptions {
  readonly devices: number;
  readonly rate: number;
  readonly alarmRate: number;
  readonly clients: number;
  readonly warmUpS: number;
  readonly seconds: number;
}

export interface RunResult {
  readonly perSecond: number;
  readonly sent: number;
  readonly acknowledged: number;
  readonly ackP50Ms: number;
  readonly ackP99Ms: number;
  readonly stateP50Ms: number;
  readonly stateP99Ms: number;
  readonly alarmP50Ms: number;
  readonly alarmP99Ms: number;
  readonly alarms: number;
  readonly gaps: number;
}

const child = (file: string, options?: object): ChildProcess =>
  fork(fileURLToPath(new URL(file, import.meta.url)), options ? [JSON.stringify(options)] : []);

async function message<T>(from: ChildProcess): Promise<T> {
  const [told] = (await once(from, 'message')) as [T];
  return told;
}

/** Our server as users start it, without the demonstration, and a load-test site in it. */
export async function openTwin(
  devices: number,
): Promise<Target & { readonly twin: TwinProcess; readonly client: LoadSiteClient }> {
  process.env.TWIN_DEMO = '0';
  const profile = process.env.BENCH_PROFILE;
  const twin = await TwinProcess.create(
    profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}`, 'dist/server/cli.js', 'start'] : undefined,
  );
  const running = await readRunFile(twin.dataDir);
  const log = pino({ level: 'silent' });
  const database = await openDatabase({ url: running!.databaseUrl, dataDir: twin.dataDir, log });
  const { secret } = await createAccess(database.pool).accounts.createApiKey(
    { name: 'bench', scopes: ['device.manage', 'twin.view', 'observations.write'] },
    BY_SYSTEM,
  );
  await database.close();
  const client = new LoadSiteClient(twin.url, secret);
  const { site, gateway } = await client.create(devices).catch((cause: unknown) => {
    process.stderr.write(twin.output.slice(-3000));
    throw cause;
  });
  return { twin, client, url: twin.url, mqttUrl: twin.mqttUrl, key: secret, site, gateway, close: () => twin.remove() };
}

/** The bare loop. */
export async function openBare(): Promise<Target> {
  const loop = child('./bare-loop.ts');
  const { url, mqttUrl } = await message<{ url: string; mqttUrl: string }>(loop);
  const gateway = { account: 'any', secret: 'any' };
  const close = async () => {
    loop.send('close');
    await once(loop, 'exit');
  };
  return { url, mqttUrl, key: null, site: 'bare', gateway, close };
}

/** One measured time: clients follow, a publisher sends; both are processes of their own. */
export async function load(target: Target, options: RunOptions): Promise<RunResult> {
  const { url, key, site, mqttUrl, gateway } = target;
  const clients = child('./ingest-clients.ts', { url, key, site, clients: options.clients });
  const publisher = child('./ingest-publisher.ts', { url: mqttUrl, ...gateway, site, ...options });
  try {
    await Promise.all([message(clients), message(publisher)]);
    publisher.send({ seconds: options.seconds, warmUpS: options.warmUpS });
    await message(publisher);
    clients.send('reset');
    const sent = await message<Omit<RunResult, 'stateP50Ms'>>(publisher);
    clients.send('tell');
    const seen = await message<object>(clients);
    return { ...sent, ...seen } as RunResult;
  } finally {
    publisher.kill();
    clients.kill();
  }
}
