import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NetworkFile } from 'twin-core';
import { runBakePipes } from '../twin-server/src/bake/pipes/pipes-command.ts';
import { Network } from '../twin-server/src/networks/network.ts';
import { trace } from '../twin-server/src/networks/trace.ts';
import { quantile } from './quantile.ts';

/** Baking ky10 (1,043 pipes) of `TWIN_FIXTURES`, and tracing from every one of its edges: milliseconds by kind, p50, p99 and the first call. */
export async function run(): Promise<object> {
  const fixtures = process.env.TWIN_FIXTURES;
  if (!fixtures) return { skipped: 'TWIN_FIXTURES names no folder' };
  const folder = await mkdtemp(join(tmpdir(), 'twin-networks-'));
  try {
    const out = join(folder, 'ky10');
    const place = ['--at', '112.55,37.87', '--scale', '0.3048', '--ground', '771.5', '--depth', '1.5'];
    const baked = await runBakePipes([`${fixtures}/gis/water_network_ky10.inp`, '--out', out, ...place]);
    const file = NetworkFile.parse(JSON.parse(await readFile(join(out, 'network.json'), 'utf8')));
    const began = performance.now();
    const network = new Network(file);
    const openMs = performance.now() - began;
    const kinds = Object.fromEntries(
      (['isolate', 'downstream', 'upstream'] as const).map((kind) => {
        const times = [...network.edges.keys()].map((id) => {
          const from = performance.now();
          trace(network, network.element(id)!, kind);
          return performance.now() - from;
        });
        const round = (value: number) => Math.round(value * 100) / 100;
        return [
          kind,
          { firstMs: round(times[0]!), p50Ms: round(quantile(times, 0.5)), p99Ms: round(quantile(times, 0.99)) },
        ];
      }),
    );
    const { edges, triangles, bytes, seconds } = baked;
    return { edges, triangles, bytes, bakeSeconds: seconds, openMs: Math.round(openMs), ...kinds };
  } finally {
    await rm(folder, { recursive: true });
  }
}
