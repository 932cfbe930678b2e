import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';

/** What the demonstration's simulator needs to know: the same as any outside gateway. */
export interface SimulatorOptions {
  /** Entry of the simulator: a bundle, or its source under a loader. */
  readonly entry: string;
  readonly mqttUrl: string;
  readonly account: string;
  readonly key: string;
  readonly models: string;
  /** Folder of the cameras' clips, and the port of this machine under which it plays them. */
  readonly cameras: { readonly folder: string; readonly port: number };
  readonly log: Logger;
}

const RESTART_MS = 5_000;
const STOP_MS = 3_000;
/** Its exit code for settings, files or a key that will not do: trying again would change nothing. */
const BAD_SETTINGS = 2;

/** A port of this machine that nobody listens on now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Runs the simulator as a process of its own and starts it again when it ends by itself. close() ends it. */
export class SimulatorProcess {
  readonly #options: SimulatorOptions;
  #child: ChildProcess | undefined;
  #closed = false;

  constructor(options: SimulatorOptions) {
    this.#options = options;
    if (existsSync(options.entry)) this.#start();
    else options.log.warn({ entry: options.entry }, 'the demonstration has no simulator here: its devices stay silent');
  }

  #start(): void {
    const { entry, mqttUrl, account, key, models, cameras, log } = this.#options;
    const child = fork(entry, [], {
      // The key goes by environment, not by argument: arguments are shown to every user of the machine.
      env: {
        ...process.env,
        TWIN_SIM_MQTT: mqttUrl,
        TWIN_SIM_ACCOUNT: account,
        TWIN_SIM_KEY: key,
        TWIN_SIM_MODELS: models,
        TWIN_SIM_CAMERAS: cameras.folder,
        TWIN_SIM_CAMERA_PORT: String(cameras.port),
      },
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    });
    this.#child = child;
    child.stdout?.on('data', (chunk: Buffer) => log.info({ simulator: chunk.toString().trim() }, 'the simulator says'));
    child.on('exit', (code, signal) => {
      if (this.#closed) return;
      if (code === BAD_SETTINGS) {
        log.error('the simulator refuses its settings and is not started again: the estate stays silent');
        return;
      }
      log.warn({ code, signal }, 'the simulator ended; it is started again');
      setTimeout(() => this.#closed || this.#start(), RESTART_MS).unref();
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await Promise.race([ended, sleep(STOP_MS)]);
    child.kill('SIGKILL');
  }
}
