import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const CLI = fileURLToPath(new URL('../dist/server/cli.js', import.meta.url));
const READY_MS = 180_000;
/**
 * Masks over the windows of the demonstration's homes, as one server made them: a minute of processor time that each new server would spend
 * again. A server takes those of its own estate alone, and makes what is missing.
 */
const KNOWN_MASKS = fileURLToPath(new URL('../test-results/masks.json', import.meta.url));

/** A server as a user starts it, in a data folder of its own, on free ports. */
export class TwinProcess {
  readonly password = 'a-password-for-tests';
  readonly dataDir: string;
  url = '';
  mqttUrl = '';
  gateway = { account: '', key: '' };
  output = '';
  #child: ChildProcess | undefined;

  readonly #program: readonly string[];
  readonly #env: Readonly<Record<string, string>>;

  private constructor(dataDir: string, program: readonly string[], env: Readonly<Record<string, string>>) {
    this.dataDir = env.TWIN_DATA ?? dataDir;
    this.#program = program;
    this.#env = env;
  }

  /** `program`: arguments of Node; the built command line's `start` where none are given. `env`: settings beside those of every test. */
  static async create(
    program: readonly string[] = [CLI, 'start'],
    env: Readonly<Record<string, string>> = {},
  ): Promise<TwinProcess> {
    const twin = new TwinProcess(await mkdtemp(join(tmpdir(), 'twin-e2e-')), program, env);
    const sight = join(twin.dataDir, 'sight');
    await mkdir(sight, { recursive: true, mode: 0o700 });
    // None are known to the first.
    await copyFile(KNOWN_MASKS, join(sight, 'masks.json')).catch(() => undefined);
    await twin.start();
    return twin;
  }

  /** Starts it and waits until it says that it is ready. Throws with its output when it does not. */
  async start(): Promise<void> {
    this.output = '';
    const child = spawn(process.execPath, [...this.#program], {
      env: {
        ...process.env,
        // Free ports at first, the same ones again afterwards: clients come back to where they were.
        TWIN_PORT: this.url ? new URL(this.url).port : '0',
        TWIN_MQTT_PORT: this.mqttUrl ? new URL(this.mqttUrl).port : '0',
        TWIN_DATA: this.dataDir,
        TWIN_ADMIN_PASSWORD: this.password,
        // Imagery servers of the tests' own.
        TWIN_IMAGERY_SERVERS: '127.0.0.1',
        ...this.#env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    const deadline = Date.now() + READY_MS;
    while (!this.output.includes('Stop with Ctrl-C.')) {
      if (child.exitCode !== null || Date.now() > deadline)
        throw new Error(`the server did not start:\n${this.output}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    const told = (pattern: RegExp) => pattern.exec(this.output) ?? [];
    this.url = told(/Address +(\S+)/)[1] ?? '';
    this.mqttUrl = told(/MQTT +(\S+)/)[1] ?? '';
    const [, account = '', key = ''] = told(/Demo gateway +account (\S+) +key (\S+)/);
    this.gateway = { account, key };
  }

  /** Ends it by a signal and waits until it is gone; its exit code, or null when the signal killed it. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return child?.exitCode ?? null;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
    return child.exitCode;
  }

  /** Stops it where it stands, as a machine does that swaps: connections stay open, and nothing comes. `go` lets it go on. */
  stand(): void {
    this.#child?.kill('SIGSTOP');
  }

  go(): void {
    this.#child?.kill('SIGCONT');
  }

  /** Runs a command of the command line on its data folder. Rejects with what it said when it fails. */
  async command(...args: readonly string[]): Promise<string> {
    const env = { ...process.env, TWIN_DEMO: '0', ...this.#env, TWIN_DATA: this.dataDir };
    return (await promisify(execFile)(process.execPath, [CLI, ...args], { env })).stdout;
  }

  async remove(): Promise<void> {
    await this.stop();
    await this.#keepMasks();
    await rm(this.dataDir, { recursive: true, force: true });
  }

  /** What it knows of masks is known to the next; a file is put there whole. */
  async #keepMasks(): Promise<void> {
    const made = join(this.dataDir, 'sight', 'masks.json');
    const sizes = await Promise.all(
      [made, KNOWN_MASKS].map((file) =>
        stat(file).then(
          ({ size }) => size,
          () => 0,
        ),
      ),
    );
    if (sizes[0]! <= sizes[1]!) return;
    const next = `${KNOWN_MASKS}.${process.pid}`;
    await mkdir(dirname(KNOWN_MASKS), { recursive: true });
    await copyFile(made, next);
    await rename(next, KNOWN_MASKS);
  }
}
