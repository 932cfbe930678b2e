import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer, Socket } from 'node:net';
import { createInterface, type Interface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { findPymodbus } from '../../../../scripts/outside-peers.mjs';

const SERVER = fileURLToPath(new URL('pymodbus-server.py', import.meta.url));

/** A Python that can serve Modbus; undefined where there is none, and tests of it are skipped. */
export const PYMODBUS = findPymodbus();

/** For tests: a Modbus TCP server of others (pymodbus), a process of its own on loopback, with the units 1 and 2. */
export class PymodbusServer {
  readonly port: number;
  readonly #child: ChildProcess;
  readonly #lines: Interface;

  private constructor(port: number, child: ChildProcess) {
    this.port = port;
    this.#child = child;
    this.#lines = createInterface({ input: child.stdout! });
  }

  /** Starts it, on a free port or on the one given, and resolves when it listens. */
  static async start(port?: number): Promise<PymodbusServer> {
    const taken = port ?? (await freePort());
    const child = spawn(PYMODBUS!, [SERVER, String(taken)], { stdio: ['pipe', 'pipe', 'inherit'] });
    while (!(await listens(taken))) {
      if (child.exitCode !== null) throw new Error(`pymodbus ended with ${child.exitCode}`);
      await sleep(50);
    }
    return new PymodbusServer(taken, child);
  }

  /** Sets registers or bits; those never set do not exist, and are answered with exception 2. */
  async set(
    table: 'coil' | 'discreteInput' | 'holding' | 'input',
    address: number,
    values: readonly (number | boolean)[],
    unit = 1,
  ): Promise<void> {
    const answered = once(this.#lines, 'line');
    this.#child.stdin!.write(`${JSON.stringify({ unit, table, address, values })}\n`);
    await answered;
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await ended;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function listens(port: number): Promise<boolean> {
  const socket = new Socket().connect(port, '127.0.0.1');
  const open = await new Promise<boolean>((resolve) => {
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
  });
  socket.destroy();
  return open;
}
