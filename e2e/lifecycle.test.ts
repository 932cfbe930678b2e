import { execFile, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { expect, test } from './estate-test.ts';

const CLI = fileURLToPath(new URL('../dist/server/cli.js', import.meta.url));
const run = (args: string[], env: Record<string, string> = {}) =>
  spawnSync(process.execPath, [CLI, ...args], { env: { ...process.env, ...env }, encoding: 'utf8', timeout: 60_000 });
/** The same beside others: resolves to its exit code and what it said of errors. */
const runBeside = (args: readonly string[], env: Record<string, string> = {}) =>
  new Promise<{ readonly status: number; readonly stderr: string }>((resolve) => {
    const options = { env: { ...process.env, ...env }, timeout: 60_000 };
    const child = execFile(process.execPath, [CLI, ...args], options, (_error, _stdout, stderr) =>
      resolve({ status: child.exitCode ?? -1, stderr }),
    );
  });

test('a server killed hard starts again by itself, with everything it acknowledged', async ({
  twin,
  gateway,
  request,
}) => {
  const signIn = () =>
    request.post(`${twin.url}/api/v1/session`, { data: { account: 'admin', password: twin.password } });
  const value = { time: Date.now(), values: { batteryPct: 77 } };
  await gateway.publishAsync('twin/jinyang/FA-01-B1-01/observations', JSON.stringify(value), { qos: 1 });
  await twin.stop('SIGKILL');
  await twin.start();
  await signIn();
  const device = await (
    await request.get(
      `${twin.url}/api/v1/devices/FA-01-B1-01/observations?property=batteryPct&from=${value.time}&to=${value.time}`,
    )
  ).json();
  expect(device.items).toEqual([{ time: value.time, value: 77 }]);
});

test('a second server on the same data folder is refused in one line', async ({ twin }) => {
  const second = run(['start', '--port', '0', '--data', twin.dataDir], { TWIN_MQTT_PORT: '0' });
  expect(second.status).toBe(2);
  expect(second.stderr.trim().split('\n').at(-1)).toMatch(/^TWIN_DATA: /);
});

test.describe('bad settings: one clear line naming the setting, exit 2', () => {
  test('a port in use', async ({ twin }) => {
    const occupied = createServer().listen(0, '127.0.0.1');
    await once(occupied, 'listening');
    const { port } = occupied.address() as { port: number };
    const result = run(['start', '--no-demo', '--port', String(port), '--data', `${twin.dataDir}-other`], {
      TWIN_MQTT_PORT: '0',
    });
    occupied.close();
    expect(result.stderr).toMatch(new RegExp(`^TWIN_PORT: port ${port} on 127.0.0.1 is in use$`, 'm'));
    expect(result.status).toBe(2);
  });

  const settings = [
    ['an unreachable database', { DATABASE_URL: 'postgres://127.0.0.1:9/none' }, /^DATABASE_URL: /m],
    ['a bus, not yet supported', { NATS_URL: 'nats://127.0.0.1:4222' }, /^NATS_URL: .*not yet supported/m],
    ['a port that is none', { TWIN_PORT: 'eighty' }, /^TWIN_PORT: /m],
    ['a data folder that cannot be made', { TWIN_DATA: '/dev/null/data' }, /^TWIN_DATA: /m],
  ] as const;
  test(`settings: ${settings.map(([name]) => name).join(', ')}`, async () => {
    const results = await Promise.all(settings.map(([, env]) => runBeside(['start', '--no-demo'], env)));
    for (const [index, [name, , line]] of settings.entries()) {
      expect.soft(results[index]?.stderr, name).toMatch(line);
      expect.soft(results[index]?.status, name).toBe(2);
    }
  });

  const commands = [
    ['an unknown command', ['fly']],
    ['a command of a later version', ['import', 'device', 'x.csv']],
    ['a bake without its output', ['bake', 'ifc', 'x.ifc']],
    ['an account without a kind', ['account', 'add', 'someone']],
  ] as const;
  test(`commands: ${commands.map(([name]) => name).join(', ')}`, async () => {
    const results = await Promise.all(commands.map(([, args]) => runBeside(args)));
    for (const [index, [name]] of commands.entries()) {
      expect.soft(results[index]?.status, name).toBe(2);
      expect.soft(results[index]?.stderr.trim().split('\n'), name).toHaveLength(1);
    }
  });
});

test('account add prints a secret once, as JSON where asked', async ({ twin, request }) => {
  const made = run(['account', 'add', 'watcher', '--role', 'viewer', '--json'], { TWIN_DATA: twin.dataDir });
  const { account, secret } = JSON.parse(made.stdout.trim().split('\n').at(-1) ?? '');
  const session = await request.post(`${twin.url}/api/v1/session`, { data: { account, password: secret } });
  expect(await session.json()).toMatchObject({ account: 'watcher', role: 'viewer' });
  const refused = await request.post(`${twin.url}/api/v1/alarms/A000001/acknowledge`, { data: {} });
  expect(refused.status()).toBe(403);
});
