import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const SECONDS = 5;
const RUNS = 5;
const KINDS = ['hub', 'ws'] as const;

/**
 * 1-KiB frames a second to 200 clients: our push channel (interest, coalescing, seq, credit) against a plain WebSocket server that sends
 * ready bytes, in turns, clients in a process of their own. Medians.
 */
export async function run(): Promise<object> {
  const rates: Record<(typeof KINDS)[number], number[]> = { hub: [], ws: [] };
  for (let i = 0; i < RUNS; i++) for (const kind of KINDS) rates[kind].push(await measure(kind));
  const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
  const hub = median(rates.hub);
  const ws = median(rates.ws);
  return { framesPerS: hub, plainWsFramesPerS: ws, share: Number((hub / ws).toFixed(2)) };
}

const child = (file: string, ...args: string[]) => fork(fileURLToPath(new URL(file, import.meta.url)), args);

async function message<T>(from: ChildProcess): Promise<T> {
  const [told] = (await once(from, 'message')) as [T];
  return told;
}

async function measure(kind: (typeof KINDS)[number]): Promise<number> {
  const server = child('./fan-out-server.ts', kind);
  const port = await message<number>(server);
  const clients = child('./fan-out-clients.ts', kind, String(port));
  try {
    await message(clients);
    server.send('go');
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    clients.send('count');
    const before = await message<number>(clients);
    await new Promise((resolve) => setTimeout(resolve, SECONDS * 1_000));
    clients.send('count');
    return Math.round(((await message<number>(clients)) - before) / SECONDS);
  } finally {
    clients.kill();
    server.kill();
  }
}
