import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { TestBroker } from './broker.test-kit.ts';
import { MODELS } from './committed-estate.test-kit.ts';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));
const WORDS = { TWIN_SIM_ACCOUNT: 'gateway-1', TWIN_SIM_KEY: 'secret' };

const open: ChildProcess[] = [];
afterEach(() => {
  for (const child of open.splice(0)) child.kill('SIGKILL');
});

/** Starts the program as its users do: a process of its own. */
function start(environment: Record<string, string>, stdin: 'pipe' | 'ignore' = 'ignore') {
  const child = spawn(process.execPath, ['--import', 'tsx', MAIN], {
    env: { PATH: process.env.PATH, ...environment },
    stdio: [stdin, 'pipe', 'pipe', 'ipc'],
  });
  open.push(child);
  let output = '';
  child.stdout?.on('data', (text) => {
    output += text;
  });
  child.stderr?.on('data', (text) => {
    output += text;
  });
  // Not 'close': it never comes once the channel was cut from this side.
  const ended = Promise.all([once(child, 'exit'), once(child.stdout!, 'end'), once(child.stderr!, 'end')]).then(
    ([[code]]) => ({ code: code as number | null, output }),
  );
  return { child, ended };
}

test.each([
  [{}, 'TWIN_SIM_ACCOUNT: expected the name of a gateway account'],
  [{ ...WORDS, TWIN_SIM_MQTT: 'http://127.0.0.1' }, 'TWIN_SIM_MQTT: expected an address such as mqtt://127.0.0.1:1883'],
  [{ ...WORDS, TWIN_SIM_PLAY: 'earthquake' }, 'TWIN_SIM_PLAY: there is no incident earthquake; expected one of '],
  [{ ...WORDS, TWIN_SIM_MODELS: '/nowhere' }, 'TWIN_SIM_MODELS: /nowhere/site.json: ENOENT'],
] as [Record<string, string>, string][])('bad settings end with 2 and one clear line: %o', async (settings, line) => {
  const { code, output } = await start(settings).ended;
  expect(code).toBe(2);
  expect(output).toMatch(/^simulator: .*\n$/);
  expect(output).toContain(line);
});

test('a broken site file ends with 2 and names the file, the place and the reason', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'twin-simulator-'));
  try {
    await mkdir(join(folder, 'models'));
    await writeFile(join(folder, 'models', 'site.json'), '{"site":"x y"}');
    const { code, output } = await start({ ...WORDS, TWIN_SIM_MODELS: join(folder, 'models') }).ended;
    expect(code).toBe(2);
    expect(output).toContain(`${join(folder, 'models', 'site.json')}: site: letters, digits`);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('a refused key ends with 2', async () => {
  const broker = new TestBroker();
  await broker.start();
  broker.returnCode = 5;
  const { code, output } = await start({ ...WORDS, TWIN_SIM_MQTT: broker.url, TWIN_SIM_MODELS: MODELS }).ended;
  await broker.stop();
  expect(code).toBe(2);
  expect(output).toContain('TWIN_SIM_ACCOUNT, TWIN_SIM_KEY: Connection refused: Not authorized');
});

test.each([
  ['SIGTERM', (child: ChildProcess) => child.kill('SIGTERM')],
  ['SIGINT', (child: ChildProcess) => child.kill('SIGINT')],
  ['the end of its input, when its parent goes away', (child: ChildProcess) => child.stdin?.end()],
  ['the end of its channel, when its parent goes away', (child: ChildProcess) => child.disconnect()],
])('the committed estate speaks, answers a command, and ends cleanly on %s', async (_, end) => {
  const broker = new TestBroker();
  await broker.start();
  const { child, ended } = start({ ...WORDS, TWIN_SIM_MQTT: broker.url }, 'pipe');
  await broker.until(() => broker.published.length > 100 && broker.filters.length === 2);
  broker.command('twin/jinyang/PS-S01/commands', { id: 'c1', command: 'on' });
  const acks = () => broker.published.filter(({ topic }) => topic === 'twin/jinyang/PS-S01/acks');
  await broker.until(() => acks().length > 0);
  expect(acks()[0]!.body).toEqual({ id: 'c1', ok: true });
  end(child);
  const { code, output } = await ended;
  await broker.until(() => broker.disconnects === 1);
  await broker.stop();
  expect(code).toBe(0);
  expect(output.split('\n')[0]).toMatch(/^simulator: connected to mqtt:.*: \d+ devices of jinyang$/);
});
